"""What bookings and the waiting list do when something happens elsewhere. Each is safe to repeat."""

from datetime import date

from cadre.applications.models import Application
from cadre.bookings import actions
from cadre.bookings.models import Offer, QueueEntry
from cadre.bookings.states import JoinedQueueBy
from cadre.groups.models import Enrolment, Group
from cadre.journal.actions import System
from cadre.journal.models import Entry
from cadre.lib import clock
from cadre.partners.models import OrgChange
from cadre.programmes.models import Intake

THE_LIST = System("The waiting list")


def offer_places(entry: Entry) -> None:
    """A place may be free, or somebody joined: whoever is next in line for it is offered it."""
    actions.make_offers(_offering_of(entry), now=clock.now())


def _offering_of(entry: Entry) -> int:
    if entry.subject_kind == Group._meta.label_lower:
        return Group.objects.get(pk=entry.subject_id).offering_id
    if entry.subject_kind == Enrolment._meta.label_lower:
        return Enrolment.objects.select_related("group").get(pk=entry.subject_id).group.offering_id
    return QueueEntry.objects.get(pk=entry.subject_id).offering_id


def wait_for_a_place(entry: Entry) -> None:
    """After somebody was accepted: onto the list, when no free place fits them."""
    application = _looked_up(pk=entry.subject_id)
    actions.join_if_unseatable(application, how=JoinedQueueBy.FULL, by=THE_LIST, now=clock.now())


def wait_for_another_place(entry: Entry) -> None:
    """After somebody was taken out of their group: onto the list, when no free place fits them."""
    application = _looked_up(enrolment=entry.subject_id)
    actions.join_if_unseatable(application, how=JoinedQueueBy.RELEASED, by=THE_LIST, now=clock.now())


def leave_the_list(entry: Entry) -> None:
    """After an application was withdrawn or declined: nobody waits for what they no longer want."""
    actions.member_leaves(Application.objects.get(pk=entry.subject_id), by=THE_LIST, now=clock.now())


def leave_the_list_seated(entry: Entry) -> None:
    """After somebody was enrolled, by whatever way: they wait no longer."""
    application = Enrolment.objects.select_related("application").get(pk=entry.subject_id).application
    actions.member_leaves(application, by=THE_LIST, now=clock.now(), seated=True)


def take_back_offers(entry: Entry) -> None:
    """After a group was closed: its open offers end, and those who had them wait again where they stood."""
    group = Group.objects.get(pk=entry.subject_id)
    for offer in Offer.objects.open().filter(group=group).select_related("entry"):
        actions.take_back(offer, reason="the group does not run", by=THE_LIST, now=clock.now())


def _looked_up(**which: str) -> Application:
    return Application.objects.select_related(
        "code__partner", "preferred_partner", "school", "offering__intake", "offering__qualification"
    ).get(**which)


def fill_booked_place(entry: Entry) -> None:
    """After somebody applied, or their school or trust was found: the place that was booked for them is filled."""
    application = Application.objects.get(pk=entry.subject_id)
    actions.fill_place(application, by=System(application.name), now=clock.now())


def count_names_anew(entry: Entry) -> None:
    """After registration was moved: places without a name want one so many days before the new closing.

    Where it closes earlier, leads are told then, with the new day.
    """
    intake, before = Intake.objects.get(pk=entry.subject_id), date.fromisoformat(entry.data["closed"])
    actions.count_names_anew(intake, today=clock.today())
    if intake.closes_on < before:
        actions.tell_leads_of_earlier_close(intake, before=before, entry_pk=entry.pk, now=clock.now())


def follow_merger(entry: Entry) -> None:
    """After a partner went into another: whoever waits for it waits for that one."""
    actions.follow_merger(_change(entry), by=System(entry.by_name))


def follow_back(entry: Entry) -> None:
    """After a merger was taken back: whoever still waits does so for the partner they chose."""
    actions.follow_back(_change(entry), by=System(entry.by_name))


def _change(entry: Entry) -> OrgChange:
    return OrgChange.objects.select_related("partner", "into").get(pk=entry.data["change"])
