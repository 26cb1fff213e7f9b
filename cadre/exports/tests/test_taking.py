"""A file is its person's alone, asked for again each time it is taken, on record, and gone when its hours are over."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from cadre.automation import timetable
from cadre.exports import progress
from cadre.exports.actions import delete_what_is_over
from cadre.exports.models import Piece, Sheet
from cadre.exports.rules import CLOSED
from cadre.exports.states import SHEET_TAKEN
from cadre.exports.tests.scene import OWN, asked, names_in, page_of, signed_in
from cadre.exports.timetable import delete_sheets
from cadre.journal.models import Entry
from cadre.journal.worker import drain
from cadre.people.models import StaffRole
from tests import world

HOUR = timedelta(hours=1)
PARTS = ("", "file/", "removal/")


@pytest.fixture
def sheet(reader) -> Sheet:
    found = asked(reader)
    drain()
    found.refresh_from_db()
    return found


def taken() -> list[str]:
    return [entry.sentence for entry in Entry.objects.filter(happening=SHEET_TAKEN.key)]


def test_it_is_sent_as_a_file_that_nobody_keeps_or_guesses_at(reader, sheet):
    answer = reader.get(f"{page_of(sheet)}file/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="applications.xlsx"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["Content-Type"].startswith("application/vnd.openxmlformats")


@pytest.mark.parametrize("role", ["ops", "dpo", "sysadmin", "finance"])
def test_anybody_else_finds_nothing_whatever_their_role(reader, sheet, role):
    other = signed_in(world.an_officer("Dee Po", role))
    for part in PARTS:
        ask = other.post if part == "removal/" else other.get
        foreign, missing = ask(f"{page_of(sheet)}{part}"), ask(f"{OWN}{uuid4()}/{part}")
        assert (foreign.status_code, missing.status_code) == (404, 404), part
        assert foreign.content == missing.content
    assert sheet.name not in other.get(OWN).content.decode()
    assert sheet.name in reader.get(OWN).content.decode()
    assert names_in(reader, sheet) == ["Amina Yusuf", "Tom Reed", "Zoë Birch"]


def test_a_stranger_is_sent_to_sign_in(client, sheet):
    for part in PARTS:
        assert client.get(f"{page_of(sheet)}{part}").headers["Location"].startswith("/sign-in/")


def test_each_taking_is_on_record_and_a_look_is_none(reader, sheet):
    assert reader.head(f"{page_of(sheet)}file/").status_code == 200
    assert taken() == []
    for times in (1, 2):
        assert len(names_in(reader, sheet)) == 3
        assert taken() == ["Ruth Adeyemi took away applications.xlsx: 3 rows"] * times
    assert not Entry.objects.changes().exists()  # somebody read something, and nothing changed


def test_who_lost_the_role_since_cannot_take_it_and_is_told_why(reader, officer, sheet):
    StaffRole.objects.filter(user=officer).delete()
    answer = reader.get(f"{page_of(sheet)}file/", follow=True)
    assert answer.redirect_chain == [(page_of(sheet), 302)]
    page = answer.content.decode()
    assert CLOSED in page
    assert 'href="/office/' not in page
    assert taken() == []


def test_one_that_is_not_ready_cannot_be_taken(reader):
    answer = reader.get(f"{page_of(asked(reader))}file/", follow=True)
    assert "This spreadsheet is not ready." in answer.content.decode()


def test_it_is_gone_when_its_hours_are_over_and_deleted_by_the_worker(reader, sheet):
    assert sheet.kept_until == world.NOW + timedelta(hours=6)
    with time_machine.travel(sheet.kept_until - timedelta(minutes=1), tick=False):
        assert delete_what_is_over(now=sheet.kept_until - timedelta(minutes=1)) == 0
        assert len(names_in(reader, sheet)) == 3
    with time_machine.travel(sheet.kept_until, tick=False):
        assert reader.get(page_of(sheet)).status_code == 404
        assert reader.get(f"{page_of(sheet)}file/").status_code == 404
        assert "None is kept" in reader.get(OWN).content.decode()
    assert delete_sheets in timetable.DAILY
    assert delete_sheets(world.TODAY, sheet.kept_until) == 1
    assert (Sheet.objects.count(), Piece.objects.count()) == (0, 0)


def test_what_a_dead_worker_noted_of_one_that_is_gone_is_swept_up(reader, sheet):
    waiting, gone = asked(reader, "/office/applications/?format=xlsx&sort=name"), uuid4()
    for key in (waiting.pk, gone, sheet.pk):
        progress.begin(key)
    delete_what_is_over(now=world.NOW)
    assert progress.noted() == {waiting.pk}


def test_it_can_be_deleted_before_its_time(reader, sheet):
    answer = reader.post(f"{page_of(sheet)}removal/", follow=True)
    assert "applications.xlsx is deleted." in answer.content.decode()
    assert (Sheet.objects.count(), Piece.objects.count()) == (0, 0)


def test_deleted_while_it_is_sent_it_is_cut_off_and_never_looks_whole(reader, sheet):
    answer = reader.get(f"{page_of(sheet)}file/")
    sheet.delete()
    with pytest.raises(LookupError):
        b"".join(answer.streaming_content)


def test_the_page_leads_back_to_the_list_as_it_was_filtered(reader):
    found = asked(reader, "/office/applications/?state=submitted&format=xlsx&page=2")
    assert found.list_address == "/office/applications/?state=submitted"
    for page in (reader.get(page_of(found)), reader.get(OWN)):
        assert "Submitted" in page.content.decode()
    assert 'href="/office/applications/?state=submitted"' in reader.get(page_of(found)).content.decode()


def test_the_account_page_leads_to_them(reader):
    assert f'href="{OWN}"' in reader.get("/account/").content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_of_all_costs_the_same_queries_at_any_length(reader, officer, number, django_assert_num_queries):
    for n in range(number):
        Sheet.objects.create(
            user=officer, is_half_in=False, fingerprint=str(n), rows=n, asked_at=world.NOW, kept_until=world.NOW + HOUR
        )
    reader.get(OWN)
    with django_assert_num_queries(6):
        assert len(reader.get(OWN).context["rows"]) == number
