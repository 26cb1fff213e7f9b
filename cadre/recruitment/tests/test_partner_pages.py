"""A partner sees its own groups on the way to the deadline, and what it can do; never another partner's people."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadre.groups.models import Group
from tests import world
from tests.scenes import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now", "policy")]
NEAR = {"easting": 430_000, "northing": 360_000}


@pytest.fixture
@kept
def own() -> Group:
    return world.a_group(9, partner=world.a_partner("Peakside", **NEAR))


@pytest.fixture
def lead(own) -> Client:
    client = Client()
    client.force_login(world.a_partner_lead(own.partner))
    return client


def page(client: Client) -> str:
    answer = client.get(reverse("partner:recruitment:viability"))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_what_the_partner_can_do_is_in_order_of_effect(lead, own):
    school = world.a_school(easting=431_000, northing=361_000)
    for number in range(3):
        world.an_application(f"Kim{number}", school=school, travel_km=30)
    world.an_application("Lee", state="draft", preferred_partner=own.partner)
    text = page(lead)
    assert "3 short" in text
    assert text.index("Take 3 people without a group") < text.index("Remind 1 person who chose you")
    assert "Kim" not in text
    assert "Lee" not in text


def test_another_partner_s_group_is_not_there(lead, own):
    other = world.a_group(5, partner=world.a_partner("Trent Reach"))
    text = page(lead)
    assert own.ref in text
    assert other.ref not in text
    assert "Trent Reach" not in text


def test_a_partner_without_a_group_reads_so():
    client = Client()
    client.force_login(world.a_partner_lead(world.a_partner()))
    assert "No group yet" in page(client)


def test_a_group_that_runs_needs_nothing(lead, own):
    for number in range(3):
        world.an_enrolment(own, f"More {number}")
    assert "Nothing is needed from you" in page(lead)


def test_the_page_costs_the_same_for_few_and_for_many(lead, own):
    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            page(lead)
        return len(caught)

    world.an_enrolment(own)
    few = cost()
    for number in range(4):
        world.a_group(6, partner=world.a_partner(f"P{number}", **NEAR))
        world.an_application(school=world.a_school(easting=431_000, northing=361_000), travel_km=30)
        world.an_application(state="draft", preferred_partner=own.partner)
    assert cost() == few <= 30
