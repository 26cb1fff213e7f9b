"""A quality lead is named for the first event of somebody new, told with their calendar, and let go again."""

from datetime import datetime

from django.db import transaction

from cadre.facilitators.models import Facilitator
from cadre.journal import actions as journal
from cadre.journal.locking import held
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.messages.actions import post
from cadre.people.models import User
from cadre.scheduling.actions.common import locked
from cadre.scheduling.models import Event
from cadre.staffing import emails
from cadre.staffing.models import QualityLead, Visit
from cadre.staffing.queries.visits import first_events, visits_with_all
from cadre.staffing.states import VISIT_ARRANGED, VISIT_ENDED


@transaction.atomic
def arrange_visit(event: Event, new: Facilitator, visitor: Facilitator, *, by: User, now: datetime) -> Visit:
    """`visitor` visits the first event of `new`. The same again is no change; somebody else takes their place.

    Raises Refusal for an event that is over or called off, or is not a first one; and for who is no quality lead on
    its day, or is at the event.
    """
    locked(event.group)
    event = held(Event.objects.select_related("group"), event.pk)
    if event.called_off_at or event.ends_on < clock.day_of(now):
        raise Refusal("This event is over, or called off.")
    firsts = {one.new.pk: one.visit for one in first_events([event]).get(event.pk, [])}
    if new.pk not in firsts:
        raise Refusal(f"This is not the first event of {new}.", field="new")
    if not QualityLead.objects.on(event.starts_on).filter(facilitator=visitor).exists():
        raise Refusal(f"{visitor} is no quality lead on that day.", field="visitor")
    if visitor.pk in firsts or event.group.assignments.filter(released_at=None, facilitator=visitor).exists():
        raise Refusal(f"{visitor} is at this event already.", field="visitor")
    before = firsts[new.pk]
    if before is not None and before.visitor_id == visitor.pk:
        return before
    if before is not None:
        end_visit(before, by=by, now=now)
    made = Visit.objects.create(event=event, new=new, visitor=visitor, arranged_at=now, arranged_by=by)
    made = visits_with_all().get(pk=made.pk)
    journal.record(VISIT_ARRANGED, made.event, by=by, visitor=str(visitor), new=str(new))
    post(emails.visit_arranged(made, now=now), now=now)
    return made


@transaction.atomic
def end_visit(visit: Visit, *, by: User, now: datetime) -> None:
    """It is off, and the quality lead is told. Twice is once."""
    locked(visit.event.group)
    row = held(visits_with_all(), visit.pk)
    if row.ended_at is None:
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        journal.record(VISIT_ENDED, row.event, by=by, visitor=str(row.visitor), new=str(row.new))
        post(emails.visit_ended(row, now=now), now=now)
