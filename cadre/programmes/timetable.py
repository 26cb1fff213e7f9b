"""What falls due in time: registration that opens or closes is written down once, and the next intake is planned."""

from datetime import date, datetime, timedelta

from django.db import transaction

from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.journal.models import Entry
from cadre.lib.errors import Conflict
from cadre.lib.happenings import Happening
from cadre.programmes.actions import plan_by_itself
from cadre.programmes.models import Intake
from cadre.programmes.queries.following import proposals
from cadre.programmes.states import INTAKE_CLOSED, INTAKE_OPENED

CALENDAR = System("The calendar")
LOOKS_BACK = timedelta(days=31)


def announce_intakes(today: date, now: datetime) -> None:
    """Record every opening and closing of the last month that is not recorded yet. Safe to repeat."""
    since = today - LOOKS_BACK
    for intake in Intake.objects.filter(opens_on__range=(since, today)):
        _once(INTAKE_OPENED, intake, intake.opens_on)
    for intake in Intake.objects.filter(closes_on__range=(since, today - timedelta(days=1))):
        _once(INTAKE_CLOSED, intake, intake.closes_on)


@transaction.atomic
def _once(happening: Happening, intake: Intake, day: date) -> None:
    """Once for each day, so that a registration that was opened again closes again."""
    Intake.objects.select_for_update().get(pk=intake.pk)
    known = Entry.objects.about(intake).filter(happening=happening.key).values_list("data", flat=True)
    if day.isoformat() not in {data.get("on", day.isoformat()) for data in known}:
        journal.record(happening, intake, by=CALENDAR, on=day.isoformat())


def plan_next_intakes(today: date, now: datetime) -> int:
    """Plan what should follow an intake whose registration closed within the last month, where nobody did.

    How many were planned. Safe to repeat. What closed longer ago is for a person to plan: it stays proposed.
    """
    planned = 0
    for proposal in proposals(today):
        if today - LOOKS_BACK <= proposal.last.closes_on < today:
            try:
                plan_by_itself(proposal.last, today=today, now=now)
            except Conflict:  # somebody pressed at the same moment
                continue
            planned += 1
    return planned
