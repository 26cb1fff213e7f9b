"""Schools found by what people type, and what it costs."""

from string import ascii_lowercase

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadre.schools import queries
from cadre.schools.actions import add_school, index_schools
from cadre.schools.models import School, SchoolWord, Spelling
from cadre.schools.rules import neighbourhood, plain_words
from cadre.schools.tests.test_spelling import a_slip
from tests.scenes import kept

pytestmark = pytest.mark.django_db
SCHOOLS = ["Brackenhill Primary School", "Derby Moor O’Neill School"]
SCHOOLS_TOO = ["St Werburgh’s Church of England Primary School", "Sherwin Hall School"]


def school(urn: str, name: str, **facts) -> School:
    return add_school(urn=urn, name=name, type_code="34", district=None, **facts)


def names(found: list[School]) -> list[str]:
    return [one.name for one in found]


@pytest.fixture
@kept
def some_schools():
    school("900001", "St Werburgh’s Church of England Primary School", town="Derby", postcode="DE1 3GP")
    school("900002", "Brackenmoor Academy", town="Nottingham", postcode="NG5 6QT")
    school("900003", "École Notre-Dame", town="Belper", postcode="DE22 1AA")
    school("900004", "Brackenhill Primary School", town="Arnold", postcode="NG5 8FP")
    school("900007", "Al-Hikmah Academy", town="Arnold", postcode="NG5 8FQ")
    school("900008", "Derby Moor O’Neill School", town="Ripley", postcode="DE5 1AA")
    school("900009", "Saint Werburgh’s Catholic School", town="Ripley", postcode="DE5 1AB", status="3")
    new = school("900005", "Sherwin Hall Academy", town="Mansfield", postcode="NG18 1AA")
    school("900006", "Sherwin Hall School", town="Mansfield", postcode="NG18 1AA", status="2", successor=new)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("werburghs", ["Saint Werburgh’s Catholic School", "St Werburgh’s Church of England Primary School"]),
        ("saint werburgh's primary", ["St Werburgh’s Church of England Primary School"]),
        ("St Werburgh’s Junior Primary", ["St Werburgh’s Church of England Primary School"]),
        ("ecole", ["École Notre-Dame"]),
        ("E\u0301cole notre dame", ["École Notre-Dame"]),
        ("bracken", ["Brackenhill Primary School", "Brackenmoor Academy"]),
        ("ng56qt", ["Brackenmoor Academy"]),
        ("NG5 6QT", ["Brackenmoor Academy"]),
        ("ng5", ["Al-Hikmah Academy", "Brackenhill Primary School", "Brackenmoor Academy"]),
        ("NG5 8", ["Al-Hikmah Academy", "Brackenhill Primary School"]),
        ("900004", ["Brackenhill Primary School"]),
        ("arnold", ["Al-Hikmah Academy", "Brackenhill Primary School"]),
        ("sherwin hall", ["Sherwin Hall Academy", "Sherwin Hall School"]),
        ("neill", ["Derby Moor O’Neill School"]),
        ("o neill", ["Derby Moor O’Neill School"]),
        ("alhikmah", ["Al-Hikmah Academy"]),
        ("al hikmah", ["Al-Hikmah Academy"]),
        ("St. Werburgh`s C of E", ["St Werburgh’s Church of England Primary School"]),
        ("werburghs ce derby", ["St Werburgh’s Church of England Primary School"]),
        ("primary derby", ["St Werburgh’s Church of England Primary School"]),
        ("derby", ["Derby Moor O’Neill School", "St Werburgh’s Church of England Primary School"]),
        ("primary", ["Brackenhill Primary School", "St Werburgh’s Church of England Primary School"]),
        ("school", [*SCHOOLS, "Saint Werburgh’s Catholic School", *SCHOOLS_TOO]),
        ("sherwin", ["Sherwin Hall Academy", "Sherwin Hall School"]),
        ("sherwin hall school", ["Sherwin Hall Academy", "Sherwin Hall School"]),
        ("sherwin 900006", ["Sherwin Hall School"]),
        ("900006 hall", ["Sherwin Hall School"]),
        ("nowhere", []),
        ("%", []),
        ("_", []),
        ("b_acken", []),
        ("\\", []),
        ('"bracken', ["Brackenhill Primary School", "Brackenmoor Academy"]),
        ("bracken.*", ["Brackenhill Primary School", "Brackenmoor Academy"]),
        ("   ", []),
        ("x" * 5000, []),
    ],
)
def test_a_school_is_found_by_what_people_type(some_schools, typed, found):
    assert names(queries.search_schools(typed)) == found


def test_a_closed_school_names_its_successor(some_schools):
    closed = queries.search_schools("sherwin hall school 900006")[0]
    assert (closed.is_open, closed.successor.name) == (False, "Sherwin Hall Academy")


def test_when_no_school_has_all_words_those_that_lack_one_say_so(some_schools):
    near = queries.search_schools("brackenmoor arnlod")
    assert (names(near), [one.is_near for one in near]) == (["Brackenmoor Academy"], [True])
    assert [one.is_near for one in queries.search_schools("brackenmoor nottingham")] == [False]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Brakenmoor", ["Brackenmoor Academy"]),
        ("brackenmoro acadmy", ["Brackenmoor Academy"]),
        ("Brackenhil Primery Scool", ["Brackenhill Primary School"]),
        ("notredaem", ["École Notre-Dame"]),
        ("eclole notre", ["École Notre-Dame"]),
        ("sherwyn hall", ["Sherwin Hall Academy", "Sherwin Hall School"]),
        ("brackenhill arnlod", ["Brackenhill Primary School"]),
        ("900104", []),
        ("ng56qx", []),
    ],
)
def test_a_slip_inside_a_word_is_forgiven_and_said(some_schools, typed, found):
    near = queries.search_schools(typed)
    assert names(near) == found
    assert all(one.is_near for one in near)


def test_what_is_spelt_right_comes_alone(some_schools):
    school("900010", "Brackenmoon Academy")
    assert names(queries.search_schools("brackenmoor")) == ["Brackenmoor Academy"]
    assert [one.is_near for one in queries.search_schools("brackenmoor")] == [False]


def test_spellings_follow_a_new_name_and_go_when_all_are_indexed(some_schools):
    moor = School.objects.get(urn="900002")
    School.objects.filter(pk=moor.pk).update(search=" heathermoor academy | 900002")
    index_schools([moor.pk])
    assert names(queries.search_schools("heathremoor")) == ["Brackenmoor Academy"]
    assert Spelling.objects.filter(word="brackenmoor").exists()
    index_schools()
    assert not Spelling.objects.filter(word="brackenmoor").exists()
    assert Spelling.objects.filter(word="heathermoor").count() == len(neighbourhood("heathermoor"))


SLIPS = st.tuples(st.integers(0, 6), st.integers(0, 3), st.integers(0, 99), st.sampled_from(ascii_lowercase))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(slip=SLIPS)
def test_a_slip_anywhere_in_a_telling_word_still_finds_the_school(some_schools, slip):
    """The whole name is typed with one slip in a word of four letters or more, in any school."""
    which, way, where, letter = slip
    one = list(School.objects.filter(successor=None).order_by("urn"))[which]
    words = plain_words(one.name)
    slipped = [n for n, word in enumerate(words) if len(word) > 3]
    at = slipped[where % len(slipped)]
    words[at] = a_slip(words[at], way, where, letter)
    assert one.name in names(queries.search_schools(" ".join(words), 5)), words


def test_common_words_alone_make_nobody_near(some_schools):
    assert queries.search_schools("wurburgs primary") == []


def test_a_capped_search_keeps_the_best(some_schools):
    for number in range(30):
        school(f"9001{number:02}", f"Bracken {number:02}", status="2")
    found = queries.search_schools("bracken", limit=4)
    assert names(found) == ["Brackenhill Primary School", "Brackenmoor Academy", "Bracken 00", "Bracken 01"]


@pytest.mark.parametrize(
    ("typed", "most"),
    [("bracken", 3), ("bracken lane derby", 3), ("primary school", 4), ("brackn derby", 8), ("%", 0)],
)
@pytest.mark.parametrize("many", [1, 60])
def test_a_search_costs_as_many_queries_for_one_school_as_for_sixty(typed, most, many):
    for number in range(many):
        school(f"9001{number:02}", f"Bracken Lane Primary School {number:02}", town="Derby")
    with CaptureQueriesContext(connection) as asked:
        queries.search_schools(typed)
    assert len(asked) <= most


def test_an_index_made_twice_is_the_same_and_follows_a_new_name(some_schools):
    written = sorted(SchoolWord.objects.values_list("school", "word"))
    assert index_schools() == len(written)
    assert sorted(SchoolWord.objects.values_list("school", "word")) == written
    moor = School.objects.get(urn="900002")
    School.objects.filter(pk=moor.pk).update(search=" heathermoor academy | 900002")
    index_schools([moor.pk])
    assert names(queries.search_schools("heathermoor")) == ["Brackenmoor Academy"]
    assert "Brackenmoor Academy" not in names(queries.search_schools("brackenmoor"))


def test_the_office_list_finds_by_the_same_words(some_schools):
    assert names(School.objects.matching("derby werburghs")) == ["St Werburgh’s Church of England Primary School"]
    assert names(School.objects.matching("%")) == []
