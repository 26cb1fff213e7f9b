"""An entry, its reactions and their tasks are one change, and cost the same however many reactions follow."""

import pytest
from django.db import transaction

from cadre.journal import actions, queue, reactions, worker
from cadre.journal.actions import System, record
from cadre.journal.models import Entry, Reaction
from cadre.journal.queries import parked_tasks, with_reactions
from cadre.lib.errors import Refusal
from cadre.lib.happenings import happening
from tests.world import a_user

pytestmark = pytest.mark.django_db
QUIET = happening("test.quiet", "{by} did nothing much to {subject}")
LOUD = happening("test.loud", "{by} did much to {subject}")
RUTH = System("Ruth Adeyemi")
done: list[str] = []


def first(entry: Entry) -> None:
    done.append(f"first {entry.subject_label}")


def second(entry: Entry) -> None:
    done.append(f"second {entry.subject_label}")


def failing(entry: Entry) -> None:
    Entry.objects.filter(pk=entry.pk).update(by_name="changed")
    raise ValueError("It is broken.")


@pytest.fixture
def connected():
    before = dict(reactions._by_happening), dict(reactions._by_name)
    done.clear()

    def connect(*functions):
        reactions.connect({LOUD: functions})

    yield connect
    reactions._by_happening.clear()
    reactions._by_name.clear()
    reactions._by_happening.update(before[0])
    reactions._by_name.update(before[1])


def test_an_entry_without_reactions_costs_one_query(connected, django_assert_num_queries):
    connected(first)
    user = a_user("Amina")
    with transaction.atomic(), django_assert_num_queries(1):
        entry = record(QUIET, user, by=RUTH)
    assert entry.sentence == "Ruth Adeyemi did nothing much to Amina"


@pytest.mark.parametrize("functions", [(first,), (first, second)])
def test_an_entry_with_reactions_costs_three_queries(connected, django_assert_num_queries, functions):
    connected(*functions)
    user = a_user("Amina")
    with transaction.atomic(), django_assert_num_queries(3):
        record(LOUD, user, by=RUTH)
    assert worker.drain() == len(functions)
    assert done == ["first Amina", "second Amina"][: len(functions)]
    assert queue.waiting().count() == 0


def test_a_task_is_claimed_by_one_query_and_each_costs_the_same(connected, django_assert_num_queries):
    connected(first, second)
    record(LOUD, a_user("Amina"), by=RUTH)
    claimed, none_left, rest = 1, 1, 5  # the reaction's lock and its end within a savepoint, and the task's end
    with django_assert_num_queries(2 * (claimed + rest) + none_left):
        assert worker.drain() == 2


@pytest.mark.parametrize(
    ("queues", "found"), [([], True), (["default"], True), (["mail", "default"], True), (["mail"], False)]
)
def test_a_worker_takes_tasks_of_its_own_queues(connected, queues, found):
    connected(first)
    record(LOUD, a_user(), by=RUTH)
    for look in (True, False):
        task = worker.claim(queues, look=look)
        assert (task is not None) == found
        queue.waiting().update(status="READY")


def test_recording_outside_a_transaction_is_a_fault(connected, transactional_db):
    with pytest.raises(RuntimeError):
        record(QUIET, a_user(), by=RUTH)


def test_rolled_back_means_nothing_happened(connected):
    connected(first)

    def record_and_fail() -> None:
        with transaction.atomic():
            record(LOUD, a_user(), by=RUTH)
            assert (Entry.objects.count(), Reaction.objects.count(), queue.waiting().count()) == (1, 1, 1)
            raise ValueError("It failed at the end.")

    with pytest.raises(ValueError, match="at the end"):
        record_and_fail()
    assert (Entry.objects.count(), Reaction.objects.count(), queue.waiting().count()) == (0, 0, 0)
    assert worker.drain() == 0
    assert done == []


def test_a_reaction_is_done_once_however_often_its_task_runs(connected):
    connected(first)
    entry = record(LOUD, a_user("Amina"), by=RUTH)
    worker.drain()
    from cadre.journal.tasks import react

    react.call(entry.pk, "journal.first")
    assert done == ["first Amina"]


def test_a_failing_reaction_changes_nothing_and_lets_the_others_pass(connected, monkeypatch):
    connected(failing, first)
    record(LOUD, a_user("Amina"), by=RUTH)
    worker.drain()
    assert done == ["first Amina"]
    entry = Entry.objects.get()
    assert entry.by_name == "Ruth Adeyemi"
    assert [(r.name, r.state) for r in with_reactions([entry])[0][1]] == [
        ("Journal: failing", "Waiting"),
        ("Journal: first", "Done"),
    ]
    run_out_of_attempts()
    assert [(r.name, r.state) for r in with_reactions([entry])[0][1]] == [
        ("Journal: failing", "Parked"),
        ("Journal: first", "Done"),
    ]
    [task] = parked_tasks()
    assert (task.name, task.fault, task.attempts, task.entry) == (
        "Journal: failing",
        "ValueError: It is broken.",
        queue.max_attempts(),
        entry,
    )


def test_a_parked_task_is_tried_again_with_all_its_attempts(connected):
    connected(failing)
    record(LOUD, a_user(), by=RUTH)
    run_out_of_attempts()
    [task] = parked_tasks()
    actions.try_again(task.id, name=task.name, by=RUTH)
    assert parked_tasks() == []
    assert worker.drain() == 1
    with pytest.raises(Refusal):
        actions.try_again(task.id, name=task.name, by=RUTH)


def run_out_of_attempts() -> None:
    """As if the waits between the attempts had passed."""
    for _ in range(queue.max_attempts()):
        queue.waiting().update(run_after=queue.real_now())
        worker.drain()


def test_waits_grow_and_end_at_an_hour():
    waits = [queue.back_off(n).total_seconds() for n in range(1, 12)]
    assert waits[:4] == [10, 20, 40, 80]
    assert waits[-1] == 3600
