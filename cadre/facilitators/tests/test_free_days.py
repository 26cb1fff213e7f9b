"""On which days facilitators can work."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cadre.facilitators.models import Facilitator, Unavailable, UsualDays
from cadre.facilitators.queries.availability import free_days
from cadre.facilitators.rules.availability import Away, Usual, free_among
from tests.world import SINCE, a_facilitator

MONDAY = date(2027, 5, 3)
"""The early May bank holiday; the fortnight from it has nine working days."""
LAST = MONDAY + timedelta(days=13)
WORKED = {date(2027, 5, day) for day in (4, 5, 6, 7, 10, 11, 12, 13, 14)}
pytestmark = pytest.mark.django_db


def may(*days: int) -> set[date]:
    return {date(2027, 5, day) for day in days}


@pytest.mark.parametrize(
    ("usual", "away", "free"),
    [
        ([], [], WORKED),
        ([Usual(1, SINCE), Usual(3, SINCE)], [], may(4, 6, 11, 13)),
        ([Usual(1, SINCE, date(2027, 5, 11)), Usual(3, SINCE)], [], may(4, 6, 13)),
        ([Usual(1, date(2027, 5, 11))], [], may(4, 5, 6, 7, 10, 11)),
        ([], [Away(MONDAY, date(2027, 5, 6)), Away(date(2027, 5, 13), date(2027, 5, 13))], may(7, 10, 11, 12, 14)),
        ([Usual(1, SINCE)], [Away(SINCE, date(2027, 5, 10))], may(11)),
        ([], [Away(SINCE, LAST)], set()),
    ],
)
def test_a_day_is_free_when_it_usually_suits_and_they_are_not_away(usual, away, free):
    assert free_among(sorted(WORKED), usual, away) == free
    person = a_facilitator()
    for row in usual:
        UsualDays.objects.create(facilitator=person, weekday=row.weekday, from_on=row.from_on, to_on=row.to_on)
    for row in away:
        Unavailable.objects.create(facilitator=person, from_on=row.from_on, to_on=row.to_on)
    assert free_days([person], MONDAY, LAST) == {person.pk: free}


def test_nobody_is_free_before_they_join_or_once_they_left():
    person = a_facilitator()
    person.joined_on, person.left_on = date(2027, 5, 6), date(2027, 5, 12)
    assert free_days([person], MONDAY, LAST) == {person.pk: may(6, 7, 10, 11)}


def test_it_costs_the_same_for_one_person_and_for_thirty():
    asked = []
    for more in (1, 29):
        for number in range(more):
            person = a_facilitator(f"Person {number}")
            UsualDays.objects.create(facilitator=person, weekday=number % 5, from_on=SINCE)
            Unavailable.objects.create(facilitator=person, from_on=MONDAY, to_on=MONDAY)
        with CaptureQueriesContext(connection) as queries:
            found = free_days(Facilitator.objects.all(), MONDAY, LAST)
        asked.append(len(queries))
    assert (len(found), asked) == (30, [3, 3])


@pytest.mark.parametrize(
    "wrong",
    [
        lambda who: UsualDays.objects.create(facilitator=who, weekday=5, from_on=MONDAY),
        lambda who: UsualDays.objects.create(facilitator=who, weekday=1, from_on=MONDAY, to_on=MONDAY),
        lambda who: [UsualDays.objects.create(facilitator=who, weekday=1, from_on=day) for day in (SINCE, MONDAY)],
        lambda who: Unavailable.objects.create(facilitator=who, from_on=LAST, to_on=MONDAY),
    ],
)
def test_the_database_refuses_days_that_make_no_sense(wrong):
    person = a_facilitator()
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong(person)
