"""However many complete one register at the same time, it is completed once and each person is invited once."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connection, connections, transaction

from cadre.delivery import actions, states
from cadre.delivery.models import Register
from cadre.delivery.queries import register_sheet
from cadre.evaluation import reference
from cadre.evaluation.actions import AlreadyAnswered, Given, submit_answers
from cadre.evaluation.actions.inviting import invite_attendees
from cadre.evaluation.models import Invitation, Response
from cadre.evaluation.queries import turnout
from cadre.finance import reference as finance_reference
from cadre.journal import queue
from cadre.journal.actions import record
from cadre.journal.models import Entry, Reaction
from cadre.lib import clock
from cadre.lib.errors import Conflict, Refusal
from cadre.messages.models import Message
from cadre.scheduling.models import Event
from tests import world
from tests.proofs.processes import at_once, wait_until

pytestmark = pytest.mark.race
CROWD = 20
PRESENT = 9


@pytest.fixture
def facilitators(proof_db):
    reference.load(clock.today())
    finance_reference.load(clock.today())
    return world.a_facilitator("Dev Anand"), world.a_facilitator("Sara Linden")


@pytest.fixture
def register(facilitators) -> Register:
    """Nine people are there and one is not; everybody is marked."""
    group = world.staffed(world.a_group(PRESENT + 1), *facilitators)
    register = actions.register_of(world.an_event(group, 1, on=clock.today()))
    refs = group.enrolments.values_list("ref", flat=True)
    marks = {ref: ("absent" if n == 0 else "attended", "") for n, ref in enumerate(refs)}
    actions.mark_many(register, marks, by=facilitators[0].user, now=clock.now())
    return register


def completions() -> int:
    return Entry.objects.filter(happening=states.REGISTER_COMPLETED.key).count()


def all_done() -> bool:
    return not Reaction.objects.filter(done_at=None).exists() and not queue.waiting().exists()


def test_twenty_complete_it_and_each_person_is_invited_once(proof_db, register, facilitators):
    with proof_db.the_products_worker() as worker:
        answers = at_once(
            CROWD, lambda n: actions.complete_register(register, by=facilitators[n % 2].user, now=clock.now())
        )
        assert wait_until(all_done), worker.log
        assert worker.stop() == 0
    assert [answer.fault for answer in answers] == [None] * CROWD
    assert len({answer.value.completed_at for answer in answers}) == 1
    assert completions() == 1
    assert Invitation.objects.count() == PRESENT
    keys = Message.objects.filter(kind="evaluation.invitation").values_list("to", flat=True)
    assert len(keys) == len(set(keys)) == PRESENT


def test_without_the_lock_it_would_be_completed_more_than_once(register, facilitators):
    """The control: the same crowd, with the check before the lock."""

    def careless(n: int) -> None:
        if Register.objects.get(pk=register.pk).is_complete:
            return
        time.sleep(0.05)
        with transaction.atomic():
            Register.objects.filter(pk=register.pk).update(completed_at=clock.now())
            record(states.REGISTER_COMPLETED, register, by=facilitators[0].user, present=PRESENT, expected=PRESENT + 1)

    at_once(CROWD, careless)
    assert completions() > 1


def test_twenty_reactions_at_once_invite_each_person_once(register, facilitators):
    actions.complete_register(register, by=facilitators[0].user, now=clock.now())
    answers = at_once(CROWD, lambda n: invite_attendees(register, now=clock.now()))
    assert [answer.fault for answer in answers] == [None] * CROWD
    assert sorted(len(answer.value) for answer in answers) == [0] * (CROWD - 1) + [PRESENT]
    assert Invitation.objects.count() == PRESENT


def test_two_facilitators_marking_the_same_person_lose_no_mark_unseen(register, facilitators):
    sheet = register_sheet(Event.objects.select_related("register", "group").get(pk=register.event_id))
    row = sheet.rows[3]
    marks = ["late", "left_early"]

    def mark(n: int):
        return actions.mark_attendance(
            register, row, marks[n % 2], by=facilitators[n % 2].user, now=clock.now(), version=row.version
        )

    answers = at_once(2, mark)
    assert sorted(type(answer.fault) for answer in answers if answer.fault) == [Conflict]


def test_a_mark_never_slips_in_behind_the_completion(register, facilitators):
    """Half the crowd completes, half changes a mark: what was completed is what stands."""
    event = Event.objects.select_related("register", "group").get(pk=register.event_id)
    row = register_sheet(event).rows[3]

    def act(n: int):
        if n % 2:
            return actions.complete_register(register, by=facilitators[0].user, now=clock.now())
        return actions.mark_attendance(event.register, row, "absent", by=facilitators[1].user, now=clock.now())

    answers = at_once(CROWD, act)
    assert all(isinstance(answer.fault, Refusal | None) for answer in answers)
    entry = Entry.objects.get(happening=states.REGISTER_COMPLETED.key)
    marks = register.attendances.exclude(mark="absent").count()
    assert entry.data["present"] == marks


def test_a_mark_made_while_it_is_being_completed_waits_and_is_refused(register, facilitators, monkeypatch):
    """Once the marks are counted, a mark waits for the completion, and finds it."""
    event = Event.objects.select_related("register", "group").get(pk=register.event_id)
    row = register_sheet(event).rows[3]
    with ThreadPoolExecutor(1) as other:
        late = []

        def count_and_dawdle(*args):
            late.append(other.submit(mark_from_elsewhere))
            with suppress(TimeoutError):
                late[0].result(timeout=0.5)

        def mark_from_elsewhere():
            try:
                return actions.mark_attendance(event.register, row, "absent", by=facilitators[1].user, now=clock.now())
            finally:
                connections.close_all()

        monkeypatch.setattr(actions.rules, "refuse_completion", count_and_dawdle)
        actions.complete_register(register, by=facilitators[0].user, now=clock.now())
        assert isinstance(late[0].exception(timeout=30), Refusal)
    assert Entry.objects.get(happening=states.REGISTER_COMPLETED.key).data["present"] == PRESENT
    assert register.attendances.exclude(mark="absent").count() == PRESENT


@pytest.mark.parametrize("marked_before", [True, False], ids=["who was marked", "who was not"])
def test_a_tap_while_the_whole_sheet_is_saved_waits_and_is_told(register, facilitators, monkeypatch, marked_before):
    """Neither is overwritten unseen, and neither waits for the other in a ring."""
    event = Event.objects.select_related("register", "group").get(pk=register.event_id)
    if not marked_before:
        register.attendances.all().delete()
    row, seen = register_sheet(event).rows[3], {"version": register_sheet(event).rows[3].version}
    write, taps = actions._upsert, []

    def tap():
        try:
            return actions.mark_attendance(
                event.register, row, "late", by=facilitators[1].user, now=clock.now(), **seen
            )
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other:

        def write_slowly(*args, **said):
            taps.append(other.submit(tap))
            with suppress(TimeoutError):
                taps[0].result(timeout=0.5)
            write(*args, **said)

        monkeypatch.setattr(actions, "_upsert", write_slowly)
        actions.mark_many(register, {row.ref: ("absent", "")}, by=facilitators[0].user, now=clock.now())
        assert isinstance(taps[0].exception(timeout=30), Conflict)
    assert register.attendances.get(enrolment__ref=row.ref).mark == "absent"


def test_many_who_tap_and_save_whole_sheets_at_once_are_never_sent_back(register, facilitators):
    event = Event.objects.select_related("register", "group").get(pk=register.event_id)
    register.attendances.all().delete()
    rows = register_sheet(event).rows

    def act(n: int):
        by = facilitators[n % 2].user
        if n % 4 == 0:
            return actions.mark_many(register, {one.ref: ("attended", "") for one in rows}, by=by, now=clock.now())
        return actions.mark_attendance(event.register, rows[n % len(rows)], "late", by=by, now=clock.now(), version=0)

    answers = at_once(CROWD, act)
    assert {type(answer.fault) for answer in answers} <= {type(None), Conflict}
    assert register.attendances.exclude(mark="").count() == len(rows)


def test_one_form_sent_twenty_times_at_once_is_one_answer(register, facilitators):
    actions.complete_register(register, by=facilitators[0].user, now=clock.now())
    invite_attendees(register, now=clock.now())
    invitation = Invitation.objects.first()
    question = reference.load(clock.today()).questions.get(key="content")
    answers = at_once(CROWD, lambda n: submit_answers(invitation, [Given(question, score=7)], now=clock.now()))
    assert [type(answer.fault) for answer in answers if answer.fault] == [AlreadyAnswered] * (CROWD - 1)
    assert Response.objects.count() == 1


def test_a_whole_group_answering_at_once_is_counted_in_full(register, facilitators):
    actions.complete_register(register, by=facilitators[0].user, now=clock.now())
    invitations = invite_attendees(register, now=clock.now())
    question = reference.load(clock.today()).questions.get(key="content")
    answers = at_once(PRESENT, lambda n: submit_answers(invitations[n], [Given(question, score=n)], now=clock.now()))
    assert [answer.fault for answer in answers] == [None] * PRESENT
    found = turnout(register.event)
    assert (found.invited, found.answered, found.shown) == (PRESENT, PRESENT, PRESENT)


@pytest.mark.postgres
def test_the_number_of_the_transaction_in_each_row_tells_nobody_apart(register, facilitators):
    """Everything of an event that an answer touches was written by the same, last transaction."""
    actions.complete_register(register, by=facilitators[0].user, now=clock.now())
    question = reference.load(clock.today()).questions.get(key="content")
    for score, invitation in enumerate(invite_attendees(register, now=clock.now())[:4]):
        submit_answers(invitation, [Given(question, score=score)], now=clock.now())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT xmin::text FROM evaluation_response UNION SELECT xmin::text FROM evaluation_answer"
            " UNION SELECT xmin::text FROM evaluation_invitation"
        )
        assert len(cursor.fetchall()) == 1
