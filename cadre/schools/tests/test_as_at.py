"""A school's district, trust and diocese as at a date: the trap of districts that end, point by point."""

from datetime import date, timedelta

import pytest

from cadre.schools import queries, reference
from cadre.schools.actions import add_school
from cadre.schools.models import District, School, Trust
from cadre.schools.states import Standing
from tests.scenes import kept

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
APRIL_2023 = date(2023, 4, 1)


@pytest.fixture(autouse=True)
@kept
def published():
    reference.load(TODAY)


@pytest.fixture
@kept
def trust() -> Trust:
    return Trust.objects.create(uid="9001", name="Three Vales Trust")


def school(urn: str, where: str, **facts) -> School:
    district = District.objects.filter(name=where).order_by("-from_on").first()
    return add_school(urn=urn, name=f"School {urn}", type_code="34", district=district, **facts)


def facts(of: School, on: date = TODAY):
    return queries.scholarship_facts(of, on=on)


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2016, 3, 31), 326),
        (date(2019, 3, 31), 326),
        (date(2019, 4, 1), 317),
        (date(2023, 3, 31), 309),
        (date(2023, 4, 1), 296),
    ],
)
def test_districts_exist_from_day_to_day(day, number):
    assert District.objects.on(day).count() == number


def test_a_district_ends_on_the_first_day_it_is_no_more():
    carlisle = District.objects.get(name="Carlisle").place
    assert (carlisle.existed_on(APRIL_2023 - timedelta(days=1)), carlisle.existed_on(APRIL_2023)) == (True, False)


def test_the_row_of_today_is_not_taken_for_the_district_of_then():
    here = school("900001", "Cumberland", from_on=APRIL_2023)
    assert facts(here).location.standing == Standing.NOT_CONFIRMED
    here.placements.create(district=District.objects.get(name="Allerdale"), to_on=APRIL_2023, source="register of 2019")
    found = facts(here).location
    assert (found.standing, found.area.name, found.source) == (Standing.PRIORITY, "Allerdale", "register of 2019")


def test_of_a_successor_alone_the_possible_districts_are_shown():
    found = facts(school("900001", "Cumberland")).location
    assert (found.standing, [area.name for area in found.areas]) == (
        Standing.NOT_CONFIRMED,
        ["Allerdale", "Carlisle", "Copeland"],
    )


def test_a_school_of_the_trust_counts_by_its_district_of_then(trust):
    ours = school("900001", "Rutland", trust=trust)
    theirs = school("900002", "Cumberland", trust=trust, from_on=APRIL_2023)
    assert facts(ours).matching_footprint is None
    assert [area.name for area in facts(ours).footprints[0].in_doubt] == ["Rutland", "Copeland"]
    theirs.placements.create(district=District.objects.get(name="Allerdale"), to_on=APRIL_2023)
    match = facts(ours).matching_footprint.match
    assert (match.urn, match.location.area.name) == ("900002", "Allerdale")


@pytest.mark.parametrize(
    ("status", "closed", "counts"),
    [
        ("1", None, True),
        ("3", None, True),
        ("3", TODAY + timedelta(days=30), True),
        ("2", None, False),
        ("2", TODAY - timedelta(days=1), False),
        ("2", TODAY, False),
        ("2", TODAY + timedelta(days=1), True),
        ("4", None, False),
    ],
)
def test_a_footprint_is_of_schools_that_were_open_on_the_day(trust, status, closed, counts):
    ours = school("900001", "Rutland", trust=trust)
    school("900002", "Ashfield", trust=trust, status=status, closed_on=closed)
    assert (facts(ours).matching_footprint is not None) is counts


def test_an_old_urn_is_answered_for_by_the_school_that_followed(trust):
    converted = date(2024, 9, 1)
    new = school("900002", "Rutland", trust=trust, from_on=converted)
    old = school("900001", "Ashfield", status="2", closed_on=converted, successor=new)
    found = facts(old)
    assert (found.urn, found.school, found.formerly) == ("900002", "School 900002", "School 900001 (URN 900001)")
    assert (found.is_open, found.footprints[0].name) == (True, "Three Vales Trust")
    before = facts(old, converted - timedelta(days=1))
    assert (before.urn, before.formerly, before.is_open) == ("900001", "", True)


def test_a_school_keeps_the_district_of_the_one_it_followed():
    new = school("900002", "Cumberland", from_on=date(2024, 9, 1))
    old = school("900001", "Carlisle", status="2", closed_on=date(2024, 9, 1), successor=new, source="register of 2018")
    assert (facts(new).location.area.name, facts(new).location.source) == ("Carlisle", "register of 2018")
    other = school("900003", "Copeland", status="2", closed_on=date(2024, 9, 1), successor=new)
    assert facts(new).location.standing == Standing.NOT_CONFIRMED, "two schools of two districts became one"
    other.delete()
    assert (old.successor, facts(new).location.standing) == (new, Standing.PRIORITY)


def test_schools_that_follow_each_other_in_a_ring_are_no_endless_way():
    one, two = school("900001", "Derby", status="2"), school("900002", "Derby", status="2")
    one.successor, two.successor = two, one
    one.save(), two.save()
    assert facts(one).is_open is False


def test_what_was_decided_by_is_named():
    listed = facts(school("900001", "Derby")).list
    assert (listed.row, listed.from_on, listed.districts_as_at) == (
        queries.list_on(TODAY).pk,
        date(2017, 9, 1),
        date(2016, 3, 31),
    )


def test_a_trusts_central_team_is_judged_by_where_it_has_schools(trust):
    nobody = queries.trust_facts(trust, on=TODAY)
    assert (nobody.publicly_funded, nobody.is_open, nobody.of_trust) == (None, False, True)
    school("900001", "Rutland", trust=trust)
    here = queries.trust_facts(trust, on=TODAY)
    assert (here.publicly_funded, here.is_open, here.matching_footprint) == (True, True, None)
    assert [area.name for area in here.in_doubt] == ["Rutland"]
    school("900002", "Derby", trust=trust)
    assert queries.trust_facts(trust, on=TODAY).matching_footprint.match.urn == "900002"


@pytest.mark.parametrize("schools", [2, 40])
def test_the_facts_of_a_trust_cost_the_same_for_few_schools_and_many(trust, schools, django_assert_num_queries):
    for number in range(schools):
        school(f"9000{number:02}", "Rutland", trust=trust)
    with django_assert_num_queries(5):
        queries.trust_facts(trust, on=TODAY)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("three vales", ["Three Vales Trust"]),
        ("9001", ["Three Vales Trust"]),
        ("vale", ["Three Vales Trust"]),
        ("%", []),
    ],
)
def test_a_trust_is_found_by_name_or_number(trust, typed, found):
    school("900001", "Derby", trust=trust)
    rows = queries.search_trusts(typed)
    assert [one.name for one in rows] == found
    assert all(one.schools == 1 for one in rows)
