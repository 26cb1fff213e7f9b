"""Questions that pages ask all the time, whose SQL is worked out once a process and planned once a connection.

    @prepared(A_NUMBER, A_DAY)
    def held(user: int, day: date) -> QuerySet[Any, tuple[str]]:
        return StaffRole.objects.on(day).filter(user=user).values_list("role")

    held(officer.pk, today)                    # [("ops",)]

Building the SQL of a query is most of what it costs the site, and planning it most of what it costs PostgreSQL: asked
so, each takes a quarter of the time. Answers are never kept.

The function is called with a sample for each argument, no two alike, and must put every argument into the query as it
comes. It may read nothing else that changes, such as the clock: what it read would be asked for ever.
"""

from collections.abc import Callable, Iterator
from copy import copy
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial, wraps
from types import SimpleNamespace
from typing import Any, ParamSpec, TypeVar

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

from cadre.lib import clock

P = ParamSpec("P")
R = TypeVar("R")
A_NUMBER, A_DAY, A_WORD = 1_900_000_003, date(1901, 2, 3), "a word that nobody says"
A_MOMENT = datetime(1901, 2, 3, 4, 5, 6, tzinfo=UTC)
ANOTHER_NUMBER = 1_900_000_009
LATER = timedelta(days=1000)
Params = tuple[Any, ...]


def prepared(*samples: object) -> Callable[[Callable[P, QuerySet[Any, R]]], Callable[P, list[R]]]:
    """Ask by the SQL of the first time; the rows are the query's own: objects, or what `values_list` gives.

    Raises ValueError, at that time, when an argument is not in the query or the query reads the clock. Arguments are
    given by position.
    """

    def declare(ask: Callable[..., QuerySet[Any, R]]) -> Callable[P, list[R]]:
        @cache
        def worked_out() -> "Question":
            return Question(ask, samples)

        @wraps(ask)
        def asked(*args: P.args, **kwargs: P.kwargs) -> list[R]:
            return list(worked_out().rows(args))

        return asked

    return declare


class Question:
    """A queryset's SQL, with the place of each argument in it."""

    def __init__(self, ask: Callable[..., QuerySet[Any, Any]], samples: Params) -> None:
        queryset = ask(*samples)
        self._iterable, self._compiler = queryset._iterable_class, _compiler_of(queryset)
        self.sql, found = self._compiler.as_sql()
        self._converters = self._compiler.get_converters([one[0] for one in self._compiler.select])
        known = [_as_stored(sample) for sample in samples]
        self.places = [(known.index(one) if one in known else None, one) for one in found]
        if missing := set(range(len(samples))) - {at for at, _ in self.places}:
            raise ValueError(f"{ask.__name__}: argument {min(missing)} is not in its query as it comes")
        with clock.moved(LATER):
            later = _compiler_of(ask(*samples)).as_sql()
        if later != (self.sql, found):
            raise ValueError(f"{ask.__name__}: its query reads the clock, and would read it only once")

    def rows(self, args: Params) -> Iterator[Any]:
        """What stands in the database now, read as Django reads a query of its own: this is what it asks of one."""
        compiler = copy(self._compiler)
        compiler.connection = connection
        params = tuple(one if at is None else _as_stored(args[at]) for at, one in self.places)
        vars(compiler)["execute_sql"] = partial(self._executed, params)
        vars(compiler)["get_converters"] = lambda _: self._converters
        query = SimpleNamespace(get_compiler=lambda *_, **__: compiler)
        queryset: Any = SimpleNamespace(db=connection.alias, query=query, _known_related_objects={})
        return iter(self._iterable(queryset))  # type: ignore[call-overload]

    def _executed(self, params: Params, *_: object, **__: object) -> list[list[Any]]:
        with _cursor() as cursor:
            cursor.execute(self.sql, params)
            rows = cursor.fetchall()
        return [[row[: self._compiler.col_count] for row in rows] if self._compiler.has_extra_select else rows]


def _compiler_of(queryset: QuerySet[Any, Any]) -> SQLCompiler:
    return queryset.query.get_compiler(connection.alias)


def _as_stored(value: object) -> Any:
    """As the database takes it: SQLite keeps days and moments as text."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _cursor() -> CursorWrapper:
    """On PostgreSQL one whose statements are planned once a connection (see DATABASES in the settings)."""
    cursor = connection.cursor()
    if connection.vendor == "postgresql":
        cursor.cursor = _planned_once()(connection.connection)
    return cursor


@cache
def _planned_once() -> Any:
    from django.db.backends.postgresql import base

    server_binding: Any = base.ServerBindingCursor

    class PlannedOnce(server_binding):
        _query: Any

        def execute(self, query: str, params: Any = None, **_: object) -> Any:
            answer = super().execute(query, params, prepare=True)
            # Where Django's log of statements finds what was said; psycopg leaves it out of those it has prepared.
            self._query = self._query or SimpleNamespace(query=query.encode())
            return answer

    return PlannedOnce
