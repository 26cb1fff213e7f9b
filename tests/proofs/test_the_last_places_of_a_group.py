"""However many press at once, a group never has more people than places, and nobody has two.

The lock and the unique seat are each taken away in a control: one is enough, without both there are too many.
"""

import time
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from cadre.groups import actions
from cadre.groups.actions import placing
from cadre.groups.models import Enrolment, Group
from cadre.groups.rules import Full
from cadre.groups.states import JoinedBy
from cadre.lib.errors import Refusal
from tests import world
from tests.proofs.processes import at_once

pytestmark = pytest.mark.race
CLICKS = 50
SIZE = 12
TAKEN = 7


@pytest.fixture
def ruth(proof_db):
    return world.an_officer()


@pytest.fixture
def group(ruth) -> Group:
    """Seven of twelve places are taken."""
    return world.a_group(TAKEN, size=SIZE)


def crowd(group: Group, number: int = CLICKS) -> list:
    school = world.a_school()
    return [world.an_application(f"Person {n:02}", offering=group.offering, school=school) for n in range(number)]


def seats(group: Group) -> list[int]:
    return sorted(group.enrolments.taking_a_place().values_list("seat", flat=True))


def faults(answers) -> list[Exception]:
    """What was raised that is no refusal."""
    return [answer.fault for answer in answers if answer.fault and not isinstance(answer.fault, Refusal)]


@contextmanager
def without_unique_seats():
    """The database without its second line."""
    everything = Enrolment._meta.constraints
    constraint = next(one for one in everything if one.name == "seat_taken_once")
    connection.close()
    Enrolment._meta.constraints = [one for one in everything if one is not constraint]
    try:
        with connection.schema_editor() as editor:
            editor.remove_constraint(Enrolment, constraint)
    finally:
        Enrolment._meta.constraints = everything
    yield


def slow_and_unlocked(application, group: Group, ruth) -> None:
    """The control: places counted first, and given in a transaction of their own a moment later."""
    present = Group.objects.get(pk=group.pk)
    taken = set(present.enrolments.taking_a_place().values_list("seat", flat=True))
    if len(taken) >= present.size:
        return
    time.sleep(0.1)
    with transaction.atomic():
        Enrolment.objects.create(
            ref=f"X-{application.pk}",
            group=group,
            application=application,
            person_id=application.applicant_id,
            seat=min(set(range(1, present.size + 1)) - taken),
            joined_by=JoinedBy.HAND,
        )


def test_fifty_clicks_fill_the_five_free_places_and_refuse_the_others_in_words(group, ruth):
    people = crowd(group)
    answers = at_once(CLICKS, lambda n: actions.enrol(people[n], group, how=JoinedBy.HAND, by=ruth, now=world.NOW))
    assert faults(answers) == []
    assert seats(group) == list(range(1, SIZE + 1))
    assert sum(isinstance(answer.fault, Full) for answer in answers) == CLICKS - (SIZE - TAKEN)


def test_one_person_clicked_into_many_groups_at_once_has_one_place(ruth):
    groups = [world.a_group() for _ in range(10)]
    (person,) = crowd(groups[0], 1)
    answers = at_once(20, lambda n: actions.enrol(person, groups[n % 10], how=JoinedBy.HAND, by=ruth, now=world.NOW))
    assert faults(answers) == []
    assert Enrolment.objects.filter(application=person).count() == 1
    assert sum(answer.fault is None for answer in answers) == 1


def test_people_moved_both_ways_at_once_neither_block_each_other_nor_pass_a_size(ruth):
    one, other = world.a_group(SIZE - 2, size=SIZE), world.a_group(SIZE - 2, size=SIZE)
    ways = [(place, other) for place in one.enrolments.all()] + [(place, one) for place in other.enrolments.all()]
    answers = at_once(
        len(ways), lambda n: actions.move(ways[n][0], ways[n][1], reason="nearer", by=ruth, now=world.NOW)
    )
    assert faults(answers) == []
    assert len(seats(one)) + len(seats(other)) == 2 * (SIZE - 2)
    assert max(len(seats(one)), len(seats(other))) <= SIZE


def test_placing_everybody_pressed_ten_times_at_once_places_each_once(group, ruth):
    people = crowd(group, 30)
    for person in people:
        person.preferred_partner = group.partner
        person.save()
    offering = group.offering
    answers = at_once(10, lambda n: actions.enrol_all_by_code_and_preference(offering, by=ruth, now=world.NOW))
    assert faults(answers) == []
    assert seats(group) == list(range(1, SIZE + 1))


def test_the_unique_seat_alone_keeps_the_size_when_the_lock_is_forgotten(group, ruth):
    people = crowd(group)
    at_once(CLICKS, lambda n: slow_and_unlocked(people[n], group, ruth))
    assert TAKEN < len(seats(group)) <= SIZE


def test_the_lock_alone_keeps_the_size_without_the_unique_seat(group, ruth):
    people = crowd(group)
    with without_unique_seats():
        at_once(CLICKS, lambda n: actions.enrol(people[n], group, how=JoinedBy.HAND, by=ruth, now=world.NOW))
        assert seats(group) == list(range(1, SIZE + 1))


def test_without_both_there_are_more_people_than_places(group, ruth):
    """The control that shows that the crowd is one."""
    people = crowd(group)
    with without_unique_seats():
        at_once(CLICKS, lambda n: slow_and_unlocked(people[n], group, ruth))
        assert len(seats(group)) > SIZE


@pytest.mark.postgres
def test_our_own_action_without_its_row_lock_gives_too_many_places(group, ruth, monkeypatch):
    """The control on the action itself. SQLite takes its lock with the transaction, so there is none to leave out."""
    people = crowd(group)

    def unlocked(keys):
        return list(Group.objects.filter(pk__in=set(keys)).select_related("partner").order_by("pk"))

    monkeypatch.setattr(placing, "lock_groups", unlocked)
    monkeypatch.setattr(placing, "_new", _slow(placing._new))
    with without_unique_seats():
        at_once(CLICKS, lambda n: actions.enrol(people[n], group, how=JoinedBy.HAND, by=ruth, now=world.NOW))
        assert len(seats(group)) > SIZE


def _slow(make):
    def later(*given):
        time.sleep(0.1)
        return make(*given)

    return later
