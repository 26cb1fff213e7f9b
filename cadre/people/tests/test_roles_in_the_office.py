"""Roles in the office: given by two, ended by one, never one's own; accounts closed and opened."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.people import actions
from cadre.people.access import holds
from cadre.people.models import RoleRequest, StaffRole, User
from cadre.people.states import StaffRoleName
from tests import world
from tests.world import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
PEOPLE = "/office/people/"


@pytest.fixture
def first():
    return world.an_officer("Iris Cole", "sysadmin")


@pytest.fixture
def second():
    return world.an_officer("Omar Reid", "sysadmin")


@pytest.fixture
def robin():
    return world.a_user("Robin Moss")


def ask(user, role="finance", *, by):
    return actions.ask_role(user=user, role=role, from_on=TODAY, reason="Joins us", by=by, now=NOW)


def roles_of(user):
    return set(StaffRole.objects.on(TODAY).filter(user=user).values_list("role", flat=True))


@pytest.mark.parametrize("role", [role for role in StaffRoleName.values() if role != "marketing"])
def test_a_role_is_held_once_a_second_agrees(first, second, robin, role):
    asked = ask(robin, role, by=first)
    assert roles_of(robin) == set()
    assert list(Message.objects.filter(kind="people.role_asked").values_list("to", flat=True)) == [second.email]
    actions.decide_role(asked, agree=True, by=second, now=NOW)
    assert roles_of(robin) == {role}
    assert Message.objects.filter(kind="people.role_given", to=robin.email).count() == 1


def test_marketing_is_given_by_one(first, robin):
    assert ask(robin, "marketing", by=first) is None
    assert roles_of(robin) == {"marketing"}


def test_whoever_asked_cannot_agree_nor_whom_it_is_for(first, second, robin):
    asked = ask(robin, by=first)
    with pytest.raises(Refusal, match="You asked for it"):
        actions.decide_role(asked, agree=True, by=first, now=NOW)
    StaffRole.objects.create(user=robin, role="sysadmin", from_on=TODAY)
    with pytest.raises(Refusal, match="role of their own"):
        actions.decide_role(asked, agree=True, by=robin, now=NOW)
    with pytest.raises(Refusal, match="role of their own"):
        ask(first, by=first)
    with pytest.raises(Refusal, match="role of their own"):
        actions.end_role(user=first, role="sysadmin", to_on=TODAY, by=first)
    assert roles_of(first) == {"sysadmin"}


@pytest.mark.parametrize("given", [{"state": "given", "same": True}, {"state": "waiting", "own": True}])
def test_the_database_refuses_it_too(first, second, robin, given):
    facts = {
        "role": "ops",
        "from_on": TODAY,
        "reason": "x",
        "asked_by": first,
        "asked_at": NOW,
        "state": given["state"],
    }
    facts |= {"user": first if given.get("own") else robin, "decided_by": first if given.get("same") else None}
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleRequest.objects.create(**facts)


def test_it_is_decided_once_and_taken_back_by_whoever_asked(first, second, robin):
    asked = ask(robin, by=first)
    with pytest.raises(Refusal, match="is asked for Robin Moss already"):
        ask(robin, by=second)
    with pytest.raises(Refusal, match="You can refuse it"):
        actions.take_back_role(asked, by=second, now=NOW)
    actions.take_back_role(asked, by=first, now=NOW)
    with pytest.raises(Refusal, match="decided that already"):
        actions.decide_role(asked, agree=True, by=second, now=NOW)
    again = ask(robin, by=first)
    actions.decide_role(again, agree=False, by=second, now=NOW)
    assert roles_of(robin) == set()
    with pytest.raises(Refusal, match="holds the role Operations already"):
        ask(world.an_officer("Ruth Adeyemi", "ops"), "ops", by=first)


def test_a_role_ends_on_its_day_with_the_next_request(first, client):
    ruth = world.an_officer("Ruth Adeyemi", "ops")
    client.force_login(ruth)
    actions.end_role(user=ruth, role="ops", to_on=TODAY + timedelta(days=3), by=first)
    assert client.get("/office/").status_code == 200
    other = world.an_officer("Martin Hale", "finance")
    client.force_login(other)
    actions.end_role(user=other, role="finance", to_on=TODAY, by=first)
    assert client.get("/office/finance/invoices/").status_code == 404
    with pytest.raises(Refusal, match="does not hold the role"):
        actions.end_role(user=other, role="finance", to_on=TODAY, by=first)


def test_a_closed_account_is_out_with_its_next_request_and_cannot_come_in(first, client):
    ruth = world.an_officer("Ruth Adeyemi", "ops")
    client.force_login(ruth)
    actions.close_account(ruth, by=first, because="Left us")
    assert client.get("/office/").headers["Location"].startswith("/sign-in/")
    assert not holds(User.objects.get(pk=ruth.pk), "ops")
    with pytest.raises(Refusal, match="closed already"):
        actions.close_account(ruth, by=first, because="Left us")
    with pytest.raises(Refusal, match="Somebody else has to close your own"):
        actions.close_account(first, by=first, because="Left us")
    actions.open_account(ruth, by=first, because="Came back")
    client.force_login(ruth)
    assert client.get("/office/").status_code == 200


def test_signed_out_everywhere_means_every_browser(first):
    ruth = world.an_officer("Ruth Adeyemi", "ops")
    browsers = [Client(), Client()]
    for one in browsers:
        one.force_login(ruth)
    actions.sign_out_everywhere(ruth, by=first, because="A lost laptop")
    assert [one.get("/office/").status_code for one in browsers] == [302, 302]


def test_the_pages_lead_from_somebody_new_to_a_colleague(first, second, client):
    client.force_login(first)
    day = {"from_on_day": TODAY.day, "from_on_month": TODAY.month, "from_on_year": TODAY.year}
    typed = {"name": "Robin Moss", "email": "robin@provider.example", "role": "finance", "reason": "Joins us", **day}
    for wrong, said in (({"email": "robin"}, "email address"), ({"role": "king"}, "Choose"), ({"reason": ""}, "Why")):
        page = client.post(f"{PEOPLE}new/", typed | wrong)
        assert page.status_code == 422
        assert said in page.content.decode()
        assert "Robin Moss" in page.content.decode()
    assert not User.objects.filter(name="Robin Moss").exists()
    answer = client.post(f"{PEOPLE}new/", typed)
    assert "Agree" not in client.get(answer.headers["Location"]).content.decode()
    twice = client.post(f"{PEOPLE}new/", typed)
    assert "is asked for Robin Moss already" in twice.content.decode()
    assert "Decide about" not in client.get("/office/").content.decode()
    client.force_login(second)
    assert "Decide about 1 role in the office" in client.get("/office/").content.decode()
    page = client.get(answer.headers["Location"]).content.decode()
    assert "“Joins us”" in page
    asked = RoleRequest.objects.get()
    client.post(f"{PEOPLE}requests/{asked.pk}/decision/", {"verb": "agree"})
    listed = client.get(f"{PEOPLE}?role=finance").content.decode()
    assert "Robin Moss" in listed
    assert "Not yet" in listed
    assert "Robin Moss" in client.get(f"{PEOPLE}?format=csv").getvalue().decode()
    assert [one.happening for one in Entry.objects.about(asked.user).order_by("pk")] == [
        *("people.person_added", "people.role_asked", "people.role_granted"),
    ]


@pytest.mark.parametrize("role", ["ops", "dpo"])
def test_operations_and_data_protection_look_and_change_accounts_but_no_role(client, first, role):
    client.force_login(world.an_officer("Ruth Adeyemi", role))
    ada = world.an_officer("Ada Quill", "quality")
    page = client.get(f"{PEOPLE}{ada.pk}/").content.decode()
    assert "End it" not in page
    assert "Give another role" not in page
    assert client.get(f"{PEOPLE}new/").status_code == 404
    answer = client.post(f"{PEOPLE}{ada.pk}/account/", {"act": "close", "because": "Left us"})
    assert answer.status_code == 302
    assert "Account closed" in client.get(PEOPLE).content.decode()


def test_people_without_a_role_in_the_office_are_not_among_them(client, first):
    lead = world.a_partner_lead(world.a_partner())
    client.force_login(first)
    assert client.get(f"{PEOPLE}{lead.pk}/").status_code == 404
    assert lead.name not in client.get(PEOPLE).content.decode()
