"""The board of a plan: columns with cards; a move asks why, is a pin, and the rest is planned around it."""

import pytest
from django.test import Client

from cadre.formation import actions, tasks
from cadre.formation.models import Plan
from cadre.formation.queries import board as queries
from cadre.formation.queries.facts import usual_settings
from cadre.formation.tests import network
from cadre.lib import clock
from tests import world
from tests.scenes import kept


@pytest.fixture
@kept
def plan(db, at_now) -> Plan:
    groups = network.two_partners(14, 14)
    settings = usual_settings(clock.today())
    made, _ = actions.ask_plan(
        groups[0].offering, settings, by=world.an_officer(), today=clock.today(), now=clock.now()
    )
    return tasks.begin(made)


def test_a_card_is_moved_with_a_reason_and_the_board_of_the_new_plan_opens(plan, client: Client):
    client.force_login(plan.made_by)
    path = f"/office/formation/plans/{plan.ref}/board/"
    page = client.get(path).content.decode()
    assert page.count("data-person=") == 28
    assert page.count('data-column="') == 3
    seat = plan.seats.filter(partner__short_name="Peakside").first()
    trent = plan.places.get(partner__short_name="Trent").place
    asked = client.get(f"{path}?move={seat.application.ref}&to={trent}").content.decode()
    assert f'value="{trent}" selected' in asked
    said = {"person": seat.application.ref, "place": trent, "reason": "Works there from May", "from": "board"}
    refused = client.post(f"/office/formation/plans/{plan.ref}/pins/", said | {"reason": ""})
    assert refused.status_code == 422
    moved = client.post(f"/office/formation/plans/{plan.ref}/pins/", said)
    made = Plan.objects.latest("pk")
    assert moved.url == f"/office/formation/plans/{made.ref}/board/"
    assert made.seats.get(application=seat.application).place == trent
    assert "pinned" in client.get(moved.url).content.decode()


def test_a_plan_that_is_carried_out_is_shown_and_nobody_is_moved(plan, client: Client):
    client.force_login(plan.made_by)
    actions.commit_plan(plan, close=[], reason="Agreed", by=plan.made_by, today=clock.today(), now=clock.now())
    page = client.get(f"/office/formation/plans/{plan.ref}/board/?move=nobody&page=99").content.decode()
    assert "data-person=" not in page
    assert "nobody is moved here" in page


def test_a_board_costs_the_same_for_any_number(plan, django_assert_num_queries):
    for words in ("", "Peakside"):
        light = Plan.objects.light().get(pk=plan.pk)
        with django_assert_num_queries(7):
            assert queries.board_of(light, number="1", words=words).columns
