"""The office's first page, role by role: what somebody decides stands first, and nothing that another role decides."""

import pytest
from django.urls import reverse

from cadre.finance.tests.test_payments import approve, details, scene
from cadre.people.states import StaffRoleName
from tests import world
from tests.scenes import kept

__all__ = ["scene"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
HOME = reverse("office:portals:home")


@pytest.fixture
@kept
def rates(db):
    world.the_rates()


def shown_to(client, role: str) -> dict:
    """What the page of somebody with the role says."""
    client.force_login(world.an_officer(f"Of {role}", role))
    return client.get(HOME).context


def titles(context) -> list[str]:
    return [step["title"] for step in context["steps"]]


def test_finance_is_shown_what_to_approve_and_to_pay_before_anything_else(client, scene):
    (peak, _), (money, _), martin, intake = scene
    details(peak, money, martin)
    assert titles(shown_to(client, "finance"))[0] == "Approve the hosting of 2 statements"
    approve(peak, intake, 30_000, martin)
    context = shown_to(client, "finance")
    assert titles(context)[:2] == ["Approve the hosting of 1 statement", "Pay £300.00 to 1 partner"]
    assert context["kpi_rows"][:2] == [
        ("To approve", "£325.00", "hosting on 1 statement"),
        ("Approved, to pay", "£300.00", "to 1 partner"),
    ]
    page = client.get(HOME).content.decode()
    assert ("Hosting owed to partners" in page, "Can be paid" in page) == (True, True)


def test_nobody_is_told_to_do_what_operations_decide(client):
    world.an_application("Tom Reed")
    world.a_group(12)
    told = {role: {title.split()[0] for title in titles(shown_to(client, role))} for role in StaffRoleName.values()}
    assert {"Place", "Confirm"} <= told["ops"]
    assert not set().union(*(told[role] & {"Place", "Confirm"} for role in told if role != "ops"))


def test_groups_short_of_their_minimum_come_first_the_nearest_before_the_others(client):
    for people in (13, 4, 11, 12):
        world.a_group(people)
    context = shown_to(client, "ops")
    assert [group.people for group in context["seen"].forming] == [11, 4, 13, 12]


def test_no_figure_and_no_list_stands_for_pages_that_are_closed_to_a_role(client):
    context = shown_to(client, "sysadmin")
    page = client.get(HOME).content.decode()
    assert context["kpi_rows"] == []
    assert ["Groups against" in page, "Next days" in page, "What to do next" in page] == [False, False, True]
