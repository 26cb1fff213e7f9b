"""What the worker does with a spreadsheet: makes it. Safe to repeat; one that was called off meanwhile stops."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django_tasks import task

from cadre.exports import actions
from cadre.exports.models import ExportPolicy, Sheet
from cadre.journal import queue
from cadre.lib import clock
from cadre.people.models import User

SHEETS = UUID("b0c3c7f4-0f5e-4e7b-8a37-5f1d2f6f1c58")


@transaction.atomic
def begin(wanted: actions.Wanted, terms: ExportPolicy, *, by: User, now: datetime) -> Sheet:
    """A spreadsheet that the worker will make. Raises Refusal as `ask_for_sheet`; a double click is one."""
    sheet = actions.ask_for_sheet(wanted, terms, by=by, now=now)
    if sheet.is_being_made:
        queue.enqueue(make_sheet, [(str(sheet.pk),)], ids=[task_of(sheet)])
    return sheet


def task_of(sheet: Sheet) -> UUID:
    """The id of the task that makes it, while there is one."""
    return uuid5(SHEETS, str(sheet.pk))


def stuck_among(sheets: Iterable[Sheet]) -> set[UUID]:
    """The keys of those that failed as often as they are tried, and wait for a person. One query at most."""
    tasks = {task_of(sheet): sheet.pk for sheet in sheets if sheet.is_being_made}
    return {tasks[key] for key in queue.parked().filter(pk__in=tasks).values_list("pk", flat=True)} if tasks else set()


@task(priority=-10)
def make_sheet(sheet_id: str) -> None:
    """After whatever else waits: reactions and mails come first."""
    actions.write_sheet(UUID(sheet_id), now=clock.now())
