"""What groups do when something happens elsewhere. Each is safe to repeat."""

from cadre.applications.models import Application
from cadre.groups import actions
from cadre.groups.models import Enrolment
from cadre.groups.states import EnrolmentState
from cadre.journal.actions import System
from cadre.journal.models import Entry


def give_up_place(entry: Entry) -> None:
    """After an application was withdrawn: whoever had a place, or waited for another, leaves the programme."""
    application = Application.objects.get(pk=entry.subject_id)
    held = (EnrolmentState.ENROLLED, EnrolmentState.WAITING)
    for enrolment in Enrolment.objects.filter(application=application, state__in=held):
        reason = str(entry.data.get("reason") or "withdrew the application")
        actions.withdraw(enrolment, reason=reason, by=System(entry.by_name), now=entry.at)
