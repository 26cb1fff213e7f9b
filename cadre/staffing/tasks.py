"""What the worker does with a suggestion: works it out. Safe to repeat; one that was cancelled meanwhile stops."""

from datetime import timedelta
from uuid import UUID, uuid5

from django_tasks import task

from cadre.journal import queue
from cadre.lib import clock
from cadre.staffing.actions import solve
from cadre.staffing.models import Suggestion

SUGGESTIONS = UUID("8e1a2a51-0b3f-4d0a-9b5c-3f6f7a2f1c55")
AT_ONCE = 4
"""Groups up to which a suggestion is worked out while its reader waits."""
IN_CASE = timedelta(seconds=75)


def begin(found: Suggestion) -> Suggestion:
    """Work a small one out now; leave a large one to the worker. Should this end midway, the worker takes it up."""
    small = found.groups <= AT_ONCE
    run_after = queue.real_now() + IN_CASE if small else None
    queue.enqueue(work_out_suggestion, [(found.pk,)], ids=[task_of(found)], run_after=run_after)
    return solve(found.pk, now=clock.now(), only_if_untouched=True) if small else found


def task_of(found: Suggestion) -> UUID:
    """The id of the task that works it out, while there is one."""
    return uuid5(SUGGESTIONS, str(found.pk))


@task()
def work_out_suggestion(suggestion_id: int) -> None:
    if Suggestion.objects.filter(pk=suggestion_id).exists():
        solve(suggestion_id, now=clock.now())
