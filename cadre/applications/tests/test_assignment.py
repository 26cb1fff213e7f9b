"""Who looks after an application, and the order to take them in."""

from datetime import timedelta

import pytest

from cadre.applications import actions
from cadre.applications.states import State
from cadre.journal.models import Entry
from cadre.lib.errors import Conflict, Refusal
from cadre.people.access import officers_on
from cadre.people.models import StaffRole
from tests import world
from tests.scenes import kept

pytestmark = pytest.mark.django_db
NOW = world.NOW


@pytest.fixture
@kept
def waiting(at_now):
    return world.an_application("Amina Yusuf", state=State.SUBMITTED)


def leaves(user) -> None:
    StaffRole.objects.filter(user=user).update(to_on=world.TODAY)


def names(client, address: str) -> list[str]:
    return [row.name for row in client.get(address).context["listing"].rows]


def test_an_officer_takes_gives_and_releases_it(client, waiting, officer):
    other = world.an_officer("Ian Bell")
    client.force_login(officer)
    address = f"/office/applications/{waiting.ref}/officer/"
    client.post(address, {"take": "me", "shown": ""})
    client.post(address, {"officer": other.pk, "shown": officer.pk})
    client.post(address, {"release": "it", "shown": other.pk})
    waiting.refresh_from_db()
    assert waiting.officer is None
    assert [entry.sentence for entry in Entry.objects.about(waiting)] == [
        "Ruth Adeyemi took Amina Yusuf from Ian Bell",
        "Ruth Adeyemi gave Amina Yusuf to Ian Bell",
        "Ruth Adeyemi gave Amina Yusuf to Ruth Adeyemi",
    ]


def test_two_who_take_it_at_once_get_it_once(waiting, officer):
    other = world.an_officer("Ian Bell")
    actions.assign_application(waiting, officer=other, by=other, now=NOW)
    with pytest.raises(Conflict, match="Ian Bell looks after this by now"):
        actions.assign_application(waiting, officer=officer, by=officer, now=NOW)


def test_whoever_left_the_office_is_offered_no_more_and_theirs_are_nobodys(client, waiting, officer):
    gone = world.an_officer("Gone Girl")
    actions.assign_application(waiting, officer=gone, by=officer, now=NOW)
    leaves(gone)
    assert list(officers_on(world.TODAY)) == [officer]
    with pytest.raises(Refusal, match="not in the office any more"):
        actions.assign_applications([waiting], officer=gone, by=officer, now=NOW)
    client.force_login(officer)
    assert names(client, "/office/applications/?officer=nobody") == ["Amina Yusuf"]
    assert names(client, "/office/applications/?officer=mine") == []
    actions.assign_applications([waiting], officer=officer, by=officer, now=NOW)
    assert names(client, "/office/applications/?officer=mine") == ["Amina Yusuf"]
    assert names(client, f"/office/applications/?officer={officer.pk}") == ["Amina Yusuf"]
    assert names(client, "/office/applications/?officer=nobody") == []


def test_the_worklist_begins_where_registration_closes_and_then_with_the_oldest(client, at_now, officer):
    later = world.an_offering(intake=world.an_intake("Autumn 2027", closes_in=200, starts_in=290))
    soon = world.an_offering(intake=world.an_intake("Spring 2027", closes_in=3))
    ago = {"state": State.SUBMITTED, "offering": later}
    world.an_application("Young", submitted_at=NOW - timedelta(days=1), **ago)
    world.an_application("Old", submitted_at=NOW - timedelta(days=9), **ago)
    world.an_application("Asked", submitted_at=NOW - timedelta(days=30), **(ago | {"state": State.ASKED}))
    world.an_application("Urgent", state=State.SUBMITTED, offering=soon, submitted_at=NOW)
    world.an_application("Decided", offering=later)
    client.force_login(officer)
    assert names(client, "/office/applications/worklist/") == ["Urgent", "Old", "Young", "Asked"]


def test_several_are_assigned_with_a_preview(client, waiting, officer):
    decided = world.an_application("Tom Reed", offering=waiting.offering)
    client.force_login(officer)
    refs = [waiting.ref, decided.ref]
    shown = client.get("/office/applications/bulk/assign/", {"ref": refs}).context["shown"]
    assert ([row.name for row in shown.ready], [row.name for row, _ in shown.left_out]) == (
        ["Amina Yusuf"],
        ["Tom Reed"],
    )
    client.post("/office/applications/bulk/assign/", {"ref": [waiting.ref], "officer": officer.pk})
    waiting.refresh_from_db()
    assert waiting.officer == officer
