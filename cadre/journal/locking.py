"""Rows held for a change, and read once they are.

PostgreSQL looks at every table of a query when the query begins. One that then waits for the row it locks answers with
that row as it is after the wait, and with the rows joined to it as they were before: with the partner that a group has
left, with the day an event was moved from, or with nothing where the row now points to another. So a row is locked
first, and read with what hangs on it by a second query, which begins after the wait.

Here, in the lowest room that has actions, since whatever is recorded is decided on rows that are held.
"""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def held(rows: QuerySet[Row], pk: int, *, no_key: bool = False) -> Row:
    """The row of `rows` with this key, locked until the end of the transaction, and as it is since then.

    With everything that `rows` joins to it. Two queries; where nothing is joined, `select_for_update().get(…)` is one.
    `no_key`: others may meanwhile write rows that point to it.
    """
    rows.model._base_manager.select_for_update(no_key=no_key).values_list("pk").get(pk=pk)
    return rows.get(pk=pk)


def all_held(rows: QuerySet[Row], *, skip_locked: bool = False) -> list[Row]:
    """Those of `rows` that are still among them once they are locked, as they are since then.

    Locked in the order of their keys, and given in the order of `rows`. Two queries, however many they are.
    """
    locks = rows.model._base_manager.select_for_update(skip_locked=skip_locked).order_by("pk")
    keys = list(locks.filter(pk__in=rows.order_by().values("pk")).values_list("pk", flat=True))
    return list(rows.filter(pk__in=keys)) if keys else []


def hold_all(rows: Iterable[Row]) -> list[Row]:
    """Lock all of them, of one model, in the order of their keys; they are given back so, as they were.

    Before the first act on several: two who choose the same in another order then wait, and never for each other.
    """
    ordered = sorted(rows, key=lambda row: row.pk)
    if ordered:
        locks = type(ordered[0])._base_manager.select_for_update().filter(pk__in=[row.pk for row in ordered])
        list(locks.order_by("pk").values_list("pk"))
    return ordered
