"""An act and everything that follows from it, done aside and thrown away, to see what it would come to."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connections, transaction
from django.db.models import Max

from cadre.journal.models import Entry, Reaction
from cadre.journal.tasks import react

Tell = Callable[[int, int], None]


class ThrownAway(Exception):
    """Ends a rehearsal; never leaves `aside`."""


@contextmanager
def aside() -> Iterator[Callable[[Callable[[], Any]], Any]]:
    """Within, the database is one that nobody else sees, and nothing of what is done to it stays.

    On SQLite, where one writer keeps out all others, it is a copy; elsewhere a transaction of a second connection.
    Where a transaction is open already, a part of it. Yields `outside(call)`, which does something for real; in a part
    of a transaction nothing is.
    """
    mine = connections["default"]
    if mine.in_atomic_block:
        with _thrown_away():
            yield lambda call: call()
        return
    with tempfile.TemporaryDirectory() as folder:
        other = mine.copy()
        if mine.vendor == "sqlite":
            other.settings_dict["NAME"] = _copied(mine, Path(folder) / "aside.sqlite3")

        def outside(call: Callable[[], Any]) -> Any:
            connections["default"] = mine
            try:
                return call()
            finally:
                connections["default"] = other

        connections["default"] = other
        try:
            with _thrown_away():
                yield outside
        finally:
            connections["default"] = mine
            other.close()


@contextmanager
def _thrown_away() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            raise ThrownAway
    except ThrownAway:
        pass


def _copied(mine: Any, to: Path) -> str:
    mine.ensure_connection()
    target = sqlite3.connect(to)
    try:
        mine.connection.backup(target)
    finally:
        target.close()
    return str(to)


def latest_entry() -> int:
    """The number of the last entry, to tell what is written afterwards."""
    return Entry.objects.aggregate(last=Max("pk"))["last"] or 0


def follow(after: int, tell: Tell) -> list[str]:
    """Do every reaction that entries after number `after` owe, and those that follow from these. What failed, as words.

    `tell(done, known)` is called as it goes, and may raise to stop it.
    """
    tried: set[int] = set()
    faults = []
    while owed := list(_owed(after, tried)):
        known = len(tried) + len(owed)
        for reaction in owed:
            tried.add(reaction.pk)
            tell(len(tried), known)
            try:
                react.call(reaction.entry_id, reaction.name)
            except Exception as fault:
                faults.append(f"{reaction.name}: {fault}")
    return faults


def _owed(after: int, tried: set[int]) -> Any:
    rows = Reaction.objects.filter(entry_id__gt=after, done_at=None).order_by("pk")
    last = max(tried, default=0)
    return rows.filter(pk__gt=last)
