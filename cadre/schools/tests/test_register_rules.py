"""How the register's cells are read, which spells follow one another, and which school followed which."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.register_file import COLUMNS
from cadre.lib.errors import Refusal
from cadre.schools.rules import Layout, Link, LinkLayout, Move, Place, Spell, chain, day_named, moved, succession
from cadre.schools.rules.register import COLUMNS as NEEDED
from cadre.schools.rules.register import refuse_day
from cadre.schools.tests.registers import OLDER_COLUMNS, row

LAYOUT = Layout(COLUMNS)


def read(**changes):
    return LAYOUT.read([row(**changes).get(name, "") for name in COLUMNS])


@pytest.mark.parametrize(
    ("cell", "written", "field", "value"),
    [
        ("kind", "2", "type_code", "02"),
        ("kind", "02", "type_code", "02"),
        ("kind", "34", "type_code", "34"),
        ("status", "01", "status", "1"),
        ("closed", "31-08-2019", "closed_on", "2019-08-31"),
        ("closed", "31/08/2019", "closed_on", "2019-08-31"),
        ("closed", "1-9-2019", "closed_on", "2019-09-01"),
        ("closed", "", "closed_on", None),
        ("phase", "0", "phase", ""),
        ("phase", "02", "phase", "Primary"),
        ("region", "D", "region", "Yorkshire and The Humber"),
        ("region", "Z", "region", ""),
        ("district", "999", "district", ""),
        ("district", "9999", "district", ""),
        ("district", "E06000017", "district", "E06000017"),
        ("diocese", "0", "diocese", ""),
        ("diocese", "0000", "diocese", ""),
        ("diocese", "CE23", "diocese", "CE23"),
        ("trust", "", "trust", ""),
        ("trust", "9999", "trust", "9999"),
        ("easting", "0", "easting", None),
        ("easting", "", "easting", None),
        ("easting", "486000.0", "easting", 486000),
        ("pupils", "0", "pupils", 0),
        ("fsm", "32", "fsm_percent", "32.0"),
        ("fsm", "0", "fsm_percent", "0.0"),
        ("fsm", "", "fsm_percent", None),
        ("telephone", "1632960400", "telephone", "01632960400"),
        ("telephone", "01632 960400", "telephone", "01632 960400"),
        ("postcode", " le15  6aa ", "postcode", "LE15 6AA"),
        ("name", "  St  Anne’s \u200b School ", "name", "St Anne’s School"),
        ("website", "www.x.example", "website", "www.x.example"),
    ],
)
def test_a_cell_is_read(cell, written, field, value):
    line = read(**{cell: written})
    assert (line.values[field], line.faults, line.doubts) == (value, [], {})


@pytest.mark.parametrize(
    ("cell", "written", "says"),
    [
        ("urn", "", "URN: “” is no URN, which has 6 digits."),
        ("urn", "12AB56", "URN: “12AB56” is no URN, which has 6 digits."),
        ("name", "   ", "EstablishmentName: it is empty."),
        ("name", "x" * 161, "EstablishmentName: it has 161 characters, and 160 is the most."),
        ("status", "7", "EstablishmentStatus (code): “7” is no status that we know."),
        ("kind", "x", "TypeOfEstablishment (code): “x” is no type of school."),
    ],
)
def test_a_row_without_its_vital_cells_is_refused(cell, written, says):
    assert read(**{cell: written}).faults == [says]


@pytest.mark.parametrize(
    ("cell", "written", "field", "says"),
    [
        ("closed", "31-02-2019", "closed_on", "CloseDate: “31-02-2019” is no day. What we hold stays."),
        ("closed", "2019-08-31", "closed_on", "CloseDate: “2019-08-31” is no day. What we hold stays."),
        ("pupils", "many", "pupils", "NumberOfPupils: “many” is no whole number. What we hold stays."),
        ("fsm", "101", "fsm_percent", "PercentageFSM: “101” is no percentage. What we hold stays."),
        ("fsm", "NaN", "fsm_percent", "PercentageFSM: “NaN” is no percentage. What we hold stays."),
        ("easting", "7000001", "easting", "Easting: 7,000,001 is too large; 700,000 is the most. What we hold stays."),
        ("easting", "-5", "easting", "Easting: “-5” is no whole number. What we hold stays."),
    ],
)
def test_another_wrong_cell_is_doubted_and_not_taken(cell, written, field, says):
    line = read(**{cell: written})
    assert (line.faults, line.doubts, field in line.values) == ([], {field: says}, False)


def test_columns_may_come_go_and_move():
    cells = row(name="Oakham Vale")
    for columns in (COLUMNS, OLDER_COLUMNS, list(reversed(COLUMNS)), [name.upper() for name in COLUMNS]):
        upper = {name.upper(): value for name, value in cells.items()}
        line = Layout(columns).read([upper.get(name.upper(), "") for name in columns])
        assert (line.values["urn"], line.values["name"], line.values["postcode"]) == (
            "900001",
            "Oakham Vale",
            "LE15 6AA",
        )


@pytest.mark.parametrize("column", [one for one in NEEDED if one.needed], ids=lambda one: one.header)
def test_a_needed_column_that_is_missing_is_named(column):
    with pytest.raises(Refusal) as refusal:
        Layout([name for name in COLUMNS if name != column.header])
    assert str(refusal.value) == f"The file has no column {column.header}. Without it a school cannot be read."


def test_several_missing_columns_are_named_at_once():
    with pytest.raises(Refusal, match="no columns Town and Postcode"):
        Layout([name for name in COLUMNS if name not in ("Town", "Postcode")])


@pytest.mark.parametrize("headers", [[], [""], ["<!doctype html>"], ["URN;EstablishmentName;Town"]])
def test_what_is_no_register_is_said_to_be_none(headers):
    with pytest.raises(Refusal, match="not the school register"):
        Layout(headers)


def test_another_column_may_be_missing_and_is_named():
    assert Layout([name for name in COLUMNS if name != "PercentageFSM"]).absent == ["PercentageFSM"]


def test_a_row_of_another_length_is_refused():
    assert LAYOUT.read(["900001"]).faults == [f"It has 1 cells, and the first line has {len(COLUMNS)}."]


@pytest.mark.parametrize(
    ("names", "day"),
    [
        (("edubasealldata20260615.csv",), date(2026, 6, 15)),
        (("extract.zip", "edubasealldata20260615.csv"), date(2026, 6, 15)),
        (("register 2026-06-15.csv",), date(2026, 6, 15)),
        (("edubasealldata20261315.csv",), None),
        (("extract.zip", ""), None),
        (("1234567890123.csv",), None),
    ],
)
def test_the_day_stands_in_the_name(names, day):
    assert day_named(*names) == day


def test_a_day_to_come_and_an_older_register_are_refused():
    today, newest = date(2026, 11, 24), date(2026, 6, 15)
    refuse_day(newest, today=today, newest=newest)
    refuse_day(today, today=today, newest=newest)
    with pytest.raises(Refusal, match="has not come yet"):
        refuse_day(today + timedelta(days=1), today=today, newest=None)
    with pytest.raises(
        Refusal, match="register of 15 June 2026 is in use, and this one is older: it is of 14 June 2026"
    ):
        refuse_day(newest - timedelta(days=1), today=today, newest=newest)


# Where a school belonged -----------------------------------------------------------------------------------------

ENDED, BEGAN, LOADED = date(2023, 4, 1), date(2023, 4, 1), date(2026, 6, 15)
PLACES = {
    one.code: one
    for one in (
        Place("ALL", "Allerdale", None, ENDED, "CUM"),
        Place("CUM", "Cumberland", BEGAN),
        Place("WSO", "West Somerset", None, date(2019, 4, 1), "SOM"),
        Place("SOM", "Somerset", BEGAN),
        Place("DER", "Derby"),
        Place("RUT", "Rutland"),
    )
}
OLD = date(2021, 9, 1)


@pytest.mark.parametrize(
    ("present", "now", "move"),
    [
        (Spell("DER"), Spell("DER"), None),
        (Spell("DER"), Spell("RUT"), Move(LOADED, (Spell("RUT", from_on=LOADED),))),
        (Spell("DER", "T1"), Spell("DER", "T2"), Move(LOADED, (Spell("DER", "T2", from_on=LOADED),))),
        (Spell("DER", "", "CE1"), Spell("DER"), Move(LOADED, (Spell("DER", from_on=LOADED),))),
        (Spell("DER"), Spell(), Move(LOADED, (Spell(from_on=LOADED),))),
        (Spell("ALL"), Spell("CUM"), Move(ENDED, (Spell("CUM", from_on=ENDED),))),
        (Spell("ALL", from_on=OLD), Spell("CUM"), Move(ENDED, (Spell("CUM", from_on=ENDED),))),
        (
            Spell("ALL", "T1"),
            Spell("CUM", "T2"),
            Move(ENDED, (Spell("CUM", "T1", from_on=ENDED, to_on=LOADED), Spell("CUM", "T2", from_on=LOADED))),
        ),
        (
            Spell("WSO", "T1"),
            Spell("SOM", "T1"),
            Move(
                date(2019, 4, 1),
                (Spell("", "T1", from_on=date(2019, 4, 1), to_on=BEGAN), Spell("SOM", "T1", from_on=BEGAN)),
            ),
        ),
        (
            Spell("ALL"),
            Spell("DER"),
            Move(ENDED, (Spell("", from_on=ENDED, to_on=LOADED), Spell("DER", from_on=LOADED))),
        ),
        (Spell("ALL"), Spell(), Move(ENDED, (Spell(from_on=ENDED),))),
        (Spell("ALL"), Spell("ALL", "T1"), Move(LOADED, (Spell("ALL", "T1", from_on=LOADED),))),
        (Spell("ALL", from_on=ENDED), Spell("CUM"), Move(LOADED, (Spell("CUM", from_on=LOADED),))),
        (Spell("DER", from_on=LOADED), Spell("RUT"), Move(None, (Spell("RUT", from_on=LOADED),))),
    ],
)
def test_what_becomes_of_a_placement(present, now, move):
    assert moved(present, now, dated=LOADED, places=PLACES) == move


codes = st.sampled_from(["", *PLACES])
days = st.dates(date(2015, 1, 1), date(2030, 1, 1))


@given(codes, codes, st.sampled_from(["", "T1"]), st.sampled_from(["", "T1", "T2"]), days, st.one_of(st.none(), days))
def test_spells_follow_without_gap_or_overlap_and_end_with_what_the_register_says(old, new, had, has, loaded, since):
    present, now = Spell(old, had, from_on=since), Spell(new, has)
    move = moved(present, now, dated=loaded, places=PLACES)
    if move is None:
        assert present.belongs == now.belongs
        return
    spells = list(move.begins)
    assert (spells[-1].belongs, spells[-1].to_on) == (now.belongs, None)
    if move.ends_on is None:
        assert len(spells) == 1
        return
    assert since is None or since < move.ends_on
    assert move.ends_on <= loaded
    bounds = [move.ends_on, *(day for spell in spells for day in (spell.from_on, spell.to_on))][:-1]
    assert bounds[::2] == bounds[1::2]
    assert bounds == sorted(bounds)
    for spell in spells:
        place = PLACES.get(spell.district)
        if place and place.from_on and new != old and spell.from_on < loaded:
            assert place.existed_on(spell.from_on)


# Which school followed which --------------------------------------------------------------------------------------


def followed(*links, held=None):
    made = succession([Link(*link) for link in links], held=held)
    return {old: link.new for old, link in made.followed_by.items()}, [(urn, why) for _, urn, why in made.unclear]


@pytest.mark.parametrize(
    ("links", "held", "found", "unclear"),
    [
        ([("A", "B")], {}, {"A": "B"}, []),
        ([("A", "B"), ("A", "B")], {}, {"A": "B"}, []),
        ([("A", "B"), ("B", "C"), ("C", "D")], {}, {"A": "B", "B": "C", "C": "D"}, []),
        ([("A", "C"), ("B", "C")], {}, {"A": "C", "B": "C"}, []),
        ([("A", "A")], {}, {}, [("A", "It is said to follow itself.")]),
        ([("A", "B"), ("A", "C")], {"A": "B"}, {}, [("A", "2 schools followed it: B, C.")]),
        (
            [("A", "B", 2, "2019-09-01"), ("B", "A", 3, "2018-09-01")],
            {},
            {"B": "A"},
            [("A", "It follows B and is followed by it, in a circle.")],
        ),
        (
            [("A", "B", 2), ("B", "C", 3), ("C", "A", 4)],
            {},
            {"A": "B", "B": "C"},
            [("C", "It follows A and is followed by it, in a circle.")],
        ),
        ([("B", "A", 2)], {"A": "B"}, {}, [("B", "It follows A and is followed by it, in a circle.")]),
    ],
)
def test_one_successor_each_and_no_circles(links, held, found, unclear):
    assert followed(*links, held=held) == (found, unclear)


@given(st.lists(st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("ABCDEF"), st.integers(2, 99)), max_size=12))
def test_whatever_is_linked_every_chain_ends(links):
    made, _ = followed(*links)
    for old in made:
        met = chain(old, made.get)
        assert made.get(met[-1]) is None


def test_a_chain_that_goes_round_in_the_database_ends_too():
    assert chain("A", {"A": "B", "B": "C", "C": "B"}.get) == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("kind", "link"),
    [
        ("Successor", ("900001", "900002")),
        ("Successor - amalgamated", ("900001", "900002")),
        ("Predecessor", ("900002", "900001")),
        ("predecessor - merged", ("900002", "900001")),
        ("Sixth Form Centre Link", None),
        ("", None),
    ],
)
def test_a_link_is_read_from_either_side(kind, link):
    layout = LinkLayout(["URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate"])
    found = layout.read(2, ["900001", "900002", "A school", kind, "01/09/2019"])
    assert (found and (found.old, found.new)) == link
    assert found is None or found.on == "2019-09-01"


def test_a_file_of_links_without_its_columns_is_refused():
    with pytest.raises(Refusal, match="no columns LinkURN, LinkType"):
        LinkLayout(["URN", "LinkName"])
