"""What follows from a change happens exactly once: not if it is rolled back, and still if the worker is killed."""

from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client
from django_tasks_db.models import DBTaskResult

from cadre.journal import actions, queue
from cadre.journal.actions import System, record
from cadre.journal.models import Entry, Reaction
from cadre.lib import clock
from cadre.messages.actions import post
from cadre.messages.mail import Mail
from cadre.messages.models import Message
from tests.proofs import probe
from tests.proofs.processes import at_once, wait_until
from tests.world import a_user, an_officer

pytestmark = pytest.mark.kill
RUTH = System("Ruth Adeyemi")


@pytest.fixture(autouse=True)
def _folder(proof_db, probes, monkeypatch):
    monkeypatch.setenv("PROOF_FOLDER", str(proof_db.folder))


def record_one(happening, name="Amina") -> Entry:
    with transaction.atomic():
        return record(happening, a_user(name), by=RUTH)


def all_done() -> bool:
    return not Reaction.objects.filter(done_at=None).exists() and not queue.waiting().exists()


# Rolled back means nothing happened ------------------------------------------------------------------------------


def change_and_fail(user, *, within) -> None:
    """One change with its entry, its reaction and its mail, which fails at the end."""
    with within():
        record(probe.PROBED, user, by=RUTH)
        mail = Mail(probe.ORDINARY, to="a@school.example", fields={"name": "A"}, key="rolled back")
        post(mail, now=clock.now())
        raise ValueError("It failed at the end.")


def what_happened() -> tuple[int, ...]:
    return (
        Entry.objects.count(),
        Reaction.objects.count(),
        DBTaskResult.objects.count(),
        Message.objects.count(),
        sum(probe.effects().values()),
    )


def test_rolled_back_means_nothing_happened(proof_db):
    user = a_user()
    with proof_db.worker() as worker:
        answers = at_once(3, lambda n: change_and_fail(user, within=transaction.atomic))
        record_one(probe.PROBED)
        assert wait_until(all_done)
        assert worker.stop() == 0
    assert [str(answer.fault) for answer in answers] == ["It failed at the end."] * 3
    assert what_happened() == (1, 1, 0, 0, 1)


def test_control_without_a_transaction_something_happens(proof_db, monkeypatch):
    monkeypatch.setattr(actions, "connection", SimpleNamespace(in_atomic_block=True))
    with pytest.raises(ValueError, match="at the end"):
        change_and_fail(a_user(), within=nullcontext)
    assert what_happened() == (1, 1, 2, 1, 0)


# A killed worker --------------------------------------------------------------------------------------------------


def killed_in_the_middle(proof_db, **guards) -> Entry:
    """An entry whose slow reaction has taken effect and is not done when its worker is killed."""
    entry = record_one(probe.SLOW)
    with proof_db.worker(PROOF_SLOW="60", **guards) as worker:
        assert wait_until(probe.begun(entry.pk).exists), worker.log
        worker.kill()
    return entry


def test_a_task_whose_worker_was_killed_is_finished_once_after_a_restart(proof_db):
    entry = killed_in_the_middle(proof_db)
    assert probe.effects() == {}
    assert DBTaskResult.objects.get().status == "RUNNING"
    with proof_db.worker(PROOF_SLOW="0") as worker:
        assert wait_until(all_done), worker.log
    assert probe.effects() == {f"proof.slow:{entry.pk}": 1}


def test_control_without_the_sweep_it_is_never_finished(proof_db):
    killed_in_the_middle(proof_db)
    with proof_db.worker(PROOF_SLOW="0", without="sweep"):
        other = record_one(probe.PROBED)
        assert wait_until(lambda: f"proof.probed:{other.pk}" in probe.effects())
        assert not wait_until(all_done, seconds=2.5)
    assert DBTaskResult.objects.get().status == "RUNNING"


def test_control_without_one_transaction_it_takes_effect_twice(proof_db):
    entry = killed_in_the_middle(proof_db, without="one transaction")
    with proof_db.worker(PROOF_SLOW="0", without="one transaction"):
        assert wait_until(all_done)
    assert probe.effects() == {f"proof.slow:{entry.pk}": 2}


def test_many_kills_lose_nothing_and_repeat_nothing(proof_db):
    entries = [record_one(probe.SLOW) for _ in range(60)]
    kills = 0
    while not all_done() and kills < 6:
        with proof_db.worker(PROOF_SLOW="0.05", PROOF_ATTEMPTS="20") as worker:
            done = Reaction.objects.exclude(done_at=None).count()
            wait_until(lambda done=done: Reaction.objects.exclude(done_at=None).count() >= done + 3 or all_done())
            worker.kill()
            kills += 1
    with proof_db.worker(PROOF_SLOW="0", PROOF_ATTEMPTS="20") as worker:
        assert wait_until(all_done), worker.log
    assert kills == 6
    assert probe.effects() == {f"proof.slow:{entry.pk}": 1 for entry in entries}


def test_a_worker_told_to_stop_finishes_what_it_has_in_hand(proof_db):
    entry = record_one(probe.SLOW)
    with proof_db.worker(PROOF_SLOW="1") as worker:
        assert wait_until(probe.begun(entry.pk).exists)
        assert worker.stop() == 0
    assert all_done()
    assert probe.effects() == {f"proof.slow:{entry.pk}": 1}


def test_two_workers_share_the_work_and_do_nothing_twice(proof_db):
    entries = [record_one(probe.PROBED) for _ in range(60)]
    with proof_db.worker(), proof_db.worker():
        assert wait_until(all_done)
    assert probe.effects() == {f"proof.probed:{entry.pk}": 1 for entry in entries}


# Poison -----------------------------------------------------------------------------------------------------------


def test_what_always_fails_is_parked_and_shown_while_the_others_pass(proof_db):
    bad = [record_one(happening, happening.key) for happening in (probe.POISON, probe.ENDLESS, probe.COMMITTING)]
    good = [record_one(probe.PROBED) for _ in range(20)]
    with proof_db.worker(PROOF_TIME_LIMIT="0.3") as worker:
        assert wait_until(lambda: queue.parked().count() == len(bad)), worker.log
        assert wait_until(lambda: not queue.waiting().exists())
        later = record_one(probe.PROBED)
        assert wait_until(lambda: f"proof.probed:{later.pk}" in probe.effects())
        assert worker.is_alive
    assert probe.effects() == {f"proof.probed:{entry.pk}": 1 for entry in [*good, later]}
    faults = [path.rpartition(".")[2] for path in queue.parked().values_list("exception_class_path", flat=True)]
    assert sorted(faults) == ["OverTime", "OverTime", "ValueError"]
    assert probe.begun(bad[-1].pk).stat().st_size == queue.max_attempts(), "A query broken off was left to go on."
    client = Client()
    client.force_login(an_officer("Ruth Adeyemi"))
    page = client.get("/office/journal/parked/").content.decode()
    for entry in bad:
        assert entry.sentence in page
    assert "ValueError: Poisoned by proof.poison." in page
    assert "This took longer than 0.3 seconds." in page


def test_what_always_kills_its_worker_is_parked_too_while_the_others_pass(proof_db):
    record_one(probe.DEADLY)
    good = [record_one(probe.PROBED) for _ in range(5)]
    deaths = 0
    for _ in range(5):
        with proof_db.worker(PROOF_ATTEMPTS="3") as worker:
            wait_until(lambda worker=worker: not worker.is_alive or queue.parked().exists())
            deaths += not worker.is_alive
            if queue.parked().exists() and wait_until(lambda: not queue.waiting().exists()):
                break
    assert deaths == 3
    assert queue.parked().count() == 1
    assert "The worker stopped in the middle of this, 3 times so far." in queue.parked().get().traceback
    assert probe.effects() == {f"proof.probed:{entry.pk}": 1 for entry in good}


def test_control_without_catching_faults_nobody_passes(proof_db):
    record_one(probe.POISON)
    good = record_one(probe.PROBED)
    with proof_db.worker(without="catching faults") as worker:
        assert wait_until(lambda: not worker.is_alive)
    assert f"proof.probed:{good.pk}" not in probe.effects()
    assert queue.parked().count() == 0
