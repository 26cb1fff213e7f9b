"""What the worker does with a load of the register: reads it in turns, and applies it. Each is safe to repeat."""

from datetime import date
from functools import partial
from uuid import UUID, uuid5

from django.db import transaction
from django_tasks import task

from cadre.journal import queue
from cadre.lib import clock
from cadre.people.models import User
from cadre.schools import uploads
from cadre.schools.actions import apply_load, begin_to_apply, read_on, receive_load
from cadre.schools.models import RegisterLoad
from cadre.schools.states import LoadState

ROWS_A_TASK = 20_000
"""A turn stays far below the time limit of a task, on a slow machine too."""
TURNS = UUID("6a1f0f0e-5d0c-4d0e-9a51-6f2c6f0b7e11")


@transaction.atomic
def begin_reading(register: uploads.Kept, links: uploads.Kept | None, *, by: User, dated: date | None) -> RegisterLoad:
    """A load of files that were kept, which the worker will read. Raises Refusal as `receive_load`."""
    load = receive_load(register, links, by=by, dated=dated, today=clock.today(), now=clock.now())
    _go_on(load)
    return load


def _go_on(load: RegisterLoad) -> None:
    """Queue the next turn, once for each row where one may begin."""
    queue.enqueue(read_load, [(load.pk,)], ids=[uuid5(TURNS, f"{load.pk} {load.rows_read}")])


@task()
def read_load(load_id: int) -> None:
    """One turn of reading; the next one follows while there is more."""
    load = RegisterLoad.objects.filter(pk=load_id).first()
    if load is None:
        return
    read_on(load, now=clock.now(), rows=ROWS_A_TASK)
    if load.state == LoadState.STAGING:
        _go_on(load)


@transaction.atomic
def begin_applying(load: RegisterLoad, *, by: User) -> None:
    """Have the worker apply a load. Raises Refusal as `begin_to_apply`; a double click is one act."""
    queue.enqueue(write_load, [(begin_to_apply(load, by=by).pk,)])


@task()
def write_load(load_id: int) -> None:
    load = RegisterLoad.objects.filter(pk=load_id).first()
    if load is None:
        return
    apply_load(load, now=clock.now(), today=clock.today(), tell=partial(uploads.note_progress, load_id))
    uploads.remove(str(load_id))
