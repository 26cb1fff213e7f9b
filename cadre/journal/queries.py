from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import prefetch_related_objects
from django_tasks_db.models import DBTaskResult

from cadre.journal import queue
from cadre.journal.models import Entry, EntryQuerySet, Reaction, Tick


def entries_about(*subjects: models.Model) -> EntryQuerySet:
    """What happened to these rows, newest first, with the reactions each entry caused."""
    return Entry.objects.about(*subjects).prefetch_related("reactions")


@dataclass(frozen=True)
class ParkedTask:
    """A task that failed too often. `entry` is what caused it, where a journal entry did."""

    id: str
    name: str
    entry: Entry | None
    fault: str
    traceback: str
    attempts: int
    since: datetime | None


def parked_tasks(rows: Iterable[DBTaskResult] | None = None) -> list[ParkedTask]:
    """What waits for a human, latest first: these, or all. A query, and one more where all are read."""
    rows = list(queue.parked() if rows is None else rows)
    reactions = {
        reaction.task_id: reaction
        for reaction in Reaction.objects.filter(task_id__in=[row.pk for row in rows]).select_related("entry")
    }
    return [_parked(row, reactions.get(row.pk)) for row in rows]


def _parked(row: DBTaskResult, reaction: Reaction | None) -> ParkedTask:
    return ParkedTask(
        id=str(row.pk),
        name=words(reaction.name if reaction else row.task_path.removeprefix("cadre.")),
        entry=reaction.entry if reaction else None,
        fault=_last_line(row.traceback),
        traceback=row.traceback,
        attempts=len(row.worker_ids),
        since=row.finished_at,
    )


def words(name: str) -> str:
    """`evaluation.invite_attendees` → `Evaluation: invite attendees`."""
    room, _, what = name.partition(".")
    return f"{room.capitalize()}: {what.rpartition('.')[2].replace('_', ' ')}"


def _last_line(traceback: str) -> str:
    lines = [line for line in traceback.strip().splitlines() if line and not line[0].isspace()]
    return lines[-1][:300] if lines else ""


@dataclass(frozen=True)
class OwedReaction:
    """A reaction under its entry: done, waiting or parked."""

    name: str
    state: str
    kind: str
    done_at: datetime | None


def with_reactions(entries: Iterable[Entry]) -> list[tuple[Entry, list[OwedReaction]]]:
    """Entries and what each caused. Two queries: their reactions, and which of those are parked."""
    entries = list(entries)
    prefetch_related_objects(entries, "reactions")
    owed = [reaction for entry in entries for reaction in entry.reactions.all()]
    open_ids = [reaction.task_id for reaction in owed if reaction.task_id and not reaction.done_at]
    stuck = set(queue.parked().filter(pk__in=open_ids).values_list("pk", flat=True)) if open_ids else set()
    return [(entry, [_owed(reaction, stuck) for reaction in entry.reactions.all()]) for entry in entries]


def _owed(reaction: Reaction, stuck: set[UUID]) -> OwedReaction:
    if reaction.done_at:
        return OwedReaction(words(reaction.name), "Done", "good", reaction.done_at)
    state = ("Parked", "bad") if reaction.task_id in stuck else ("Waiting", "open")
    return OwedReaction(words(reaction.name), *state, None)


def failing_duties() -> list[Tick]:
    """What should happen as time passes and failed the last time it ran."""
    return list(Tick.objects.exclude(fault="").order_by("name"))


def needs_a_human() -> int:
    """How many tasks are parked: for the office's home page."""
    return queue.parked().count()
