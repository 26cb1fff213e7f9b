"""What the time limit breaks off, and what it leaves alone."""

import time
from datetime import timedelta

import pytest
from django.db import connection, transaction

from cadre.journal import worker
from cadre.journal.actions import System, record
from tests.proofs import probe
from tests.world import a_user

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = timedelta(seconds=0.1)


def broken_off_badly():
    try:
        time.sleep(5)
    finally:
        raise LookupError("The connection is in the middle of something else.")


@pytest.fixture
def task():
    with probe.connected(), transaction.atomic():
        record(probe.PROBED, a_user("Amina"), by=System("Ruth Adeyemi"))
    return worker.claim([])


def test_what_became_of_a_task_is_written_down_however_long_that_takes(task, monkeypatch):
    held = worker._held_by_me

    def slowly(row):
        time.sleep(0.3)
        return held(row)

    monkeypatch.setattr(worker, "_held_by_me", slowly)
    monkeypatch.setattr(type(task), "task", type("Quick", (), {"call": lambda self, *_, **__: None})())
    worker.carry_out(task, limit=AT_ONCE)
    assert worker.claim([]) is None
    assert not held(task).exists()


def test_a_fault_that_follows_from_breaking_off_is_told_as_over_time_and_the_connection_is_a_new_one():
    connection.ensure_connection()
    before = connection.connection
    with pytest.raises(worker.OverTime, match="longer than 0.1 seconds") as told, worker._time_limit(AT_ONCE):
        broken_off_badly()
    assert isinstance(told.value.__cause__, LookupError)
    connection.ensure_connection()
    assert connection.connection is not before or connection.is_in_memory_db()


def test_a_fault_in_time_is_told_as_it_is():
    with pytest.raises(LookupError), worker._time_limit(timedelta(minutes=1)):
        raise LookupError("It failed by itself.")
