"""Enough people wait in one area: a group is proposed, with a partner to ask."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from cadre.bookings.actions import join_queue, wish_of
from cadre.bookings.models import QueueEntry
from cadre.bookings.queries.proposals import proposed_groups
from cadre.bookings.rules.proposing import Waiting, proposals
from cadre.bookings.states import JoinedQueueBy
from tests import world
from tests.scenes import kept

needs = st.builds(
    Waiting,
    offering=st.sampled_from(["NPQML", "NPQSL"]),
    area=st.sampled_from(["", "London", "South West"]),
    places=st.integers(1, 6),
    partner=st.sampled_from([None, "Peakside", "Maun"]),
)


@given(st.lists(needs, max_size=30), st.integers(1, 15))
def test_each_area_is_counted_by_itself(waiting, minimum):
    found = {(one.offering, one.area): one.people for one in proposals(waiting, minimum=minimum)}
    for offering in ("NPQML", "NPQSL"):
        for area in ("", "London", "South West"):
            here = sum(one.places for one in waiting if (one.offering, one.area) == (offering, area))
            assert found.get((offering, area)) == (here if area and here >= minimum else None)


def test_the_partner_most_of_them_name_comes_first():
    waiting = [Waiting("NPQSL", "London", 2, "Maun"), Waiting("NPQSL", "London", 5, "Peakside")]
    (one,) = proposals([*waiting, Waiting("NPQSL", "London", 5)], minimum=12)
    assert (one.people, one.partners) == (12, ("Peakside", "Maun"))


@pytest.fixture
@kept
def full(policy):
    return world.a_group(12, partner=world.a_partner("Peakside Schools Partnership"), size=12)


def wait(group, number: int) -> None:
    by = world.an_officer()
    for at in range(number):
        someone = world.an_application(
            f"Waiting {at}", preferred_partner=group.partner, offering=group.offering, may_offer_local=False
        )
        join_queue([someone], wish=wish_of(someone), how=JoinedQueueBy.OFFICE, by=by, now=world.NOW)


def proposed():
    return proposed_groups(QueueEntry.objects.all(), today=world.TODAY)


def test_eleven_propose_nothing_and_twelve_do(full):
    world.a_partner("Maun Valley Learning Trust")
    wait(full, 11)
    assert proposed() == []
    wait(full, 1)
    (one,) = proposed()
    assert (one.offering, one.area, one.people) == (full.offering, "East Midlands", 12)
    assert one.partner == full.partner


def test_a_partner_that_has_places_is_not_asked_for_another_group(full):
    other = world.a_partner("Maun Valley Learning Trust")
    wait(full, 12)
    world.a_group(2, partner=full.partner, offering=full.offering)
    (one,) = proposed()
    assert one.partner == other


def test_it_costs_the_same_for_any_number(full, django_assert_max_num_queries):
    wait(full, 24)
    with django_assert_max_num_queries(5):
        assert proposed()[0].people == 24


def test_the_list_proposes_it_and_the_form_is_filled_in(full, client: Client):
    partner = full.partner
    wait(full, 12)
    client.force_login(world.an_officer())
    page = client.get("/office/waiting/").content.decode()
    assert "Enough wait for a group" in page
    href = next(part for part in page.split('"') if f"opening/?partner={partner.slug}" in part)
    form = client.get(href).content.decode()
    assert f'<option value="{partner.slug}" selected' in form
