"""What groups do when something happens elsewhere. Each is safe to repeat."""

from cadre.applications.models import Application
from cadre.applications.states import State
from cadre.groups import actions
from cadre.groups.models import Enrolment, Group
from cadre.groups.states import EnrolmentState, GroupState
from cadre.journal.actions import System
from cadre.journal.models import Entry
from cadre.partners.models import OrgChange


def give_up_place(entry: Entry) -> None:
    """After an application was withdrawn or declined: whoever had a place, or waited for another, leaves the programme.

    One that was opened again meanwhile keeps its place.
    """
    application = Application.objects.get(pk=entry.subject_id)
    if application.state not in (State.WITHDRAWN, State.DECLINED):
        return
    held = (EnrolmentState.ENROLLED, EnrolmentState.WAITING)
    for enrolment in Enrolment.objects.filter(application=application, state__in=held):
        reason = str(entry.data.get("reason") or "withdrew the application")
        actions.withdraw(enrolment, reason=reason, by=System(entry.by_name), now=entry.at)


def await_again(entry: Entry) -> None:
    """After an application was opened again: whoever left the programme with it may be placed once accepted."""
    left = Enrolment.objects.filter(application_id=int(entry.subject_id), state=EnrolmentState.WITHDRAWN)
    for enrolment in left:
        actions.await_again(enrolment, reason=str(entry.data.get("reason", "")), by=System(entry.by_name))


def step_back(entry: Entry) -> None:
    """After an application was deferred: its place in a group of the intake it left goes to somebody else.

    The person waits to be placed in the later one.
    """
    held = Enrolment.objects.filter(application_id=int(entry.subject_id), state=EnrolmentState.ENROLLED)
    for enrolment in held.filter(group__offering_id=entry.data["left"]):
        actions.release(enrolment, reason=f"Starts later: {entry.data['to']}", by=System(entry.by_name), now=entry.at)


def watch_minimum(entry: Entry) -> None:
    """After somebody joined, left or changed groups: a confirmed group that lost too many waits for a decision."""
    refs = {str(entry.data[key]) for key in ("group", "before", "after") if entry.data.get(key)}
    reason = str(entry.data.get("reason", "")).strip()
    about = entry.subject_kind == Group._meta.label_lower
    who = "It goes on again" if about else f"{entry.subject_label} left"
    because = f"{who}: “{reason}”" if reason else who
    for group in Group.objects.filter(ref__in=refs, state=GroupState.CONFIRMED).order_by("pk"):
        actions.watch_minimum(group, because=because, by=System(entry.by_name), now=entry.at)


def hand_over(entry: Entry) -> None:
    """After a partner went into another: its forming groups and whoever has no place go there."""
    actions.hand_over(_change(entry), by=System(entry.by_name), now=entry.at)


def give_back(entry: Entry) -> None:
    """After a merger was taken back: what still forms goes back."""
    actions.give_back(_change(entry), by=System(entry.by_name), now=entry.at)


def _change(entry: Entry) -> OrgChange:
    return OrgChange.objects.select_related("partner", "into").get(pk=entry.data["change"])
