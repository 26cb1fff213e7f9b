"""What falls due in time: registration that opens or closes is written down once, so that others can react."""

from datetime import date, datetime, timedelta

from django.db import transaction

from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.journal.models import Entry
from cadre.lib.happenings import Happening
from cadre.programmes.models import Intake
from cadre.programmes.states import INTAKE_CLOSED, INTAKE_OPENED

CALENDAR = System("The calendar")
LOOKS_BACK = timedelta(days=31)


def announce_intakes(today: date, now: datetime) -> None:
    """Record every opening and closing of the last month that is not recorded yet. Safe to repeat."""
    since = today - LOOKS_BACK
    for intake in Intake.objects.filter(opens_on__range=(since, today)):
        _once(INTAKE_OPENED, intake)
    for intake in Intake.objects.filter(closes_on__range=(since, today - timedelta(days=1))):
        _once(INTAKE_CLOSED, intake)


@transaction.atomic
def _once(happening: Happening, intake: Intake) -> None:
    Intake.objects.select_for_update().get(pk=intake.pk)
    if not Entry.objects.about(intake).filter(happening=happening.key).exists():
        journal.record(happening, intake, by=CALENDAR)
