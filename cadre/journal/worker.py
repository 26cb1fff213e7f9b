"""The worker: takes tasks one by one, retries what fails, takes back what a dead worker left, runs the clockwork.

`django-tasks-db` has a worker too. Measured: after `kill -9` it leaves the task RUNNING for ever, it never retries,
and on SQLite it takes the write lock at every look. See docs/decisions.
"""

import logging
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import datetime, timedelta
from traceback import format_exception
from types import FrameType

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.db.models import QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from cadre.journal import clockwork, identity, queue

logger = logging.getLogger("cadre.work")
SWEEP_SECONDS = 2.0
GRACE = timedelta(seconds=15)
KEPT = 20_000
ADDED = {"sqlite": "json_insert(worker_ids, '$[#]', %s)", "postgresql": "worker_ids || to_jsonb(%s::text)"}
"""A worker's name, put behind those who tried before it, as each database says it."""


class OverTime(KeyboardInterrupt):
    """The task took longer than its time limit.

    Not an Exception, so that no task's own `except` swallows it; and an interrupt, since for that psycopg calls off
    the query in hand. Anything else that a signal raises in the middle of one leaves its connection beyond use.
    """


class Worker:
    """`queues`: only these, or all when empty. `interval`: seconds between looks at an empty queue."""

    def __init__(self, *, queues: list[str], interval: float, clocked: bool = True) -> None:
        self.queues, self.interval, self.clocked = queues, interval, clocked
        self.running, self.busy, self.worked = True, False, False

    def run(self) -> None:
        """Work until a signal to stop. A task in hand is finished first; a second signal stops at once."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        logger.info("Worker %s takes %s", identity.my_id(), ", ".join(self.queues) or "every queue")
        swept = 0.0
        while self.running:
            close_old_connections()
            try:
                if time.monotonic() - swept >= SWEEP_SECONDS:
                    swept = time.monotonic()
                    self._look_round()
                worked = self.take_one()
            except (OperationalError, InterfaceError):
                logger.exception("The database did not answer; trying again")
                connection.close()
                worked = False
            if self.running and not worked:
                time.sleep(self.interval)
        logger.info("Worker %s stops", identity.my_id())

    def take_one(self) -> bool:
        """Do the next task, if there is one."""
        task = claim(self.queues, look=not self.worked)
        self.worked = task is not None
        if task is None:
            return False
        self.busy = True
        try:
            carry_out(task, limit=queue.time_limit(task.task_path))
        finally:
            self.busy = False
        return True

    def _look_round(self) -> None:
        """Between two tasks: take back what was left, and do what has fallen due."""
        self.busy = True
        try:
            sweep(queue.real_now())
            if self.clocked:
                with suppress(OverTime), _time_limit(queue.time_limit()):
                    clockwork.run_due_duties()
        finally:
            self.busy = False

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        if not self.running or not self.busy:
            raise SystemExit(0)
        logger.info("Stopping after the task in hand")
        self.running = False


def claim(queues: list[str], *, look: bool = True) -> DBTaskResult | None:
    """The next task, marked as taken by this worker, in one statement.

    On SQLite that statement takes the write lock, which a look at an empty queue does not. So without a reason to
    expect a task `look` first; where one was just found, another is likely and the look would be in vain.
    """
    if look and not _is_anything_ready(queues):
        return None
    now = queue.real_now()
    rows = connection.ops.quote_name(DBTaskResult._meta.db_table)
    among = f"AND queue_name IN ({', '.join(['%s'] * len(queues))})" if queues else ""
    skip_locked = connection.ops.for_update_sql(skip_locked=True) if connection.features.has_select_for_update else ""
    taken = DBTaskResult.objects.raw(
        f"UPDATE {rows} SET status = %s, started_at = %s, "  # noqa: S608  # nosec B608
        f"worker_ids = {ADDED[connection.vendor]} WHERE id = ("
        f"SELECT id FROM {rows} WHERE status = %s AND (run_after = %s OR run_after <= %s) {among} "
        f"ORDER BY priority DESC, run_after, enqueued_at LIMIT 1 {skip_locked}) RETURNING *",
        [TaskResultStatus.RUNNING, now, identity.my_id(), TaskResultStatus.READY, get_date_max(), now, *queues],
    )
    return next(iter(list(taken)), None)  # all of them, which is one: a statement left half read would hold its lock


def _is_anything_ready(queues: list[str]) -> bool:
    ready = DBTaskResult.objects.ready()
    return (ready.filter(queue_name__in=queues) if queues else ready).exists()


def carry_out(task: DBTaskResult, *, limit: timedelta | None = None) -> None:
    """Run a claimed task. Done, its row goes; failed, it waits for its next attempt or is parked.

    The limit is the task's alone: what became of it is written down however long that takes.
    """
    try:
        with _time_limit(limit) if limit else nullcontext():
            task.task.call(*task.args_kwargs["args"], **task.args_kwargs["kwargs"])
    except (Exception, OverTime) as fault:
        logger.warning("Task %s failed: %s", task.task_path, fault, exc_info=fault)
        _put_back(task, fault)
    else:
        _held_by_me(task).delete()


def _put_back(task: DBTaskResult, fault: BaseException) -> None:
    attempts = len(task.worker_ids)
    now = queue.real_now()
    is_parked = attempts >= queue.max_attempts()
    _held_by_me(task).update(
        status=TaskResultStatus.FAILED if is_parked else TaskResultStatus.READY,
        run_after=now + queue.back_off(attempts),
        finished_at=now if is_parked else None,
        exception_class_path=f"{type(fault).__module__}.{type(fault).__qualname__}",
        traceback="".join(format_exception(fault))[-KEPT:],
    )


def _held_by_me(task: DBTaskResult) -> QuerySet[DBTaskResult]:
    """The row, unless it was taken from this worker because it took too long."""
    return DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at)


def sweep(now: datetime) -> int:
    """Take back the tasks whose worker died or is over its time. The number taken back or parked.

    A worker of this machine is known to be dead at once; one elsewhere when its time limit has passed. What stands
    under this worker's own name was left too, since it sweeps only between two tasks.
    """
    taken = 0
    for task in DBTaskResult.objects.running().order_by("started_at"):
        last = task.worker_ids[-1] if task.worker_ids else ""
        overdue = task.started_at is None or task.started_at < now - queue.time_limit(task.task_path) - GRACE
        if not overdue and last != identity.my_id() and not identity.is_gone(last):
            continue
        logger.warning("Task %s was left by worker %s; taken back", task.task_path, last)
        _put_back(task, WorkerLost(f"The worker stopped in the middle of this, {len(task.worker_ids)} times so far."))
        taken += 1
    return taken


class WorkerLost(Exception):
    """Why a task failed that was in hand when its worker died."""


def drain(*, limit: int = 1000) -> int:
    """Do every task that may run now, here and without a time limit. The number done. For tests and demo data."""
    done = 0
    while done < limit and (task := claim([], look=False)) is not None:
        carry_out(task)
        done += 1
    return done


@contextmanager
def _time_limit(limit: timedelta) -> Iterator[None]:
    """Break off what is within with OverTime. Its connection may have been left half way: the next is a new one."""
    over = OverTime(f"This took longer than {limit.total_seconds():g} seconds.")
    rang = False

    def ring(_number: int, _frame: FrameType | None) -> None:
        nonlocal rang
        rang = True
        raise over

    before: Callable | int | None = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, limit.total_seconds())
    try:
        yield
    except (Exception, OverTime) as fault:
        if not rang:
            raise
        connection.close()
        if fault is over:
            raise
        raise over from fault
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before or signal.SIG_DFL)
