"""What falls due in programmes as time passes."""

from datetime import date, datetime

from django.db import transaction

from cadre.journal import actions as journal
from cadre.journal.models import Entry
from cadre.programmes.models import Intake
from cadre.programmes.states import INTAKE_CLOSED, INTAKE_OPENED

CALENDAR = journal.System("The calendar")


@transaction.atomic
def announce_registration(today: date, now: datetime) -> int:
    """Record once that registration opened, and once that it closed; what follows hangs on it. Safe to repeat.

    How many entries were written.
    """
    written = 0
    for intake in Intake.objects.filter(opens_on__lte=today).select_for_update().order_by("pk"):
        said = set(Entry.objects.about(intake).values_list("happening", flat=True))
        due = [INTAKE_OPENED] + ([INTAKE_CLOSED] if intake.closes_on < today else [])
        for happening in due:
            if happening.key not in said:
                journal.record(happening, intake, by=CALENDAR)
                written += 1
    return written
