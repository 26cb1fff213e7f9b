"""What the worker makes is what its person may see when it is made; where they may not, it says so."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from cadre.applications.models import Application
from cadre.exports import actions, progress, tasks
from cadre.exports.models import Piece, Sheet
from cadre.exports.queries import terms_on
from cadre.exports.rules import ACCOUNT_CLOSED, CLOSED
from cadre.exports.states import SHEET_MADE
from cadre.exports.tests.scene import OWN, XLSX, asked, names_in, page_of, people, rows_of, signed_in, terms
from cadre.journal import queue
from cadre.journal.models import Entry
from cadre.journal.worker import carry_out, claim, drain
from cadre.people.models import StaffRole, User
from tests import world


def entries() -> list[tuple[str, dict]]:
    return list(Entry.objects.filter(happening=SHEET_MADE.key).values_list("by_name", "data"))


def test_it_holds_what_the_request_would_have_sent(officer):
    reader, address = signed_in(officer), f"{XLSX}&sort=-name&state=submitted"
    at_once = rows_of(reader.get(address))
    terms()
    sheet = asked(reader, address)
    drain()
    assert rows_of(reader.get(f"{page_of(sheet)}file/")) == at_once
    assert [row[0] for row in at_once[1:]] == ["Zoë Birch", "Tom Reed", "Amina Yusuf"]


def test_it_holds_what_stands_there_when_it_is_made(reader):
    sheet = asked(reader)
    people("Una Lane")
    drain()
    sheet.refresh_from_db()
    assert (sheet.rows, len(names_in(reader, sheet))) == (4, 4)
    assert entries() == [("Ruth Adeyemi", {"rows": "4 rows", "path": "/office/applications/"})]
    assert Entry.objects.get(happening=SHEET_MADE.key).sentence == ("Ruth Adeyemi had applications.xlsx made: 4 rows")


def test_whoever_lost_the_role_meanwhile_gets_none(reader, officer):
    sheet = asked(reader)
    StaffRole.objects.filter(user=officer).delete()
    drain()
    assert CLOSED in reader.get(page_of(sheet)).content.decode()
    assert (Piece.objects.count(), entries(), queue.parked().count()) == (0, [], 0)


def test_whose_account_was_closed_meanwhile_gets_none(reader, officer):
    sheet = asked(reader)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    drain()
    sheet.refresh_from_db()
    assert (sheet.why, Piece.objects.count()) == (ACCOUNT_CLOSED, 0)


def test_where_the_list_gives_no_file_any_more_there_is_none(reader, monkeypatch):
    sheet = asked(reader)
    monkeypatch.setattr("cadre.ui.listing.Listing.wants_file", False)
    drain()
    sheet.refresh_from_db()
    assert sheet.why == CLOSED


def test_rows_of_a_second_role_are_not_in_it_where_that_role_waited_for_the_second_step(officer):
    """Half in, an officer who leads a partner too is only its lead: in the worker as in the request."""
    terms(rows_at_once=0)
    partner = world.a_partner()
    lead = world.a_partner_lead(partner)
    group = world.a_group(partner=partner)
    world.an_enrolment(group, "Amina Yusuf")
    StaffRole.objects.create(user=lead, role="ops", from_on=world.SINCE)
    wanted, held = actions.Wanted("/office/applications/", "format=xlsx", "applications", 3), terms_on(world.TODAY)
    for half_in, why in ((True, CLOSED), (False, "")):
        lead.is_half_in = half_in
        sheet = tasks.begin(wanted, held, by=lead, now=world.NOW)
        drain()
        sheet.refresh_from_db()
        assert (sheet.why, sheet.made_at is None) == (why, half_in)


def test_a_fault_is_tried_again_and_then_said(reader, monkeypatch, settings):
    settings.DBTASKS = {**settings.DBTASKS, "max_attempts": 2, "first_delay_seconds": 0}
    sheet = asked(reader)
    with monkeypatch.context() as broken:
        broken.setattr("cadre.applications.views.office.lists.applications_visible_to", _broken)
        carry_out(claim([]))
        assert "Look again" in reader.get(page_of(sheet)).content.decode()
        carry_out(claim([]))
    page = reader.get(page_of(sheet)).content.decode()
    assert "This could not be finished." in page
    assert "Not finished" in reader.get(OWN).content.decode()
    assert 'http-equiv="refresh"' not in page
    assert (Sheet.objects.being_made().count(), queue.parked().count()) == (1, 1)
    reader.post(f"{page_of(sheet)}removal/")
    queue.try_again([tasks.task_of(sheet)])
    drain()  # nobody waits for it any more
    assert (Sheet.objects.count(), queue.parked().count()) == (0, 0)


def _broken(_user):
    raise RuntimeError("planted")


def test_a_page_shows_how_many_rows_are_written(reader):
    sheet = asked(reader)
    progress.begin(sheet.pk)
    progress.note(sheet.pk, 2)
    part = reader.get(page_of(sheet), headers={"HX-Request": "true"}).content.decode()
    assert "Rows written: 2 of 3" in part
    assert "<html" not in part


def test_one_that_is_called_off_in_the_middle_ends_there(reader, monkeypatch):
    monkeypatch.setattr(actions, "TOLD_EVERY", 1)
    sheet, seen = asked(reader), []

    def note(key: UUID, rows: int) -> None:
        seen.append(rows)
        if rows == 2:
            actions.delete_sheet(sheet)
        (progress._folder() / str(key)).open("r+").close()

    monkeypatch.setattr(progress, "note", note)
    drain()
    assert (seen, Sheet.objects.count(), queue.parked().count(), queue.waiting().count()) == ([1, 2], 0, 0, 0)


def test_one_whose_folder_was_emptied_is_tried_again(reader, monkeypatch):
    monkeypatch.setattr(actions, "TOLD_EVERY", 1)
    sheet = asked(reader)

    def emptied(key: UUID, rows: int) -> None:
        raise FileNotFoundError

    with monkeypatch.context() as broken:
        broken.setattr(progress, "note", emptied)
        carry_out(claim([]))
    assert queue.waiting().count() == 1
    actions.write_sheet(sheet.pk, now=world.NOW)
    assert names_in(reader, sheet) == ["Amina Yusuf", "Tom Reed", "Zoë Birch"]


def test_made_twice_it_is_kept_once(reader):
    """A worker that is over its time goes on beside the next one."""
    sheet = asked(reader)
    again = Sheet.objects.get(pk=sheet.pk)
    actions.write_sheet(sheet.pk, now=world.NOW)
    with pytest.MonkeyPatch.context() as late:
        late.setattr(Sheet.objects.none().__class__, "being_made", _as_read_before(again))
        actions.write_sheet(sheet.pk, now=world.NOW)
    assert len(entries()) == 1
    assert names_in(reader, sheet) == ["Amina Yusuf", "Tom Reed", "Zoë Birch"]


def _as_read_before(sheet: Sheet):
    """The first question finds it being made, as the other worker's did; later ones ask the database."""
    asked_before = []

    def being_made(rows):
        found = rows.filter(made_at=None, why="") if asked_before else rows
        asked_before.append(1)
        return found

    return being_made


def test_a_large_one_is_kept_in_pieces(reader, monkeypatch):
    monkeypatch.setattr(actions, "PIECE", 1000)
    sheet = asked(reader)
    drain()
    sheet.refresh_from_db()
    assert [len(piece.content) for piece in sheet.pieces.order_by("number")][:-1] == [1000] * (sheet.size // 1000)
    answer = reader.get(f"{page_of(sheet)}file/")
    assert answer.headers["Content-Length"] == str(sheet.size)
    assert len(rows_of(answer)) == 4


def test_it_is_not_begun_after_its_time(reader):
    sheet = asked(reader)
    actions.write_sheet(sheet.pk, now=sheet.kept_until + timedelta(seconds=1))
    assert Sheet.objects.being_made().count() == 1


def test_mails_and_reactions_come_first(reader):
    assert tasks.make_sheet.priority < 0


def test_moments_are_told_by_the_clock_in_london(reader):
    """In summer an hour ahead of what is stored, in the worker as in a request."""
    Application.objects.filter(name="Tom Reed").update(submitted_at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    sheet = asked(reader)
    drain()
    head, *rows = rows_of(reader.get(f"{page_of(sheet)}file/"))
    assert datetime(2026, 7, 1, 23, 30) in {row[head.index("Submitted")] for row in rows}
