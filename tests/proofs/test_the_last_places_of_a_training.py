"""However many take the last place at once: each place has one holder. The control leaves the lock out."""

from datetime import time, timedelta

import pytest
from django.db.models import QuerySet

from cadre.facilitators.models import Facilitator
from cadre.lib import clock
from cadre.lib.dates import add_working_days
from cadre.training import actions
from cadre.training.actions import PartPlan
from cadre.training.models import Place
from cadre.training.states import PlaceState
from tests import world
from tests.proofs.processes import at_once
from tests.proofs.test_offers_from_the_waiting_list import faults, when_connected

pytestmark = pytest.mark.race
PEOPLE, PLACES = 12, 3


@pytest.fixture
def invited(proof_db):
    """Twelve people are invited to three places."""
    by, today = world.an_officer(), clock.today()
    day = add_working_days(today, 9)
    session = actions.plan_session(
        kind="half_day",
        title="Half-day",
        region="London",
        host=world.a_partner(),
        venue="Here",
        places=PLACES,
        parts=[PartPlan(day, time(9), time(12))],
        by=by,
        now=clock.now(),
        today=today,
    )
    people = [
        Facilitator.objects.create(user=world.a_user(f"P{n}"), region="London", joined_on=today - timedelta(days=9))
        for n in range(PEOPLE)
    ]
    actions.invite(session, people, by=by, now=clock.now(), today=today)
    return list(session.taken.order_by("pk"))


def book(place: Place) -> None:
    said = {"by": place.facilitator.user, "now": clock.now(), "today": clock.today()}
    when_connected(lambda: actions.book(place, **said))


def number(state: PlaceState) -> int:
    return Place.objects.filter(state=state).count()


def test_the_last_places_are_taken_once_each_and_given_up_ones_move_up(invited):
    assert faults(at_once(PEOPLE * 2, lambda n: book(invited[n % PEOPLE]))) == []
    assert (number(PlaceState.BOOKED), number(PlaceState.WAITING)) == (PLACES, PEOPLE - PLACES)
    holders = list(Place.objects.filter(state=PlaceState.BOOKED).select_related("facilitator__user", "session"))

    def give_up(n: int) -> None:
        place = holders[n % PLACES]
        said = {"by": place.facilitator.user, "now": clock.now(), "today": clock.today()}
        when_connected(lambda: actions.decline(place, **said))

    assert faults(at_once(PLACES * 3, give_up)) == []
    assert (number(PlaceState.BOOKED), number(PlaceState.DECLINED)) == (PLACES, PLACES)


@pytest.mark.postgres
def test_without_its_lock_more_people_have_a_place_than_there_are(invited, monkeypatch):
    """The control. SQLite takes its lock with the transaction."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_: rows)
    at_once(PEOPLE, lambda n: book(invited[n]))
    assert number(PlaceState.BOOKED) > PLACES
