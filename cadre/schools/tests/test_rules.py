"""Search words and standings, as tables and properties."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre.schools import rules
from cadre.schools.facts import CategoryListFacts
from cadre.schools.rules import Place, Row
from cadre.schools.states import Standing

LIST = CategoryListFacts("List", date(2016, 3, 31), False, "a page")
COMPLETE = CategoryListFacts("List", date(2016, 3, 31), True, "a page")
DERBY = Place("E06000015", "Derby", date(1997, 4, 1))
ALLERDALE = Place("E07000026", "Allerdale", date(1974, 4, 1), date(2023, 4, 1), "E06000063")
COPELAND = Place("E07000029", "Copeland", date(1974, 4, 1), date(2023, 4, 1), "E06000063")
CARLISLE = Place("E07000028", "Carlisle", date(1974, 4, 1), date(2023, 4, 1), "E06000063")
CUMBERLAND = Place("E06000063", "Cumberland", date(2023, 4, 1))
ROWS = {
    "E06000015": Row("", "Derby", "high", "a page"),
    "E07000026": Row("5", "", "high", "a page"),
    "E07000028": Row("5", "", "high", "a page"),
}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("St Werburgh’s (C of E) Primary", ["st", "werburghs", "c", "e", "primary"]),
        ("Saint Werburgh's primary", ["st", "werburghs", "primary"]),
        ("  MATLOCK   bank ", ["matlock", "bank"]),
        ("DE4 3AA", ["de43aa"]),
        ("de43aa", ["de43aa"]),
        ("École Zoë", ["ecole", "zoe"]),
        ("E\u0301cole", ["ecole"]),
        ("the school", ["the", "school"]),
        ("Hope & Faith Academy", ["hope", "faith"]),
        ("%", []),
        ("_", []),
        ("\\", []),
        ("   ", []),
        ('"unbalanced', ["unbalanced"]),
        (".*", []),
    ],
)
def test_typed_text_becomes_words_to_look_for(typed, words):
    assert rules.search_words(typed) == words


@given(st.text(max_size=6000))
def test_no_typed_text_makes_more_than_a_handful_of_plain_words(typed):
    words = rules.search_words(typed)
    assert len(words) <= rules.MOST_WORDS
    assert all(word and not set(word) & set("%_\\'\" ") for word in words)


@given(st.text(alphabet="abcdeéï’' -", min_size=1, max_size=60))
def test_a_name_is_found_by_itself(name):
    stored = rules.search_text(name=name).split()
    assert set(rules.plain_words(name)) <= set(stored)


@pytest.mark.parametrize(
    ("name", "also"),
    [
        ("Al-Hikmah School", ["alhikmah"]),
        ("O’Neill Primary", ["oneill", "neill"]),
        ("St Anne’s C of E Primary", ["church", "england", "ce", "cofe"]),
        ("Hope CE Primary", ["church", "england", "cofe"]),
        ("Hope Church of England Primary", ["ce", "cofe"]),
    ],
)
def test_a_name_is_stored_in_the_spellings_people_use(name, also):
    assert set(also) <= set(rules.search_text(name=name).split())


@given(st.text(max_size=600), st.text(max_size=90), st.text(max_size=9))
def test_a_search_text_fits_its_column_and_every_word_is_indexed_or_common(name, town, postcode):
    text = rules.search_text(name=name, town=town, postcode=postcode, urn="900001")
    assert len(text) <= rules.TEXT_LENGTH
    for word in text.split():
        assert word[:40] in rules.index_words(text) or word == rules.NAME_ENDS or not rules.telling([word])


@pytest.mark.parametrize(
    ("words", "telling"),
    [
        (["st", "werburghs", "derby"], ["werburghs", "derby"]),
        (["primary", "school", "pri", "s"], []),
        (["prim", "primrose"], ["primrose"]),
        ([], []),
    ],
)
def test_the_index_is_asked_for_words_that_no_common_word_begins_with(words, telling):
    assert rules.telling(words) == telling


@pytest.mark.parametrize(
    ("words", "postcodes"), [(["ng56qt", "arnold"], ["NG5 6QT"]), (["ng5"], []), (["w1a1aa"], ["W1A 1AA"])]
)
def test_whole_postcodes_are_seen(words, postcodes):
    assert rules.postcodes_in(words) == postcodes


@pytest.mark.parametrize(
    ("code", "funded"),
    [
        ("01", True),
        ("1", True),
        ("34", True),
        ("57", True),
        ("31", True),
        ("11", False),
        ("24", False),
        ("30", False),
        ("", None),
    ],
)
def test_public_funding_is_by_type_of_establishment(code, funded):
    assert rules.is_publicly_funded(code) is funded


@pytest.mark.parametrize(
    ("row", "standing"),
    [
        (Row("5"), Standing.PRIORITY),
        (Row("6"), Standing.PRIORITY),
        (Row("5or6"), Standing.PRIORITY),
        (Row("", "Derby"), Standing.PRIORITY),
        (Row("2", "Derby"), Standing.PRIORITY),
        (Row("4"), Standing.OTHER),
        (Row("1"), Standing.OTHER),
        (Row(""), Standing.NOT_CONFIRMED),
        (Row("7"), Standing.NOT_CONFIRMED),
        (None, Standing.NOT_CONFIRMED),
    ],
)
def test_a_district_that_a_list_leaves_out_is_not_confirmed(row, standing):
    assert rules.standing_of(row) == standing


@pytest.mark.parametrize(
    ("place", "predecessors", "used", "standing", "names"),
    [
        (DERBY, [], LIST, Standing.PRIORITY, ["Derby"]),
        (ALLERDALE, [], LIST, Standing.PRIORITY, ["Allerdale"]),
        (COPELAND, [], LIST, Standing.NOT_CONFIRMED, ["Copeland"]),
        (CUMBERLAND, [ALLERDALE, CARLISLE], LIST, Standing.PRIORITY, ["Allerdale", "Carlisle"]),
        (CUMBERLAND, [ALLERDALE, COPELAND], LIST, Standing.NOT_CONFIRMED, ["Allerdale", "Copeland"]),
        (CUMBERLAND, [ALLERDALE, COPELAND], COMPLETE, Standing.NOT_CONFIRMED, ["Allerdale", "Copeland"]),
        (CUMBERLAND, [], LIST, Standing.NOT_CONFIRMED, []),
        (None, [], LIST, Standing.NOT_CONFIRMED, []),
        (DERBY, [], None, Standing.NOT_CONFIRMED, []),
    ],
)
def test_a_school_lies_in_the_districts_of_the_lists_own_day(place, predecessors, used, standing, names):
    found = rules.locate(place, predecessors=predecessors, rows=ROWS, used=used)
    assert (found.standing, [area.name for area in found.areas]) == (standing, names)


def test_the_area_that_decides_is_named_only_when_it_is_sure():
    sure = rules.locate(CUMBERLAND, predecessors=[ALLERDALE, CARLISLE], rows=ROWS, used=LIST)
    unsure = rules.locate(CUMBERLAND, predecessors=[ALLERDALE, COPELAND], rows=ROWS, used=LIST)
    assert (sure.area.words, unsure.area) == ("Allerdale, a category 5 area", None)
