"""What recruitment does when something happens. Each is safe to repeat."""

from datetime import date

from cadre.journal.models import Entry
from cadre.lib import clock
from cadre.programmes.models import Intake
from cadre.recruitment import actions


def tell_of_earlier_close(entry: Entry) -> None:
    """After registration was moved to close earlier: whoever has not finished their application is told."""
    before = date.fromisoformat(entry.data["closed"])
    intake = Intake.objects.get(pk=entry.subject_id)
    if intake.closes_on < before:
        actions.tell_of_earlier_close(intake, before=before, entry_pk=entry.pk, now=clock.now())
