"""Questions that every request asks, whose SQL is worked out once a process: asking takes a quarter of the time.

    @prepared(A_NUMBER, A_DAY)
    def held(user: int, day: date) -> QuerySet[Any, tuple[str]]:
        return StaffRole.objects.on(day).filter(user=user).values_list("role")

    held(officer.pk, today)                    # [("ops",)]

The function is called once, with a sample for each argument, no two alike, and must put every argument into the query
as it comes.
Rows are what the database has, so only words and whole numbers may be asked for.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection
from django.db.models import QuerySet

P = ParamSpec("P")
R = TypeVar("R")
A_NUMBER, A_DAY, A_WORD = 1_900_000_003, date(1901, 2, 3), "a word that nobody says"
A_MOMENT = datetime(1901, 2, 3, 4, 5, 6, tzinfo=UTC)


def prepared(*samples: object) -> Callable[[Callable[P, QuerySet[Any, R]]], Callable[P, list[R]]]:
    """Ask by the SQL of the first time. Raises ValueError, at that time, when an argument is not in the query.

    Arguments are given by position.
    """

    def declare(ask: Callable[..., QuerySet[Any, R]]) -> Callable[P, list[R]]:
        @cache
        def worked_out() -> tuple[str, list[tuple[int | None, Any]]]:
            sql, found = ask(*samples).query.sql_with_params()
            known = [_as_stored(sample) for sample in samples]
            places = [(known.index(one) if one in known else None, one) for one in found]
            if missing := set(range(len(samples))) - {at for at, _ in places}:
                raise ValueError(f"{ask.__name__}: argument {min(missing)} is not in its query as it comes")
            return sql, places

        @wraps(ask)
        def asked(*args: P.args, **kwargs: P.kwargs) -> list[R]:
            sql, places = worked_out()
            with connection.cursor() as cursor:
                cursor.execute(sql, [one if at is None else _as_stored(args[at]) for at, one in places])
                return cursor.fetchall()

        return asked

    return declare


def _as_stored(value: object) -> Any:
    """As the database takes it: SQLite keeps days and moments as text."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
