"""A kind of task may have longer than others, by name; a dead worker's is taken back at once all the same."""

from datetime import timedelta

from cadre.journal import queue

PLANNING = "cadre.formation.tasks.work_out_plan"


def test_only_what_is_named_may_take_longer():
    assert queue.time_limit("cadre.journal.tasks.react") == queue.time_limit()
    assert queue.time_limit(PLANNING) == timedelta(minutes=30)


def test_a_long_task_is_not_taken_back_from_a_worker_elsewhere_before_its_own_limit(db):
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    from cadre.journal.worker import sweep

    now = queue.real_now()
    facts = {"args_kwargs": {"args": [], "kwargs": {}}, "queue_name": "default", "backend_name": "default"}
    state = {"status": TaskResultStatus.RUNNING, "worker_ids": ["elsewhere-1-ab"], "run_after": now}
    for path in (PLANNING, "cadre.journal.tasks.react"):
        DBTaskResult.objects.create(task_path=path, started_at=now - timedelta(minutes=5), **facts, **state)
    assert sweep(now) == 1
    assert DBTaskResult.objects.running().get().task_path == PLANNING
    assert sweep(now + timedelta(minutes=30)) == 1
