"""What the pages of a load of the register show beside it."""

from cadre.journal import queue
from cadre.schools.models import District, RegisterLoad
from cadre.schools.states import LoadState


def district_names() -> dict[str, str]:
    """The name of every district by its code."""
    return dict(District.objects.values_list("code", "name").order_by())


def same_file_before(load: RegisterLoad) -> RegisterLoad | None:
    """The load by which these very bytes were applied before."""
    others = RegisterLoad.objects.filter(state=LoadState.APPLIED, file_hash=load.file_hash).exclude(pk=load.pk)
    return others.first()


def is_stuck(load: RegisterLoad) -> bool:
    """Whether its task failed as often as it is tried, and waits for a person."""
    parked = queue.parked().filter(task_path__startswith="cadre.schools.tasks.")
    return any(task.args_kwargs["args"] == [load.pk] for task in parked[:50])
