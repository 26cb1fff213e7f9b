from collections.abc import Mapping
from typing import Any, Protocol
from uuid import UUID

from django.db import connection, models, transaction

from cadre.journal import queue, reactions
from cadre.journal.models import Entry, Reaction
from cadre.journal.tasks import react
from cadre.lib.errors import Refusal
from cadre.lib.happenings import Happening, happening

TASK_RETRIED = happening("journal.task_retried", "{by} had “{subject}” tried again.")


class Actor(Protocol):
    """Whoever acts: a signed-in person, or a named part of the system."""

    pk: Any

    @property
    def name(self) -> str: ...


class System:
    """The system itself, or somebody known by a link: an actor without an account."""

    pk = None

    def __init__(self, name: str) -> None:
        self.name = name


def record(happening: Happening, subject: models.Model, *, by: Actor, about: str = "", **data: object) -> Entry:
    """Write that `happening` befell `subject`, and queue its reactions, in the caller's transaction.

    `data` must be JSON; it fills the happening's sentence and is read by reactions. `about` overrides
    the subject's label. Costs one query, or three where reactions follow, however many. Raises RuntimeError
    outside a transaction, since half a change is no change.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("journal.record() belongs inside the transaction of the change it records.")
    entry = Entry.objects.create(
        happening=happening.key,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_label=(about or str(subject))[:200],
        by_id=by.pk,
        by_name=by.name[:200],
        data=data,
    )
    if names := reactions.names_for(happening.key):
        task_ids = queue.enqueue(react, [(entry.pk, name) for name in names])
        Reaction.objects.bulk_create(
            Reaction(entry=entry, name=name, task_id=task_id) for name, task_id in zip(names, task_ids, strict=True)
        )
    return entry


@transaction.atomic
def try_again(task_id: UUID, *, name: str, by: Actor) -> None:
    """Give a parked task all its attempts again. Raises Refusal when it is parked no longer."""
    task = queue.parked().filter(pk=task_id).first()
    if task is None or not queue.try_again([task_id]):
        raise Refusal("This is no longer parked: somebody has had it tried again.")
    record(TASK_RETRIED, task, by=by, about=name)


@transaction.atomic
def try_several_again(names: Mapping[UUID, str], *, by: Actor) -> int:
    """As `try_again`, by the tasks' ids. How many were still parked."""
    tasks = list(queue.parked().filter(pk__in=names).select_for_update())
    for task in tasks:
        record(TASK_RETRIED, task, by=by, about=names[task.pk])
    return queue.try_again([task.pk for task in tasks])
