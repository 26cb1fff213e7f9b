"""Files of the register: which are read, one load at a time, stopped in the middle, and from the command line."""

import io
import zipfile
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from bench.register_file import COLUMNS
from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from cadre.schools import reference, uploads
from cadre.schools.actions import apply_load, begin_to_apply, read_on, staging, throw_away
from cadre.schools.models import Placement, RegisterLoad, RegisterRow, School, Trust
from cadre.schools.states import LoadState
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
