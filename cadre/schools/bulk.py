"""A register is some 50,000 rows: they are written, and carried over, by the database and not one by one.

Each statement is one that SQLite and PostgreSQL both know but for how they read JSON and how they take many rows.
"""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import DateField, DecimalField, IntegerField

from cadre.schools.models import Diocese, RegisterLoad, School, Trust
from cadre.schools.rules import FACTS, Value
from cadre.schools.states import RowKind

AT_A_TIME = 10_000
WRITTEN = (RowKind.NEW, RowKind.CHANGED, RowKind.CLOSED)
BLANK: dict[str, Value] = {
    one: "" if School._meta.get_field(one).empty_strings_allowed else None for one in (*FACTS, "search")
}
CASTS = ((DateField, "date"), (DecimalField, "numeric"), (IntegerField, "integer"))
TABLE = "schools_registerrow"
STAGED = "schools_registerrow r WHERE r.load_id = %s AND r.kind IN ('new', 'changed', 'closed')"
FIRST_PLACEMENTS = """
INSERT INTO schools_placement (school_id, district_id, trust_id, diocese_id, source)
SELECT s.id, d.id, t.id, c.id, %s
FROM schools_registerrow r
JOIN schools_school s ON s.urn = r.urn
LEFT JOIN schools_district d ON d.code = {district}
LEFT JOIN schools_trust t ON t.uid = {trust}
LEFT JOIN schools_diocese c ON c.code = {diocese}
WHERE r.load_id = %s AND r.kind IN ('new', 'changed', 'closed') AND NOT EXISTS (
    SELECT 1 FROM schools_placement p WHERE p.school_id = s.id AND p.to_on IS NULL)
"""


class Line(NamedTuple):
    """A row of a load, as `RegisterRow` describes it."""

    kind: str
    number: int
    urn: str = ""
    name: str = ""
    after: dict[str, Value] = {}
    before: dict[str, Value] = {}
    fields: str = ""
    links_to: str = ""
    words: str = ""


def write_lines(load: RegisterLoad, lines: Iterable[Line]) -> None:
    """Add these rows to a load. They are made before the first is sent: nothing else may be asked meanwhile."""
    _write(
        ("load_id", *Line._fields),
        [
            (load.pk, *line[:4], _json(line.after), _json(line.before), line.fields, line.links_to, line.words[:400])
            for line in lines
        ],
    )


def _write(names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    columns = ", ".join(names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {TABLE} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(f"INSERT INTO {TABLE} ({columns}) VALUES ({marks})", rows)  # nosec B608  # noqa: S608


def _json(values: dict[str, Value]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")) if values else "{}"


def carry_over_names(load: RegisterLoad) -> None:
    """Trusts and dioceses that the rows name: new ones made, those called otherwise renamed."""
    for model, key, code, name in (
        (Trust, "uid", "trust", "trust_name"),
        (Diocese, "code", "diocese", "diocese_name"),
    ):
        table = model._meta.db_table
        _run(
            f"INSERT INTO {table} ({key}, name) SELECT {_of(code)}, MIN({_of(name)}) FROM {STAGED} "  # nosec B608  # noqa: S608
            f"AND {_of(code)} <> '' GROUP BY {_of(code)} "
            f"ON CONFLICT ({key}) DO UPDATE SET name = excluded.name WHERE {table}.name <> excluded.name",
            load.pk,
        )


def carry_over_schools(load: RegisterLoad, fields: Iterable[str], *, after: int, until: int) -> None:
    """The facts of rows `after` < key <= `until`. A school keeps what its file does not speak of."""
    said = [*(one for one in FACTS if one in set(fields)), "search"]
    names = ", ".join(["urn", *BLANK])
    values = ", ".join(_typed(one) if one in said else ("''" if BLANK[one] == "" else "NULL") for one in BLANK)
    changed = ", ".join(f"{one} = excluded.{one}" for one in said)
    _run(
        f"INSERT INTO schools_school ({names}) SELECT r.urn, {values} FROM {STAGED} AND r.id > %s AND r.id <= %s "  # nosec B608  # noqa: S608
        f"ON CONFLICT (urn) DO UPDATE SET {changed}",
        *(load.pk, after, until),
    )


def place_for_the_first_time(load: RegisterLoad) -> None:
    """A placement without a first day for schools that have none: as far back as the register is known to us."""
    codes = {one: _of(one) for one in ("district", "trust", "diocese")}
    _run(FIRST_PLACEMENTS.format(**codes), load.source, load.pk)


def _typed(name: str) -> str:
    kind = School._meta.get_field(name)
    cast = next((cast for field, cast in CASTS if isinstance(kind, field)), "")
    return f"CAST({_of(name)} AS {cast})" if cast and connection.vendor == "postgresql" else _of(name)


def _of(name: str) -> str:
    """A value of a row's `after`, as text where it is text."""
    return f"(r.after ->> '{name}')" if connection.vendor == "postgresql" else f"json_extract(r.after, '$.{name}')"


def _run(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
