"""What the worker does with a plan: works it out. Safe to repeat; a plan that was cancelled meanwhile stops."""

from datetime import timedelta
from uuid import UUID, uuid5

from django_tasks import task

from cadre.formation.actions import rehearse_plan, solve_plan
from cadre.formation.models import Plan, Rehearsal
from cadre.journal import queue
from cadre.lib import clock

PLANS = UUID("3f0a4f57-6f0b-4c1c-9d55-0d0f0c3b6a21")
AT_ONCE = 600
"""People up to whom a plan is worked out while its reader waits: well under a second."""
REHEARSED_AT_ONCE = 12
"""People up to whom the mails are listed while their reader waits."""
IN_CASE = timedelta(seconds=75)


def begin(plan: Plan) -> Plan:
    """Work a small plan out now; leave a large one to the worker. Should this end midway, the worker takes it up."""
    small = plan.people <= AT_ONCE
    run_after = queue.real_now() + IN_CASE if small else None
    queue.enqueue(work_out_plan, [(plan.pk,)], ids=[task_of(plan)], run_after=run_after)
    return solve_plan(plan.pk, now=clock.now(), only_if_untouched=True) if small else plan


def task_of(plan: Plan) -> UUID:
    """The id of the task that works the plan out, while there is one."""
    return uuid5(PLANS, str(plan.pk))


@task()
def work_out_plan(plan_id: int) -> None:
    if Plan.objects.filter(pk=plan_id).exists():
        solve_plan(plan_id, now=clock.now())


def begin_rehearsal(asked: Rehearsal, changes: int) -> Rehearsal | None:
    """List the mails of a small plan now; leave those of a large one to the worker. `changes`: people it moves."""
    small = changes <= REHEARSED_AT_ONCE
    run_after = queue.real_now() + IN_CASE if small else None
    task_id = rehearsal_task_of(asked)
    queue.enqueue(rehearse, [(asked.pk, asked.number)], ids=[task_id], run_after=run_after)
    return rehearse_plan(asked.pk, asked.number, today=clock.today(), now=clock.now()) if small else asked


def rehearsal_task_of(asked: Rehearsal) -> UUID:
    """The id of the task that lists the mails, while there is one."""
    return uuid5(PLANS, f"rehearsal:{asked.pk}:{asked.number}")


@task()
def rehearse(rehearsal_id: int, number: int) -> None:
    rehearse_plan(rehearsal_id, number, today=clock.today(), now=clock.now())
