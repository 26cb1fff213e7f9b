import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile

import pytest
from django.core.management import call_command
from django.db import connection, connections

from tests.proofs import probe
from tests.proofs.processes import ProofDatabase

NAME = f"cadre_proof_{os.getpid()}"


@contextmanager
def _leading_to(name: str) -> Iterator[None]:
    """Within the block Django's connection, in every thread, is one to the database `name`."""
    wrapper, facts = connections["default"], connections.databases["default"]
    connections.databases["default"] = {**facts, "NAME": name}
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections.databases["default"] = facts
        connections["default"] = wrapper


def _on_the_server(*statements: str) -> None:
    """PostgreSQL only: make and drop databases, from beside them."""
    import psycopg

    facts = connections.databases["default"]
    where = {"host": facts["HOST"], "port": facts["PORT"] or 5432, "user": facts["USER"], "password": facts["PASSWORD"]}
    with psycopg.connect(dbname="postgres", autocommit=True, **where) as server:
        for statement in statements:
            server.execute(statement)


def _url(name: str) -> str:
    facts = connections.databases["default"]
    if facts["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{name}"
    secret = f":{facts['PASSWORD']}" if facts["PASSWORD"] else ""
    return f"postgres://{facts['USER']}{secret}@{facts['HOST']}:{facts['PORT'] or 5432}/{name}"


def _is_sqlite() -> bool:
    return connections.databases["default"]["ENGINE"].endswith("sqlite3")


@pytest.fixture(scope="session")
def migrated(tmp_path_factory, django_db_blocker) -> Iterator[str]:
    """A migrated database to copy: its file, or its name on the server."""
    name = str(tmp_path_factory.mktemp("proofs") / "migrated.sqlite3") if _is_sqlite() else NAME
    with django_db_blocker.unblock():
        if not _is_sqlite():
            _on_the_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
        with _leading_to(name):
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
            probe.create_table()
            if _is_sqlite():
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    yield name
    if not _is_sqlite():
        _on_the_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def proof_db(migrated, tmp_path, django_db_blocker) -> Iterator[ProofDatabase]:
    """A database of this test alone, which this process and the processes it starts share."""
    name = str(tmp_path / "proof.sqlite3") if _is_sqlite() else f"{NAME}_one"
    if _is_sqlite():
        copyfile(migrated, name)
    else:
        _on_the_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name} TEMPLATE {migrated}")
    with django_db_blocker.unblock(), _leading_to(name):
        yield ProofDatabase(_url(name), Path(tmp_path))
    if not _is_sqlite():
        _on_the_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def probes() -> Iterator[Callable[[], None]]:
    """The probe reactions are connected in this process; a worker process connects them itself."""
    with probe.connected():
        yield probe.connect
