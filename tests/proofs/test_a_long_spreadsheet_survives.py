"""A long spreadsheet outlives the worker that makes it, and clicked by many at once it is one."""

import pytest
from django.db.models import QuerySet

from cadre.applications.models import Application
from cadre.exports import progress, reference, tasks
from cadre.exports.actions import Wanted
from cadre.exports.models import Piece, Sheet
from cadre.exports.queries import terms_on
from cadre.exports.states import SHEET_MADE
from cadre.journal import queue
from cadre.journal.models import Entry
from cadre.lib import clock
from cadre.people.models import User
from tests import world
from tests.proofs.processes import at_once, wait_until

PEOPLE, CLICKS = 8_000, 12
LIST = Wanted("/office/applications/", "format=xlsx", "applications", PEOPLE)


@pytest.fixture
def officer(proof_db, settings) -> User:
    settings.VAR_DIR = proof_db.folder
    reference.load(clock.today())
    return world.an_officer()


def click(officer: User, wanted: Wanted = LIST) -> Sheet:
    return tasks.begin(wanted, terms_on(clock.today()), by=officer, now=clock.now())


@pytest.mark.kill
def test_a_worker_killed_in_the_middle_leaves_nothing_and_another_makes_it_whole(proof_db, officer):
    world.some_applications([f"Person {n:05}" for n in range(PEOPLE)], school=world.a_school(), applicant=officer)
    assert Application.objects.count() == PEOPLE
    sheet = click(officer)
    with proof_db.worker() as worker:
        assert wait_until(lambda: progress.read(sheet.pk), seconds=60, every=0.005), worker.log
        worker.kill()
    sheet.refresh_from_db()
    assert (sheet.is_being_made, Piece.objects.count(), Entry.objects.count()) == (True, 0, 0)
    assert 0 < progress.read(sheet.pk) <= PEOPLE
    with proof_db.worker() as worker:
        assert wait_until(lambda: Sheet.objects.exclude(made_at=None).exists(), seconds=120), worker.log
        assert wait_until(lambda: not queue.waiting().exists())
    sheet.refresh_from_db()
    assert (sheet.rows, sheet.size) == (PEOPLE, sum(len(piece.content) for piece in sheet.pieces.all()))
    assert Entry.objects.filter(happening=SHEET_MADE.key).count() == 1
    assert progress.noted() == set()


@pytest.mark.race
def test_many_clicks_at_once_are_one_file_and_many_lists_at_once_no_more_than_may_be(officer):
    answers = at_once(CLICKS, lambda _: click(officer).pk)
    assert [answer.fault for answer in answers if answer.fault] == []
    assert {answer.value for answer in answers} == {Sheet.objects.get().pk}
    assert queue.waiting().count() == 1
    others = [Wanted(LIST.path, f"format=xlsx&q={n}", LIST.name, PEOPLE) for n in range(CLICKS)]
    answers = at_once(CLICKS, lambda n: click(officer, others[n]).pk)
    assert Sheet.objects.count() == terms_on(clock.today()).most_at_once
    assert {str(answer.fault)[:30] for answer in answers if answer.fault} == {"3 spreadsheets of yours are be"}


@pytest.mark.race
@pytest.mark.postgres
def test_without_the_lock_more_are_made_than_may_be(officer, monkeypatch):
    """The control. On SQLite a transaction is the only one that writes, whatever it locks."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_: rows)
    at_once(CLICKS, lambda n: click(officer, Wanted(LIST.path, f"q={n}", LIST.name, PEOPLE)))
    assert Sheet.objects.count() > terms_on(clock.today()).most_at_once
