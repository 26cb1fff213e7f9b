"""Loads of the register against real rows: what is found, what is written, what is refused, and what stays."""

import io
import zipfile
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from bench.register_file import COLUMNS, HEAD
from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from cadre.schools import queries, reference, uploads
from cadre.schools.actions import apply_load, begin_to_apply, read_on, staging, throw_away
from cadre.schools.models import Diocese, Placement, RegisterLoad, RegisterRow, School, SchoolWord, Trust
from cadre.schools.register_words import change_words
from cadre.schools.states import LoadState, Standing
from cadre.schools.tests.registers import (
    DAY,
    NOON,
    OLDER_COLUMNS,
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
    assert change_words(load.rows.get()) == (
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
    assert change_words(load.rows.get()) == "Trust’s name: First Trust → Renamed Trust"
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


# Files ------------------------------------------------------------------------------------------------------------


def zipped(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_curly_apostrophes_and_accents_survive_in_every_encoding(encoding):
    load = received(file_of(row(name="St Anne’s École"), encoding=encoding))
    read_on(load, now=NOON)
    assert (load.encoding, load.rows.get().name) == (
        "utf-8-sig" if encoding != "cp1252" else "cp1252",
        "St Anne’s École",
    )


def test_an_older_layout_is_read():
    load = received(file_of(row(), columns=OLDER_COLUMNS))
    read_on(load, now=NOON)
    assert load.counts["new"] == 1


def test_a_zip_is_opened_and_its_links_are_used():
    links = links_of(("900001", "900002", "Successor"))
    files = {
        "edubasealldata20260601.csv": file_of(row(status="2"), row(urn="900002")),
        "links_edubasealldata20260601.csv": links,
    }
    load = received(zipped(**files), dated=None, name="extract.zip")
    read_on(load, now=NOON)
    assert (load.dated, load.counts["new"], load.counts["succeeded"], load.file_name) == (
        date(2026, 6, 1),
        2,
        1,
        "extract.zip",
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "This file is empty."),
        (b"\r\n", "This file has no rows."),
        (file_of(), "This file has no rows."),
        (b"%PDF-1.7\n\0\0", "This is not a CSV file."),
        (b"<!doctype html>\n<p>Not found</p>", "This is not the school register"),
        ("\ufeffURN,Name\n".encode("utf-16"), "Unicode text"),
        (file_of(row(), columns=[c for c in COLUMNS if c != "Town"]), "The file has no column Town."),
        (zipped(**{"readme.txt": b"x"}), "The zip holds no CSV file."),
        (zipped(**{"a.csv": file_of(row()), "b.csv": file_of(row())}), "The zip holds several CSV files."),
        (zipped(**{"a.csv": file_of(row())})[:-30] + b"PK\x05\x06" + b"\0" * 18, "The zip"),
    ],
    ids=["empty", "blank", "headings", "pdf", "html", "utf-16", "column", "no csv", "two csv", "broken zip"],
)
def test_what_is_no_register_is_refused_at_once_and_not_kept(content, says, var_dir):
    with pytest.raises(Refusal) as refusal:
        received(content)
    assert (says in str(refusal.value), refusal.value.field) == (True, "file")
    assert ([*(var_dir / "register").iterdir()], RegisterLoad.objects.count()) == ([], 0)


def test_a_quotation_mark_that_does_not_end_refuses_the_whole_file():
    whole = file_of(*(row(urn=f"9{n:05}") for n in range(80)))
    broken = whole.replace(b'"900004"', b'"900004', 1).replace(b'"', b"'", 0)
    at = broken.index(b'"900004')
    broken = broken[: at + 7] + broken[at + 7 :].replace(b'"', b"'")
    load = received(broken)
    read_on(load, now=NOON)
    assert (load.state, "After row 5 the file cannot be read" in load.why, School.objects.count()) == (
        "refused",
        True,
        0,
    )


def test_a_file_whose_last_row_was_cut_off_lists_it():
    load = received(file_of(row(), row(urn="900002"))[:-300])
    read_on(load, now=NOON)
    assert kinds(load)[0] == ("new", "900001")
    assert kinds(load)[1][0] == "refused"


def test_the_day_is_asked_for_where_no_name_says_it():
    with pytest.raises(Refusal) as refusal:
        received(file_of(row()), dated=None, name="register.csv")
    assert (refusal.value.field, "Give the day it is of" in str(refusal.value)) == ("dated", True)
    assert received(file_of(row()), dated=None, name="edubasealldata20260614.csv").dated == date(2026, 6, 14)


def test_a_load_older_than_the_newest_applied_is_refused_also_when_it_waited():
    waiting = staged(row(), dated=date(2026, 6, 1))
    RegisterLoad.objects.create(dated=DAY, state="applied", file_name="x", by_name="x")
    with pytest.raises(Refusal, match="is older: it is of 1 May 2026"):
        received(file_of(row()), dated=date(2026, 5, 1))
    assert apply_load(begin_to_apply(waiting, by=RUTH), now=NOON, today=TODAY) is False
    waiting.refresh_from_db()
    assert (waiting.state, "is older" in waiting.why, School.objects.count()) == ("refused", True, 0)


# One at a time, and stopped in the middle --------------------------------------------------------------------------


def test_there_is_one_load_at_a_time_and_one_thrown_away_makes_room(var_dir):
    first = received(file_of(row()))
    with pytest.raises(Refusal, match="Ruth Adeyemi’s load of the school register of 15 June 2026 is not finished"):
        received(file_of(row()))
    assert len(list((var_dir / "register").iterdir())) == 1
    throw_away(first, by=RUTH, now=NOON)
    assert received(file_of(row())).state == LoadState.STAGING


@pytest.mark.django_db(transaction=True)
def test_a_thrown_away_load_leaves_no_file_and_no_rows(var_dir):
    load = staged(row(), dated=DAY)
    assert list((var_dir / "register").iterdir()) == []
    throw_away(load, by=RUTH, now=NOON)
    other = received(file_of(row()))
    throw_away(other, by=RUTH, now=NOON)
    assert (list((var_dir / "register").iterdir()), RegisterRow.objects.count()) == ([], 0)
    with pytest.raises(Refusal, match="thrown away"):
        throw_away(other, by=RUTH, now=NOON)


def test_reading_goes_on_where_it_was_stopped(monkeypatch):
    monkeypatch.setattr(staging, "AT_A_TIME", 2)
    rows = [row(urn=f"9{n:05}", trust="5", trust_name=f"Trust {n}") for n in range(5)] + [row(urn="900000")]
    load = received(file_of(*rows))
    assert (read_on(load, now=NOON, rows=2), load.rows_read) == (False, 2)
    read_on(RegisterLoad.objects.get(), now=NOON, rows=2)
    assert read_on(RegisterLoad.objects.get(), now=NOON) is True
    load.refresh_from_db()
    assert ([kind for kind, _ in kinds(load)], load.rows_read) == (["new"] * 5 + ["refused"], 6)
    assert {one.after["trust_name"] for one in load.rows.filter(kind="new")} == {"Trust 0"}


def test_two_that_read_the_same_load_write_each_row_once(monkeypatch):
    monkeypatch.setattr(staging, "AT_A_TIME", 1)
    load = received(file_of(row(), row(urn="900002")))
    slow = RegisterLoad.objects.get(pk=load.pk)
    read_on(load, now=NOON, rows=1)
    assert read_on(slow, now=NOON) is False
    read_on(load, now=NOON)
    assert kinds(load) == [("new", "900001"), ("new", "900002")]


def test_a_fault_while_it_is_applied_leaves_nothing_and_it_can_be_applied_again(monkeypatch):
    load = begin_to_apply(staged(row(), row(urn="900002")), by=RUTH)
    with monkeypatch.context() as broken:
        broken.setattr("cadre.schools.actions.applying.apply_links", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            apply_load(load, now=NOON, today=TODAY)
    assert (School.objects.count(), Placement.objects.count(), Trust.objects.count()) == (0, 0, 0)
    assert apply_load(load, now=NOON, today=TODAY) is True
    assert apply_load(load, now=NOON, today=TODAY) is False
    assert School.objects.count() == 2


def test_the_journal_says_who_did_what():
    applied(row())
    throw_away(staged(row()), by=RUTH, now=NOON)
    assert [entry.sentence for entry in Entry.objects.order_by("pk")] == [
        "Ruth Adeyemi gave register.csv to be read, the school register of 15 June 2026.",
        "the school register of 15 June 2026 was read for Ruth Adeyemi: 1 new, 0 changed, 0 closed.",
        "Ruth Adeyemi applied the school register of 15 June 2026: 1 new, 0 changed, 0 closed, 0 succeeded.",
        "Ruth Adeyemi gave register.csv to be read, the school register of 15 June 2026.",
        "the school register of 15 June 2026 was read for Ruth Adeyemi: 0 new, 0 changed, 0 closed.",
        "Ruth Adeyemi threw away the school register of 15 June 2026.",
    ]


# From the command line --------------------------------------------------------------------------------------------


@pytest.fixture
def on_disk(tmp_path):
    path = tmp_path / "edubasealldata20260615.csv"
    path.write_bytes(file_of(row(), row(urn="x")))
    return path


def test_the_command_says_what_it_changes_and_applies_it(on_disk, capsys):
    call_command("import_schools", on_disk)
    said = capsys.readouterr().out
    assert "new 1, changed 0, closed 0, succeeded 0, refused 1, doubtful 0." in said
    assert "row 2 900001 Oakham Vale Primary School" in said
    assert "Applied." in said
    assert School.objects.count() == 1
    call_command("import_schools", on_disk)
    assert "It changes nothing." in capsys.readouterr().out


def test_a_dry_run_says_the_same_and_changes_nothing(on_disk, capsys):
    call_command("import_schools", on_disk, dry_run=True)
    assert "new 1, changed 0" in capsys.readouterr().out
    assert (School.objects.count(), RegisterLoad.objects.get().state) == (0, LoadState.THROWN_AWAY)


def test_the_command_refuses_in_words(on_disk, tmp_path):
    wrong = tmp_path / "wrong.csv"
    wrong.write_bytes(b"a,b\n1,2\n")
    with pytest.raises(CommandError, match="not the school register"):
        call_command("import_schools", wrong)
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_schools", tmp_path / "nowhere.csv")
    received(file_of(row()))
    with pytest.raises(CommandError, match="one load at a time"):
        call_command("import_schools", on_disk)
    call_command("import_schools", on_disk, replace=True)
    assert School.objects.count() == 1
    assert uploads.folder().exists()
