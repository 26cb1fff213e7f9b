"""PostgreSQL: one database for all the proofs of a test process, put back before each as it was before the first.

A copy of the template takes a second, of which the server works two thirds: it has more than a thousand files. Putting
back takes a tenth of that: what the last proof wrote is taken out, and what it changed of the rows that were there
comes back. Where it changed the tables themselves (a constraint dropped), the database is made anew.
"""

import time
from collections.abc import Callable

from psycopg import Connection, sql

from tests.databases import server

PATIENCE_SECONDS = 30
TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname"
SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
)
# Every table, column, index, constraint, trigger and function, by its number: dropped and made again is another.
SHAPE = """
SELECT count(*), sum(hashtextextended(line, 0)) FROM (
    SELECT ROW(oid, relname, relkind)::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT ROW(attrelid, attnum, attname, atttypid, atttypmod, attnotnull, atthasdef, attisdropped)::text
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0
    UNION ALL SELECT ROW(indexrelid, indisvalid, indisready)::text FROM pg_index
    UNION ALL SELECT ROW(oid, conname, convalidated)::text FROM pg_constraint
    UNION ALL SELECT ROW(oid, tgname, tgenabled)::text FROM pg_trigger
    UNION ALL SELECT ROW(oid, prosrc)::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace
) AS shape (line)"""


class Kept:
    """The database `name`, which `make()` makes, also where there is one of that name.

    One connection lasts from proof to proof: a new one would read all the tables' descriptions anew each time.
    """

    def __init__(self, name: str, make: Callable[[], None]) -> None:
        self.name, self._make = name, make
        self._begin()

    def put_back(self) -> None:
        """Whoever works on it still is sent away; then it is as it was made: its rows, and what its counters say."""
        line = self._line
        _alone(line)
        if line.execute(SHAPE).fetchone() != self._shape:
            self.close()
            self._begin()
            return
        with line.transaction():
            self._rows_back(line)
        self._sequences_back(line)

    def close(self) -> None:
        self._line.close()

    def _begin(self) -> None:
        self._make()
        self._line = line = server(self.name)
        self._shape = line.execute(SHAPE).fetchone()
        self._tables = [name for (name,) in line.execute(TABLES)]
        self._rows = {name: rows_of(line, name) for name in _with_rows(line, self._tables)}
        self._sequences = dict(line.execute(SEQUENCES).fetchall())

    def _rows_back(self, line: Connection) -> None:
        # No trigger and no foreign key looks on: rows come and go in no order, and some tables refuse to lose any.
        line.execute("SET LOCAL session_replication_role = replica")
        for name in sorted({*self._rows, *_with_rows(line, self._tables)}):
            wanted = self._rows.get(name, [])
            if wanted and rows_of(line, name) == wanted:
                continue
            line.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
            if wanted:
                with line.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(name))) as rows:
                    rows.write(b"\n".join(wanted) + b"\n")

    def _sequences_back(self, line: Connection) -> None:
        for name, last in line.execute(SEQUENCES).fetchall():
            was = self._sequences[name]
            if last != was:
                line.execute("SELECT setval(%s, %s, %s)", [f'public."{name}"', was or 1, was is not None])


def rows_of(line: Connection, table: str) -> list[bytes]:
    """Each row as the server writes it, in one order, whichever they were written in."""
    with line.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as rows:
        return sorted(b"".join(map(bytes, rows)).splitlines())


def _with_rows(line: Connection, tables: list[str]) -> list[str]:
    asked = "SELECT {} WHERE EXISTS (SELECT FROM {})"
    each = [sql.SQL(asked).format(sql.Literal(name), sql.Identifier(name)) for name in tables]
    return [name for (name,) in line.execute(sql.SQL(" UNION ALL ").join(each))]


def _alone(line: Connection) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while line.execute(OTHERS).fetchall():
        if time.monotonic() > end:
            raise TimeoutError("Somebody works on the database of the proofs, and does not go.")
        time.sleep(0.01)
