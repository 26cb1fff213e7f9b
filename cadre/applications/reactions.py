"""What applications do when something happens. Each is safe to repeat."""

from cadre.applications import actions
from cadre.applications.models import Application
from cadre.journal.actions import System
from cadre.journal.models import Entry


def ask_sponsor(entry: Entry) -> None:
    """After an application was handed in: its sponsor is asked, once."""
    actions.ask_sponsor(Application.objects.get(pk=entry.subject_id), now=entry.at)


def requote_those_who_wait(entry: Entry) -> None:
    """After a district was settled or a list published: scholarships that were not confirmed are decided again."""
    actions.requote_waiting(quoted_before=entry.at, by=System(entry.by_name), now=entry.at)


def flag_duplicates(entry: Entry) -> None:
    """After a submission, when one is opened again or moved: note for staff who looks like the same person."""
    actions.flag_duplicates(Application.objects.get(pk=entry.subject_id), now=entry.at)
