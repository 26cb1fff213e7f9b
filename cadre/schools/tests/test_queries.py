"""Search, districts and scholarship facts against real rows."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadre.schools import queries, reference
from cadre.schools.actions import add_school
from cadre.schools.facts import Match
from cadre.schools.models import CategoryList, Diocese, District, DistrictCategory, School, Trust
from cadre.schools.states import Standing
from tests.scenes import kept

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
@kept
def published():
    reference.load(TODAY)


def district(name: str) -> District:
    return (
        District.objects.get(name=name, to_on=None)
        if District.objects.filter(name=name, to_on=None)
        else District.objects.get(name=name)
    )


def school(urn: str, name: str, *, where: str = "Derby", type_code: str = "34", **facts) -> School:
    return add_school(urn=urn, name=name, type_code=type_code, district=district(where) if where else None, **facts)


def names(found: list[School]) -> list[str]:
    return [one.name for one in found]


def test_the_districts_of_three_days_are_326_317_and_296(published):
    days = [date(2016, 3, 31), date(2019, 4, 1), date(2023, 4, 1)]
    assert [District.objects.on(day).count() for day in days] == [326, 317, 296]


def test_the_list_of_categories_is_marked_incomplete_and_every_row_names_its_source(published):
    published_list = CategoryList.objects.get()
    assert (published_list.is_complete, published_list.rows.count()) == (False, 43)
    assert not published_list.rows.filter(source="").exists()
    assert published_list.rows.exclude(opportunity_area="").count() == 13


def test_loading_twice_changes_nothing(published):
    def rows() -> tuple[list, list]:
        return list(District.objects.order_by("pk").values()), list(DistrictCategory.objects.order_by("pk").values())

    before = rows()
    reference.load(TODAY)
    assert rows() == before


@pytest.fixture
@kept
def some_schools(published):
    school("900001", "St Werburgh’s Church of England Primary School", town="Derby", postcode="DE1 3GP")


def test_a_school_in_an_opportunity_area_is_in_a_priority_area_with_its_source(some_schools):
    facts = queries.scholarship_facts(School.objects.get(urn="900001"), on=TODAY)
    assert (facts.publicly_funded, facts.in_priority_area, facts.location.area.words) == (
        True,
        True,
        "the Derby opportunity area",
    )
    assert facts.location.area.source.startswith("emlc.co.uk")
    assert facts.list.districts_as_at == date(2016, 3, 31)


@pytest.mark.parametrize(
    ("where", "standing", "areas"),
    [
        ("Ashfield", Standing.PRIORITY, ["Ashfield"]),
        ("Rutland", Standing.NOT_CONFIRMED, ["Rutland"]),
        ("Cumberland", Standing.NOT_CONFIRMED, ["Allerdale", "Carlisle", "Copeland"]),
        (
            "Somerset",
            Standing.NOT_CONFIRMED,
            ["Mendip", "Sedgemoor", "South Somerset", "Taunton Deane", "West Somerset"],
        ),
        ("Medway", Standing.PRIORITY, ["Medway"]),
        ("", Standing.NOT_CONFIRMED, []),
    ],
)
def test_where_a_school_lies(published, where, standing, areas):
    facts = queries.scholarship_facts(school("900001", "Any School", where=where), on=TODAY)
    assert (facts.location.standing, sorted(area.name for area in facts.location.areas)) == (standing, areas)


def test_the_district_that_the_register_kept_beats_its_successor(published):
    moved = school("900001", "Ullswater School", where="Cumberland", from_on=date(2023, 4, 1))
    moved.placements.create(
        district=District.objects.get(name="Allerdale"), to_on=date(2023, 4, 1), source="register of 2019"
    )
    facts = queries.scholarship_facts(moved, on=TODAY)
    assert (facts.location.standing, facts.location.source) == (Standing.PRIORITY, "register of 2019")


def test_a_trust_with_one_open_school_in_such_an_area_is_evidence(published):
    trust = Trust.objects.create(uid="9001", name="Three Vales Trust")
    ours = school("900001", "Oakham Vale School", where="Rutland", trust=trust)
    school("900003", "Closed Derby School", where="Derby", trust=trust, status="2")
    assert queries.scholarship_facts(ours, on=TODAY).matching_footprint is None
    school("900002", "Derby Vale School", where="Derby", trust=trust)
    facts = queries.scholarship_facts(ours, on=TODAY)
    footprint = facts.matching_footprint
    assert (footprint.kind, footprint.name, footprint.schools) == ("trust", "Three Vales Trust", 2)
    assert footprint.match == Match("900002", "Derby Vale School", footprint.match.location)
    assert (facts.in_priority_area, footprint.match.location.area.name) == (False, "Derby")


def test_a_diocese_counts_and_the_code_for_none_does_not(published):
    derby, none = (
        Diocese.objects.create(code="CE12", name="Diocese of Derby"),
        Diocese.objects.create(code="0000", name="Not applicable"),
    )
    ours = school("900001", "Oakham Church School", where="Rutland", diocese=derby)
    school("900002", "Derby Church School", where="Derby", diocese=derby)
    other = school("900003", "Oakham School", where="Rutland", diocese=none)
    school("900004", "Derby School", where="Derby", diocese=none)
    assert queries.scholarship_facts(ours, on=TODAY).matching_footprint.name == "Diocese of Derby"
    assert queries.scholarship_facts(other, on=TODAY).footprints == ()


def test_a_school_that_changes_trust_is_judged_by_the_trust_of_the_day(published):
    trust = Trust.objects.create(uid="9001", name="Three Vales Trust")
    school("900002", "Derby Vale School", where="Derby", trust=trust)
    ours = school("900001", "Oakham Vale School", where="Rutland", trust=trust, from_on=date(2025, 9, 1))
    ours.placements.create(district=district("Rutland"), to_on=date(2025, 9, 1), source="register of 2024")
    assert queries.scholarship_facts(ours, on=date(2025, 8, 31)).matching_footprint is None
    assert queries.scholarship_facts(ours, on=date(2025, 9, 1)).matching_footprint is not None


def test_before_any_list_nothing_is_confirmed(published):
    facts = queries.scholarship_facts(school("900001", "Derby School"), on=date(2010, 1, 1))
    assert (facts.list, facts.location.standing) == (None, Standing.NOT_CONFIRMED)


@pytest.mark.parametrize("schools", [1, 30])
def test_the_facts_cost_the_same_for_a_small_and_a_large_trust(published, schools):
    trust, diocese = Trust.objects.create(uid="1", name="Trust"), Diocese.objects.create(code="CE12", name="Diocese")
    for number in range(schools):
        school(
            f"9000{number:02}",
            f"School {number}",
            where=["Derby", "Rutland", "Ashfield"][number % 3],
            trust=trust,
            diocese=diocese,
        )
    with CaptureQueriesContext(connection) as asked:
        queries.scholarship_facts(School.objects.get(urn="900000"), on=TODAY)
    assert len(asked) == 7
