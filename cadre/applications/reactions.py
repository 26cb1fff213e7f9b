"""What applications do when something happens. Each is safe to repeat."""

from cadre.applications import actions
from cadre.applications.models import Application
from cadre.journal.models import Entry


def ask_sponsor(entry: Entry) -> None:
    """After an application was handed in: its sponsor is asked, once."""
    actions.ask_sponsor(Application.objects.get(pk=entry.subject_id), now=entry.at)
