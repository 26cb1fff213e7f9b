"""The parts of a session as calendar entries, in mails and in feeds."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q

from cadre.lib.dates import LONDON
from cadre.messages.calendars import Entry, attachment_of
from cadre.messages.mail import Attachment
from cadre.people.models import User
from cadre.scheduling import feeding
from cadre.training.access import sessions_hosted_by
from cadre.training.models import Assisting, Part, Session
from cadre.training.states import AssistState, HostState, PlaceState


def attachment(session: Session, *, now: datetime, cancelled: bool = False, again: int = 0) -> Attachment:
    """An entry for each part. `cancelled`: they leave the reader's calendar; `again`: how often they came back."""
    parts = session.parts.select_related("session__host")
    return attachment_of(entry_of(part, now, cancelled=cancelled, again=again) for part in parts)


def entry_of(part: Part, stamped: datetime, *, cancelled: bool = False, again: int = 0) -> Entry:
    """Its sequence rises with each change, each cancellation, and each return after one."""
    session = part.session
    return Entry(
        ref=f"{session.ref}-{part.number}",
        sequence=part.sequence + 2 * again + cancelled,
        stamped=stamped,
        starts=datetime.combine(part.on, part.starts, tzinfo=LONDON),
        ends=datetime.combine(part.on, part.ends, tzinfo=LONDON),
        summary=session.title if session.title.startswith(part.title) else f"{session.title}: {part.title}",
        description=f"Hosted by {session.host.name}. Reference {session.ref}.",
        location=f"{session.venue}, {session.host.name}",
        cancelled=cancelled,
    )


@feeding.provide
def training_of(user: User, from_on: date) -> Iterable[Entry]:
    """Sessions in which the user has a place, helps, or leads the partner that hosts. One query, and who they lead."""
    booked = Q(session__taken__facilitator__user=user, session__taken__state=PlaceState.BOOKED)
    helping = Assisting.objects.filter(facilitator__user=user, state=AssistState.ASSIGNED)
    hosting = sessions_hosted_by(user).filter(host_state=HostState.ACCEPTED)
    mine = booked | Q(session__in=helping.values("session")) | Q(session__in=hosting.values("pk"))
    parts = Part.objects.filter(mine, on__gte=from_on).distinct().select_related("session__host")
    return [_in_a_feed(part) for part in parts]


def _in_a_feed(part: Part) -> Entry:
    off = part.session.called_off_at
    return entry_of(part, off or part.set_at, cancelled=off is not None)
