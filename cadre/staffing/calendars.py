"""Visits and stand-ins in calendars: a visit in mails and feeds; a date somebody stands in at, in their feed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from cadre.messages.calendars import Entry, attachment_of
from cadre.messages.mail import Attachment
from cadre.people.models import User
from cadre.scheduling import feeding
from cadre.scheduling.calendars import entry_of, in_a_feed
from cadre.scheduling.models import Event
from cadre.staffing.models import Substitution, Visit
from cadre.staffing.queries.visits import visits_with_all


def visit_entry(visit: Visit, stamped: datetime, *, cancelled: bool = False) -> Entry:
    """The hours of its event; it moves with the event and has an identity of its own."""
    entry = entry_of(visit.event, stamped, cancelled=cancelled)
    return replace(
        entry,
        ref=f"{entry.ref}-visit-{visit.pk}",
        summary=f"Visit: {entry.summary}",
        description=f"First event of {visit.new}. {entry.description}",
    )


def visit_attachment(visit: Visit, *, now: datetime, cancelled: bool = False) -> Attachment:
    return attachment_of([visit_entry(visit, now, cancelled=cancelled)])


@feeding.provide
def visits_and_stand_ins_of(user: User, from_on: date) -> Iterable[Entry]:
    """Two queries."""
    visits = visits_with_all().standing().filter(visitor__user=user, event__ends_on__gte=from_on)
    look = ("event__element", "event__venue", "event__group__offering__qualification")
    stood = Substitution.objects.standing().filter(stand_in__user=user, event__ends_on__gte=from_on)
    found = [_in_a_feed(visit) for visit in visits]
    return found + [in_a_feed(row.event) for row in stood.select_related(*look)]


def _in_a_feed(visit: Visit) -> Entry:
    event: Event = visit.event
    stamped = event.called_off_at or max(event.picked_at, visit.arranged_at)
    return visit_entry(visit, stamped, cancelled=event.called_off_at is not None)
