"""A scene is built once a process, and put back by its rows in every later test that begins alike.

    @pytest.fixture
    @kept
    def ready(group, ruth):
        ...

To build a confirmed group asks the database some six hundred things; to put its rows back asks thirty, and takes a
thousandth of a second instead of a third of one. Each test gets a copy of what was returned.

A scene is known by the scenes before it, the function, what it was told, and the day. Where anything else was written
since the test began, or the test patches something, it is built as if nothing were kept: what a test sees never depends
on the tests before it. It may be told models, browsers (whose cookies are put back) and what prints as itself, and
returns what can be copied.
"""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache, wraps
from http.cookies import SimpleCookie
from typing import Any, ParamSpec, TypeVar

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client

from cadre.lib import clock

P = ParamSpec("P")
R = TypeVar("R")
READING = ("SELECT", "SAVEPOINT", "RELEASE", "PRAGMA", "EXPLAIN", "SET", "BEGIN")
WRITTEN = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) "?(\w+)"?')
AT_ONCE = 200
Row = tuple[str, ...]
"""As SQL writes its values."""


@dataclass(eq=False)
class Kept:
    """What was written since the scene before, as statements, and what came of it. `then` are the scenes after it."""

    statements: list[str]
    tables: list[str]
    value: Any
    cookies: list[SimpleCookie]
    then: dict[tuple, "Kept"] = field(default_factory=dict)


class Recording:
    """The rows of each table before it was first written to."""

    def __init__(self) -> None:
        self.before: dict[str, list[Row]] = {}
        self.is_whole = True

    def note(self, table: str) -> None:
        if table not in self.before:
            self.before[table] = rows_of(table)

    def statements(self) -> Iterator[str]:
        for table, before in self.before.items():
            yield from _changes(table, before, rows_of(table))


EMPTY = Kept([], [], None, [])
recordings: list[Recording] = []
at: Kept | None = None
"""The newest of the scenes that the database holds, when it holds nothing else."""


def begin(test: pytest.Item) -> None:
    """It begins with an empty database (as migrated), or with one that nobody knows."""
    global at
    at = EMPTY if begins_empty(test) else None
    if watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(watch)


def begins_empty(test: pytest.Item) -> bool:
    """In a transaction of its own, which is taken back; and nothing else is otherwise than for other tests."""
    marker = test.get_closest_marker("django_db")
    otherwise = {"transactional_db", "proof_db", "monkeypatch", "settings"} & set(test.fixturenames)
    return not otherwise and not (marker and (marker.args or marker.kwargs))


def watch(execute: Callable, sql: str, params: Any, many: bool, context: Any) -> Any:
    """Notes what is written, beside Django's cursor."""
    if not sql.lstrip().startswith(READING):
        _leave(sql)
    return execute(sql, params, many, context)


def _leave(sql: str) -> None:
    global at
    at = None
    if recordings and not sql.startswith("ROLLBACK TO"):
        found = WRITTEN.match(sql)
        for one in recordings:
            if found and found[1] in known_tables():
                one.note(found[1])
            else:
                one.is_whole = False


def kept(build: Callable[P, R]) -> Callable[P, R]:
    """`build`, whose work is put back where the database holds known scenes alone."""

    @wraps(build)
    def staged(*args: P.args, **kwargs: P.kwargs) -> R:
        global at
        told = [*args, *kwargs.values()]
        step = (build.__module__, build.__qualname__, clock.today(), *kwargs, *map(_as_told, told))
        if at is None or None in step:
            return build(*args, **kwargs)
        before, browsers = at, [one for one in told if isinstance(one, Client)]
        if found := before.then.get(step):
            _put_back(found)
        else:
            value, found = _recorded(build, args, kwargs, browsers)
            if found is None:
                return value
            before.then[step] = found
        at = found
        for browser, cookies in zip(browsers, found.cookies, strict=True):
            browser.cookies = deepcopy(cookies)
        return deepcopy(found.value)

    return staged


def _as_told(value: object) -> object:
    """What tells it from others; None where nothing does."""
    if isinstance(value, models.Model):
        return (value._meta.label, value.pk)
    if isinstance(value, Client):
        return tuple(sorted((name, cookie.value) for name, cookie in value.cookies.items()))
    words = repr(value)
    return None if " at 0x" in words else words


def _recorded(build: Callable, args: Any, kwargs: Any, browsers: list[Client]) -> tuple[Any, Kept | None]:
    recording = Recording()
    recordings.append(recording)
    try:
        value = build(*args, **kwargs)
    finally:
        recordings.remove(recording)
    if not recording.is_whole:
        return value, None
    cookies = [deepcopy(one.cookies) for one in browsers]
    return value, Kept(list(recording.statements()), list(recording.before), deepcopy(value), cookies)


def _put_back(found: Kept) -> None:
    for one in recordings:
        for table in found.tables:
            one.note(table)
    if found.statements:
        _ask(*found.statements)


def _ask(*statements: str) -> list[Any]:
    """Of the driver itself: nothing is counted, and nothing is taken for a parameter. The rows of the last."""
    connection.ensure_connection()
    line = connection.connection.cursor()
    for statement in statements:
        line.execute(statement)
    return line.fetchall() if line.description else []


@cache
def known_tables() -> dict[str, tuple[str, list[str]]]:
    """The key and the columns of the tables of models."""
    found = (model._meta for model in apps.get_models(include_auto_created=True))
    return {meta.db_table: (meta.pk.column, [column.column for column in meta.local_concrete_fields]) for meta in found}


def rows_of(table: str) -> list[Row]:
    _, columns = known_tables()[table]
    literal = "quote({})" if connection.vendor == "sqlite" else "quote_nullable({}::text)"
    return _ask(f'SELECT {", ".join(literal.format(_named(one)) for one in columns)} FROM "{table}"')


def _changes(table: str, before: list[Row], after: list[Row]) -> Iterator[str]:
    """What makes `after` of `before`. A row keeps what did not change, since some columns are frozen."""
    key, columns = known_tables()[table]
    which = columns.index(key)
    old, new = ({row[which]: row for row in rows} for rows in (before, after))
    for one in old.keys() - new.keys():
        yield f'DELETE FROM "{table}" WHERE {_named(key)} = {one}'
    for one in old.keys() & new.keys():
        changed = [
            f"{_named(name)} = {now}" for name, was, now in zip(columns, old[one], new[one], strict=True) if was != now
        ]
        if changed:
            yield f'UPDATE "{table}" SET {", ".join(changed)} WHERE {_named(key)} = {one}'
    added = [f"({', '.join(row)})" for row in after if row[which] not in old]
    for start in range(0, len(added), AT_ONCE):
        rows = ", ".join(added[start : start + AT_ONCE])
        yield f'INSERT INTO "{table}" ({", ".join(map(_named, columns))}) VALUES {rows}'


def _named(column: str) -> str:
    return f'"{column}"'
