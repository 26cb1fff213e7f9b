"""However many withdraw, tap and press at once: no place is given twice, and nobody passes who stands ahead."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.db.models import QuerySet

from cadre.bookings import actions, reference
from cadre.bookings.actions import offers as offering
from cadre.bookings.models import Offer, QueueEntry
from cadre.bookings.states import EntryState, JoinedQueueBy, OfferState
from cadre.groups import actions as groups
from cadre.groups.models import Enrolment, Group
from cadre.groups.states import JoinedBy
from cadre.lib.errors import Refusal
from tests import world
from tests.proofs.processes import at_once

pytestmark = pytest.mark.race
SIZE = 50
WAITING = 100
LATER = world.NOW + timedelta(hours=1)


@pytest.fixture
def ruth(proof_db):
    reference.load(world.TODAY)
    return world.an_officer()


@pytest.fixture
def full(ruth) -> Group:
    """A group of fifty with no free place."""
    return world.a_group(SIZE, size=SIZE)


def line(group: Group, ruth, number: int) -> list[QueueEntry]:
    """People who wait for the group's partner, a minute apart."""
    school = world.a_school()
    made = []
    for n in range(number):
        facts = {"preferred_partner": group.partner, "may_offer_local": False, "school": school}
        person = world.an_application(f"Person {n:03}", offering=group.offering, **facts)
        at = world.NOW + timedelta(minutes=n) - timedelta(days=1)
        wish = actions.wish_of(person)
        made.append(actions.join_queue([person], wish=wish, how=JoinedQueueBy.OFFICE, by=ruth, now=at))
    return made


def taken(group: Group) -> int:
    return group.enrolments.taking_a_place().count()


def held(group: Group) -> int:
    return sum(offer.places for offer in Offer.objects.open().filter(group=group))


def faults(answers) -> list[Exception]:
    return [answer.fault for answer in answers if answer.fault and not isinstance(answer.fault, Refusal)]


def when_connected(act: Callable[[], object]) -> object:
    """A hundred threads may be more than the server takes connections: then each waits its turn, as at a pool."""
    while True:
        try:
            return act()
        except OperationalError as fault:
            if "too many clients" not in str(fault):
                raise
            connection.close()
            time.sleep(0.05)


def test_fifty_withdraw_at_once_and_the_first_fifty_in_line_are_offered_their_places(full, ruth):
    people = line(full, ruth, WAITING)
    places = list(full.enrolments.all())

    def leaves(n: int) -> None:
        groups.withdraw(places[n], reason="moved", by=ruth, now=world.NOW)
        actions.make_offers(full.offering_id, now=world.NOW)

    assert faults(at_once(SIZE, leaves)) == []
    offered = set(Offer.objects.open().values_list("entry", flat=True))
    assert offered == {entry.pk for entry in people[:SIZE]}
    assert (taken(full), held(full)) == (0, SIZE)


def test_a_hundred_taps_on_fifty_offers_enrol_fifty(full, ruth):
    people = line(full, ruth, SIZE)
    for place in full.enrolments.all():
        groups.withdraw(place, reason="moved", by=ruth, now=world.NOW)
    actions.make_offers(full.offering_id, now=world.NOW)
    answers = at_once(100, lambda n: when_connected(lambda: actions.accept_offer(people[n % SIZE], by=ruth, now=LATER)))
    assert [answer.fault for answer in answers if answer.fault] == []
    assert (taken(full), held(full)) == (SIZE, 0)
    assert Enrolment.objects.filter(joined_by=JoinedBy.QUEUE).count() == SIZE
    assert Offer.objects.filter(state=OfferState.ACCEPTED).count() == SIZE


def test_taps_withdrawals_and_staff_at_once_never_pass_the_size(full, ruth):
    people = line(full, ruth, 60)
    places = list(full.enrolments.order_by("pk"))
    for place in places[:20]:
        groups.withdraw(place, reason="moved", by=ruth, now=world.NOW)
    actions.make_offers(full.offering_id, now=world.NOW)
    school = world.a_school()
    others = [world.an_application(f"Other {n}", offering=full.offering, school=school) for n in range(10)]

    def acts(n: int) -> None:
        if n < 20:
            actions.accept_offer(people[n], by=ruth, now=LATER)
        elif n < 30:
            actions.decline_offer(people[n - 20], by=ruth, now=LATER)
        elif n < 40:
            groups.withdraw(places[n - 10], reason="moved", by=ruth, now=LATER)
        elif n < 50:
            groups.enrol(others[n - 40], full, how=JoinedBy.HAND, by=ruth, now=LATER, reason="a promise")
        else:
            actions.make_offers(full.offering_id, now=LATER)

    assert faults(at_once(60, acts)) == []
    actions.make_offers(full.offering_id, now=LATER)
    assert taken(full) + held(full) <= SIZE
    ended = QueueEntry.objects.exclude(state__in=(EntryState.WAITING, EntryState.OFFERED))
    assert not Offer.objects.open().filter(entry__in=ended).exists()
    offered = sorted(Offer.objects.open().values_list("entry", flat=True))
    assert offered == [entry.pk for entry in people[20:]][: len(offered)]


def test_one_person_put_on_the_list_from_many_pages_at_once_waits_once(full, ruth):
    person = world.an_application(offering=full.offering, preferred_partner=full.partner)
    wish = actions.wish_of(person)
    said = {"wish": wish, "how": JoinedQueueBy.WISH, "by": ruth, "now": world.NOW}
    assert faults(at_once(20, lambda n: actions.join_queue([person], **said))) == []
    assert QueueEntry.objects.count() == 1


@pytest.mark.postgres
def test_without_its_locks_the_same_place_is_offered_more_than_once(full, ruth, monkeypatch):
    """The control on the action itself. SQLite takes its lock with the transaction, so there is none to leave out."""
    line(full, ruth, 40)
    groups.withdraw(full.enrolments.first(), reason="moved", by=ruth, now=world.NOW)
    monkeypatch.setattr(offering, "lock_list", lambda offering_id: [])
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_: rows)
    answers = at_once(20, lambda n: actions.make_offers(full.offering_id, now=world.NOW))
    assert held(full) > 1 or len(faults(answers)) > 0
