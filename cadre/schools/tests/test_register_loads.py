"""Loads of the register against real rows: what is found, what is written, what is refused, and what stays."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from bench.register_file import COLUMNS, HEAD
from cadre.schools import queries, reference, tasks
from cadre.schools.actions import apply_load, begin_to_apply, read_on, refuse_load
from cadre.schools.models import Diocese, Placement, School, SchoolWord, Trust
from cadre.schools.register_words import about_words
from cadre.schools.states import LoadState, Standing
from cadre.schools.tests.registers import (
    DAY,
    NOON,
    RUTH,
    applied,
    file_of,
    kinds,
    links_of,
    received,
    row,
    staged,
)
from tests.world import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.fixture(autouse=True)
def var_dir(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    reference.load(TODAY)
    return tmp_path


def spells(urn: str) -> list[tuple]:
    rows = Placement.objects.filter(school__urn=urn).order_by("pk")
    return list(rows.values_list("district__name", "trust__uid", "diocese__code", "from_on", "to_on"))


def everything() -> dict[str, list]:
    return {one.__name__: list(one.objects.order_by("pk").values()) for one in (School, Placement, Trust, Diocese)}


def test_a_new_school_has_every_fact_of_its_row_and_is_found():
    applied(row(trust="5001", trust_name="Three Vales Trust", diocese="CE12", diocese_name="Diocese of Derby"))
    school = School.objects.get()
    facts = {name: value for name, value in School.objects.values().get().items() if name not in ("id", "search")}
    assert facts == {
        "urn": "900001",
        "name": "Oakham Vale Primary School",
        "type_code": "02",
        "status": "1",
        "phase": "Primary",
        "street": "St James’s Passage",
        "locality": "Barleythorpe",
        "address3": "",
        "town": "Oakham",
        "county": "Rutland",
        "postcode": "LE15 6AA",
        "region": "East Midlands",
        "easting": 486000,
        "northing": 308000,
        "pupils": 276,
        "fsm_percent": Decimal("10.2"),
        "opened_on": date(1999, 9, 1),
        "closed_on": None,
        "type_group": "4",
        "religious_character": "",
        "la_code": "857",
        "la_name": "Rutland",
        "number": "0042",
        "ukprn": "10079319",
        "telephone": "01632960400",
        "website": "www.oakham-vale.example",
        "changed_on": date(2026, 5, 4),
        "successor_id": None,
    }
    assert spells("900001") == [("Rutland", "5001", "CE12", None, None)]
    assert Placement.objects.get().source == "the school register of 15 June 2026"
    assert (Trust.objects.get().name, Diocese.objects.get().name) == ("Three Vales Trust", "Diocese of Derby")
    for typed in ("oakham vale", "le15 6aa", "900001", "vale"):
        assert [one.urn for one in queries.search_schools(typed)] == ["900001"]
    assert SchoolWord.objects.filter(school=school, word="vale").count() == 1


def test_nothing_is_written_before_it_is_applied_and_the_second_load_changes_nothing():
    rows = [row(), row(urn="900002", name="Second School", trust="5001", trust_name="T"), row(urn="900003", status="2")]
    load = staged(*rows)
    assert (load.state, load.counts["new"], School.objects.count(), Trust.objects.count()) == ("staged", 3, 0, 0)
    apply_load(begin_to_apply(load, by=RUTH), now=NOON, today=TODAY)
    before, words = everything(), list(SchoolWord.objects.order_by("pk").values())
    again = applied(*rows)
    assert (again.changes, again.counts["same"], again.state) == (0, 3, LoadState.APPLIED)
    assert (everything(), list(SchoolWord.objects.order_by("pk").values())) == (before, words)


def test_what_changed_says_before_and_after_and_a_renamed_school_is_found_by_its_new_name():
    applied(row())
    load = staged(row(name="Uppingham Academy", town="Uppingham", pupils=""), dated=DAY + timedelta(days=1))
    assert kinds(load) == [("changed", "900001")]
    assert about_words(load.rows.get(), queries.district_names()) == (
        "Name: Oakham Vale Primary School → Uppingham Academy; Town: Oakham → Uppingham; Pupils: 276 → nothing"
    )
    apply_load(begin_to_apply(load, by=RUTH), now=NOON, today=TODAY)
    assert [one.urn for one in queries.search_schools("uppingham")] == ["900001"]
    assert queries.search_schools("vale") == []
    assert School.objects.get().pupils is None


def test_a_school_that_closed_is_told_apart_and_one_that_opens_again_is_a_change():
    applied(row(), row(urn="900002"))
    later = applied(row(status="2", closed="31-08-2026"), row(urn="900002", status="3"), dated=DAY + timedelta(days=90))
    assert kinds(later) == [("closed", "900001"), ("changed", "900002")]
    assert (School.objects.get(urn="900001").closed_on, School.objects.open().count()) == (date(2026, 8, 31), 1)
    assert kinds(applied(row(), row(urn="900002"), dated=DAY + timedelta(days=91)))[0] == ("changed", "900001")


def test_schools_that_the_file_leaves_out_stay_and_are_counted():
    applied(row(), row(urn="900002"))
    load = applied(row(), dated=DAY + timedelta(days=1))
    assert (load.counts["left_out"], School.objects.count()) == (1, 2)


def test_refused_and_doubtful_rows_are_listed_with_their_number_and_the_others_pass():
    load = applied(
        row(),
        row(urn="x"),
        row(),
        row(urn="900004", pupils="many"),
        row(urn="900005", name=""),
        row(urn="900006", district="W06000015", district_name="Cardiff"),
    )
    said = [(one.number, one.kind, one.words) for one in load.rows.exclude(kind="new").order_by("number")]
    assert said == [
        (3, "refused", "URN: “x” is no URN, which has 6 digits."),
        (4, "refused", "URN 900001 stands in row 2 already; that row counts."),
        (5, "noted", "NumberOfPupils: “many” is no whole number. What we hold stays."),
        (6, "refused", "EstablishmentName: it is empty."),
        (7, "noted", "The district W06000015 Cardiff is not in our list."),
    ]
    assert load.counts["unknown"] == {"W06000015": ["Cardiff", 1]}
    assert sorted(School.objects.values_list("urn", flat=True)) == ["900001", "900004", "900006"]
    assert spells("900006") == [(None, None, None, None, None)]


def test_a_cell_that_cannot_be_read_and_a_column_that_is_gone_leave_what_we_hold():
    applied(row())
    load = applied(row(pupils="many", fsm="1000"), dated=DAY + timedelta(days=1))
    assert (kinds(load), School.objects.get().pupils) == ([("noted", "900001")], 276)
    gone = [name for name in COLUMNS if name not in ("PercentageFSM", "NumberOfPupils", "UKPRN")]
    load = received(file_of(row(name="New Name"), columns=gone), dated=DAY + timedelta(days=2))
    read_on(load, now=NOON)
    apply_load(begin_to_apply(load, by=RUTH), now=NOON, today=TODAY)
    school = School.objects.get()
    assert (school.name, school.pupils, school.ukprn, load.absent_columns) == (
        "New Name",
        276,
        "10079319",
        ["UKPRN", "NumberOfPupils", "PercentageFSM"],
    )


def test_no_heads_name_reaches_any_table_or_stays_on_the_disk(var_dir, django_capture_on_commit_callbacks):
    broken = row(urn="x") | {"NumberOfPupils": "many"}
    with django_capture_on_commit_callbacks(execute=True):
        load = applied(row(), broken, row(urn="900002", pupils="many"))
    assert (load.counts["new"], load.counts["refused"], load.counts["noted"]) == (2, 1, 1)
    with connection.cursor() as cursor:
        held = ""
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            held += repr(cursor.fetchall())
    assert "Oakham Vale Primary School" in held
    for name in (HEAD["HeadFirstName"], HEAD["HeadLastName"]):
        assert (name in file_of(row()).decode("cp1252"), name.casefold() in held.casefold()) == (True, False)
    assert [path.name for path in (var_dir / "register").iterdir()] == []


def test_a_turn_of_reading_that_comes_once_more_when_the_file_is_gone_changes_nothing(
    var_dir, django_capture_on_commit_callbacks
):
    """A worker that was killed between its last row and its last word leaves its turn to the next."""
    with django_capture_on_commit_callbacks(execute=True):
        load = staged(row())
    assert list((var_dir / "register").iterdir()) == []
    for state in (LoadState.STAGED, LoadState.APPLYING):
        tasks.read_load.call(load.pk)
        refuse_load(load, while_in=LoadState.STAGING, why="No such file", now=NOON)
        load.refresh_from_db()
        assert (load.state, load.counts["new"], load.rows.count()) == (state, 1, 1)
        if state == LoadState.STAGED:
            begin_to_apply(load, by=RUTH)


# Where a school belonged ------------------------------------------------------------------------------------------


def test_a_change_of_trust_ends_one_placement_on_the_day_of_the_load_and_begins_another():
    applied(row(trust="5001", trust_name="First Trust"))
    applied(row(trust="5002", trust_name="Second Trust"), dated=date(2026, 9, 1))
    assert spells("900001") == [
        ("Rutland", "5001", None, None, date(2026, 9, 1)),
        ("Rutland", "5002", None, date(2026, 9, 1), None),
    ]
    school = School.objects.get()
    assert [queries.placement_on(school, day).trust.uid for day in (DAY, date(2026, 8, 31), date(2026, 9, 1))] == [
        "5001",
        "5001",
        "5002",
    ]


def test_an_earlier_decision_still_finds_the_trust_of_its_day():
    derby = row(urn="900009", name="Derby School", district="E06000015", trust="5001", trust_name="First Trust")
    applied(derby, row(trust="5001", trust_name="First Trust"))
    applied(derby, row(trust="5002", trust_name="Second Trust"), dated=date(2026, 9, 1))
    school = School.objects.get(urn="900001")
    assert queries.scholarship_facts(school, on=date(2026, 8, 31)).matching_footprint.name == "First Trust"
    assert queries.scholarship_facts(school, on=date(2026, 9, 1)).matching_footprint is None


def test_a_trust_that_is_only_renamed_keeps_its_placements():
    applied(row(trust="5001", trust_name="First Trust"))
    load = applied(row(trust="5001", trust_name="Renamed Trust"), dated=date(2026, 9, 1))
    assert about_words(load.rows.get(), queries.district_names()) == "Trust’s name: First Trust → Renamed Trust"
    assert (Trust.objects.get().name, spells("900001")) == ("Renamed Trust", [("Rutland", "5001", None, None, None)])


def test_a_trust_with_two_names_in_one_file_has_the_first_and_the_second_load_changes_nothing():
    rows = [row(trust="5001", trust_name="Vale Trust"), row(urn="900002", trust="5001", trust_name="The Vale Trust")]
    applied(*rows)
    assert (Trust.objects.get().name, applied(*rows).changes) == ("Vale Trust", 0)


def test_a_second_file_of_the_same_day_puts_the_placement_right_in_place():
    applied(row())
    applied(row(district="E06000015"), dated=date(2026, 9, 1))
    applied(row(district="E06000016"), dated=date(2026, 9, 1))
    assert spells("900001") == [
        ("Rutland", None, None, None, date(2026, 9, 1)),
        ("Leicester", None, None, date(2026, 9, 1), None),
    ]


def test_an_abolished_district_ends_on_its_own_day_and_decides_by_2016_ever_after():
    applied(row(district="E07000026"), dated=date(2021, 6, 15))
    applied(row(district="E06000063"))
    assert spells("900001") == [
        ("Allerdale", None, None, None, date(2023, 4, 1)),
        ("Cumberland", None, None, date(2023, 4, 1), None),
    ]
    location = queries.scholarship_facts(School.objects.get(), on=TODAY).location
    assert (location.standing, [area.name for area in location.areas], location.source) == (
        Standing.PRIORITY,
        ["Allerdale"],
        "the school register of 15 June 2021",
    )


def test_a_school_first_seen_in_a_successor_district_needs_a_person():
    applied(row(district="E06000063"))
    location = queries.scholarship_facts(School.objects.get(), on=TODAY).location
    assert (location.standing, sorted(area.name for area in location.areas)) == (
        Standing.NOT_CONFIRMED,
        ["Allerdale", "Carlisle", "Copeland"],
    )
    on_2016 = queries.scholarship_facts(School.objects.get(), on=date(2018, 1, 1)).location
    assert on_2016.standing == Standing.NOT_CONFIRMED


# Successors -------------------------------------------------------------------------------------------------------


def test_a_conversion_keeps_its_history_and_the_old_urn_leads_to_the_new_school():
    old, new = row(name="Vale School"), row(urn="900002", name="Vale Academy", kind="34")
    applied(old)
    load = applied(
        old | {"EstablishmentStatus (code)": "2", "CloseDate": "31-08-2026"},
        new,
        dated=date(2026, 9, 1),
        links=links_of(("900001", "900002", "Successor"), ("900002", "900001", "Predecessor")),
    )
    counts = {kind: load.counts[kind] for kind in ("new", "changed", "closed", "succeeded", "refused")}
    assert counts == {"new": 1, "changed": 0, "closed": 1, "succeeded": 1, "refused": 0}
    closed = School.objects.get(urn="900001")
    assert (closed.successor.urn, closed.closed_on, queries.present_school("900001").name) == (
        "900002",
        date(2026, 8, 31),
        "Vale Academy",
    )
    assert queries.earlier_urns(closed.successor) == ["900001"]
    assert queries.placement_on(closed, DAY) is not None


def test_a_chain_leads_to_its_end_and_a_circle_or_a_stranger_to_nothing_wrong():
    closed = [row(urn=f"90000{n}", status="2") for n in (1, 2, 4, 5)]
    links = [
        ("900001", "900002"),
        ("900002", "900003"),
        ("900004", "900005"),
        ("900005", "900004"),
        ("900001", "999999"),
    ]
    load = applied(*closed, row(urn="900003"), links=links_of(*((*pair, "Successor") for pair in links)))
    assert [one.words for one in load.rows.filter(kind__in=("refused", "noted")).order_by("number")] == [
        "Links: It follows 900004 and is followed by it, in a circle.",
        "Links: no school with the URN 999999 is in the register.",
    ]
    assert [queries.present_school(urn) and queries.present_school(urn).urn for urn in ("900001", "900004", "1")] == [
        "900003",
        "900005",
        None,
    ]
    School.objects.filter(urn="900005").update(successor=School.objects.get(urn="900004"))
    assert queries.present_school("900004").urn == "900005"


def test_a_school_that_is_open_is_itself_whatever_follows_it():
    applied(row(), row(urn="900002"), links=links_of(("900001", "900002", "Successor")))
    assert queries.present_school("900001").urn == "900001"


def test_the_same_links_again_change_nothing():
    links = links_of(("900001", "900002", "Successor"))
    applied(row(status="2"), row(urn="900002"), links=links)
    assert applied(row(status="2"), row(urn="900002"), links=links).changes == 0
