"""Sessions: planned, hosted, called off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from cadre.journal import actions as journal
from cadre.journal import locking
from cadre.lib import clock
from cadre.lib.dates import weekday_day
from cadre.lib.errors import Refusal
from cadre.lib.refs import reference, token_hash
from cadre.lib.seen import refuse_changed
from cadre.messages.actions import post_all
from cadre.partners.models import Contact, Partner
from cadre.partners.states import ContactPurpose
from cadre.people.models import User
from cadre.training import emails
from cadre.training.models import Assisting, Part, Place, Session
from cadre.training.rules.places import refuse_booking, refuse_days
from cadre.training.states import (
    HOST_ANSWERED,
    HOST_WORKFLOW,
    PARTS,
    SESSION_CALLED_OFF,
    SESSION_MOVED,
    SESSION_PLANNED,
    AssistState,
    HostState,
    PlaceState,
    SessionKind,
)


@dataclass(frozen=True)
class PartPlan:
    """The day and times of one part."""

    on: date
    starts: time
    ends: time


def held(session: Session) -> Session:
    """The session as it is, its row held."""
    return locking.held(Session.objects.select_related("host"), session.pk)


@transaction.atomic
def plan_session(
    *,
    kind: str,
    title: str,
    region: str,
    host: Partner,
    venue: str,
    places: int,
    parts: Sequence[PartPlan],
    by: User,
    now: datetime,
    today: date,
    once: str = "",
) -> Session:
    """A session with its parts. The host's leads are asked by mail. The same page (`once`) sent twice plans one.

    Raises Refusal for days that make no sense.
    """
    titles = _titles(kind, parts, today)
    key = token_hash(once) if once else None
    if key and (known := Session.objects.filter(planned_with=key).first()):
        return known
    try:
        with transaction.atomic():
            made = Session.objects.create(
                ref=reference("TR"),
                kind=kind,
                title=title,
                region=region,
                host=host,
                venue=venue,
                places=places,
                first_on=parts[0].on,
                last_on=parts[-1].on,
                planned_at=now,
                planned_by=by,
                planned_with=key,
            )
    except IntegrityError:  # pressed twice in one moment
        return Session.objects.get(planned_with=key)
    Part.objects.bulk_create(
        Part(session=made, number=number, title=words, on=part.on, starts=part.starts, ends=part.ends, set_at=now)
        for number, (words, part) in enumerate(zip(titles, parts, strict=True), 1)
    )
    journal.record(SESSION_PLANNED, made, by=by, places=places)
    post_all([emails.host_asked(made, user) for user in _leads(host, today)], now=now)
    return made


def _titles(kind: str, parts: Sequence[PartPlan], today: date) -> tuple[str, ...]:
    """What the parts are called. Raises Refusal for days and times that make no sense."""
    titles = PARTS[SessionKind(kind)]
    if len(parts) != len(titles):
        raise Refusal(f"This training has {len(titles)} parts.")
    for number, part in enumerate(parts, 1):
        if part.ends <= part.starts:
            raise Refusal("A part ends after it has begun.", field=f"ends_{number}")
    refuse_days([part.on for part in parts], today)
    return titles


def _leads(host: Partner, today: date) -> list[User]:
    rows = Contact.objects.on(today).filter(partner=host, purpose=ContactPurpose.LEAD).select_related("user")
    return [contact.user for contact in rows]


def as_typed(session: Session, parts: Iterable[Part]) -> dict[str, object]:
    """Days, times and venue as the fields of a form: `venue`, `on_1`, `starts_1`, `ends_1` and on."""
    said: dict[str, object] = {"venue": session.venue}
    for part in parts:
        said |= {f"{name}_{part.number}": getattr(part, name) for name in ("on", "starts", "ends")}
    return said


@transaction.atomic
def change_session(
    session: Session, *, parts: Sequence[PartPlan], venue: str, by: User, now: datetime, today: date, seen: str = ""
) -> Session:
    """Other days, times or another venue. Whoever has to do with it is told, and their calendars follow.

    The same again is no change. Raises Conflict when they are not as they were seen, Refusal once it has begun or was
    called off, and for days that make no sense.
    """
    row = held(session)
    refuse_booking(first_day=row.first_on, today=today, called_off=row.called_off_at is not None)
    refuse_changed(as_typed(row, row.parts.all()), seen)
    _titles(row.kind, parts, today)
    changed = []
    for part, plan in zip(row.parts.all(), parts, strict=True):
        if (part.on, part.starts, part.ends) != (plan.on, plan.starts, plan.ends) or venue != row.venue:
            part.on, part.starts, part.ends = plan.on, plan.starts, plan.ends
            part.sequence, part.set_at = part.sequence + 1, now
            changed.append(part)
    if not changed:
        return row
    Part.objects.bulk_update(changed, ["on", "starts", "ends", "sequence", "set_at"])
    row.venue, row.first_on, row.last_on = venue, parts[0].on, parts[-1].on
    row.save(update_fields=["venue", "first_on", "last_on"])
    what = ", ".join(f"{part.title} on {weekday_day(part.on)}" for part in row.parts.all())
    journal.record(SESSION_MOVED, row, by=by, what=f"{what}, {venue}")
    post_all(emails.moved(row, _concerned(row), _leads(row.host, today), now=now), now=now)
    return row


def _concerned(session: Session) -> list[Place | Assisting]:
    """Who is invited, waits or comes, and who helps."""
    places = session.taken.exclude(state=PlaceState.DECLINED).select_related("facilitator__user")
    helpers = session.assistants.filter(state=AssistState.ASSIGNED).select_related("facilitator__user")
    return [*places, *helpers]


@transaction.atomic
def answer_as_host(session: Session, *, accepts: bool, words: str, by: User, now: datetime) -> None:
    """The host says yes or no. The same answer twice is one. Raises Refusal once it was called off or answered."""
    row = held(session)
    answer = HostState.ACCEPTED if accepts else HostState.DECLINED
    if row.host_state == answer:
        return
    if row.called_off_at:
        raise Refusal("This session was called off.")
    row.host_state = HOST_WORKFLOW.after("accept" if accepts else "decline", row.host_state)
    row.host_words, row.host_answered_at = words, now
    row.save(update_fields=["host_state", "host_words", "host_answered_at"])
    journal.record(HOST_ANSWERED, row, by=by, partner=row.host.name, answer=answer.label.lower())
    if accepts:
        post_all([emails.hosts(row, user, now=now) for user in _leads(row.host, clock.day_of(now))], now=now)


@transaction.atomic
def call_off(session: Session, *, reason: str, by: User, now: datetime) -> None:
    """It does not take place; whoever comes, waits, was invited, helps or hosts is told why. Twice is once."""
    row = held(session)
    if row.called_off_at:
        return
    if row.is_complete:
        raise Refusal("This session has taken place.")
    row.called_off_at = now
    row.save(update_fields=["called_off_at"])
    journal.record(SESSION_CALLED_OFF, row, by=by, reason=reason)
    leads = _leads(row.host, clock.day_of(now)) if row.host_state != HostState.DECLINED else []
    post_all(emails.called_off(row, _concerned(row), leads, reason, now=now), now=now)
