"""The task queue, as rows of `django-tasks-db`, in the caller's transaction.

What the package does not do: many tasks in one insert, a task that is queued once however often it is asked for,
retries, and taking back what a dead worker left (`worker.py`). A finished task leaves no row; a parked one stays.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks.base import Task, TaskResultStatus
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult, get_date_max

FIRST_DELAY_SECONDS = 10
LONGEST_DELAY = timedelta(hours=1)


def enqueue(
    task: Task[..., Any],
    calls: Iterable[Sequence[Any]],
    *,
    ids: Sequence[UUID] | None = None,
    run_after: datetime | None = None,
) -> list[UUID]:
    """Queue one task per tuple of arguments, in one insert. `run_after` is by the real clock.

    An id that is queued or parked already is left as it is: so a caller may name a task after what it is for.
    """
    calls = list(calls)
    ids = list(ids or (uuid4() for _ in calls))
    DBTaskResult.objects.bulk_create(
        [
            DBTaskResult(
                id=task_id,
                args_kwargs={"args": normalize_json(list(args)), "kwargs": {}},
                priority=task.priority,
                task_path=task.module_path,
                queue_name=task.queue_name,
                run_after=run_after or get_date_max(),
                backend_name=task.backend,
            )
            for task_id, args in zip(ids, calls, strict=True)
        ],
        ignore_conflicts=True,
    )
    return ids


def max_attempts() -> int:
    """How often a task is tried before it is parked."""
    return int(settings.DBTASKS["max_attempts"])


def time_limit(task_path: str = "") -> timedelta:
    """How long a task of this kind may take before it is stopped and tried again. Without a path: the usual limit."""
    usual = settings.DBTASKS["time_limit_seconds"]
    return timedelta(seconds=float(settings.DBTASKS_LONGER_SECONDS.get(task_path, usual)))


def back_off(attempts: int) -> timedelta:
    """How long to wait after the failure number `attempts`: 10 s, 20 s, 40 s… an hour at most."""
    first = timedelta(seconds=float(settings.DBTASKS.get("first_delay_seconds", FIRST_DELAY_SECONDS)))
    return min(first * 2 ** (attempts - 1), LONGEST_DELAY)


def parked() -> QuerySet[DBTaskResult]:
    """Tasks that failed too often, latest first. They wait for a human."""
    return DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).order_by("-finished_at", "pk")


def waiting() -> QuerySet[DBTaskResult]:
    """Tasks not yet done and not parked."""
    return DBTaskResult.objects.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING])


def try_again(ids: Iterable[UUID]) -> int:
    """Give parked tasks all their attempts again, at once. The number that were parked."""
    return (
        parked()
        .filter(pk__in=list(ids))
        .update(status=TaskResultStatus.READY, run_after=get_date_max(), worker_ids=[], finished_at=None)
    )


def real_now() -> datetime:
    """The queue runs by the real clock, also where demo mode has moved the site's."""
    return timezone.now()
