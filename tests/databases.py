"""A database is migrated once for each state of the migrations, and copied for every test process and every proof.

On SQLite the copy's source is a file beside pytest's cache, kept from run to run; on PostgreSQL a template on the
server, dropped when the run ends.
"""

import fcntl
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connections

if TYPE_CHECKING:
    import psycopg

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".pytest_cache" / "databases"
MADE_OF = ("cadre/*/migrations/*.py", "cadre/*/states.py", "requirements/*.txt")


def migrated_file() -> Path:
    """The SQLite file to copy, made when there is none of these migrations yet. One process makes it, others wait."""
    file = KEPT / f"{_mark()}.sqlite3"
    with _alone():
        if not file.exists():
            for older in KEPT.glob("*.sqlite3*"):
                older.unlink()
            _migrate(f"sqlite:///{file}.new")
            with closing(sqlite3.connect(f"{file}.new")) as made:
                made.execute("PRAGMA journal_mode=DELETE")
            Path(f"{file}.new").rename(file)
    return file


def migrated_template() -> str:
    """The PostgreSQL database to copy, by its name. See `drop_template`."""
    name = f"cadre_migrated_{_mark()}"
    with _alone():
        known = on_the_server(f"SELECT 1 FROM pg_database WHERE datname = '{name}'")
        if not known:
            on_the_server(f"DROP DATABASE IF EXISTS {name}_new WITH (FORCE)", f"CREATE DATABASE {name}_new")
            _migrate(url_of(f"{name}_new"))
            on_the_server(f"ALTER DATABASE {name}_new RENAME TO {name}")
    return name


def drop_template() -> None:
    """On PostgreSQL, when nobody copies any more."""
    if not is_sqlite():
        on_the_server(f"DROP DATABASE IF EXISTS cadre_migrated_{_mark()} WITH (FORCE)")


def copy_into(target: sqlite3.Connection) -> None:
    """The migrated SQLite database into an open, empty one."""
    with closing(sqlite3.connect(migrated_file())) as source:
        source.backup(target)


def is_sqlite() -> bool:
    return connections.databases["default"]["ENGINE"].endswith("sqlite3")


def server(database: str = "postgres") -> "psycopg.Connection":
    """PostgreSQL only: a connection of its own, to be closed, on which each statement is done at once."""
    import psycopg

    facts = connections.databases["default"]
    where = {"host": facts["HOST"], "port": facts["PORT"] or 5432, "user": facts["USER"], "password": facts["PASSWORD"]}
    return psycopg.connect(dbname=database, autocommit=True, **where)


def on_the_server(*statements: str) -> list[tuple]:
    """PostgreSQL only: statements beside all databases, such as those that make and drop one. The last one's rows."""
    with server() as line:
        for statement in statements:
            done = line.execute(statement)
        return done.fetchall() if done.description else []


def url_of(name: str) -> str:
    """The `DATABASE_URL` of a file, or of a database on the server."""
    facts = connections.databases["default"]
    if is_sqlite():
        return f"sqlite:///{name}"
    secret = f":{facts['PASSWORD']}" if facts["PASSWORD"] else ""
    return f"postgres://{facts['USER']}{secret}@{facts['HOST']}:{facts['PORT'] or 5432}/{name}"


def _mark() -> str:
    found = sha256()
    for pattern in MADE_OF:
        for file in sorted(ROOT.glob(pattern)):
            found.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return found.hexdigest()[:16]


def _migrate(url: str) -> None:
    env = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "cadre.config.testing"}
    for command in ("migrate", "createcachetable"):
        subprocess.run([sys.executable, "manage.py", command, "-v0"], cwd=ROOT, env=env, check=True)


@contextmanager
def _alone() -> Iterator[None]:
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cadre.config.testing")
    django.setup()
    migrated_file() if is_sqlite() else migrated_template()
