import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile

import pytest
from django.db import connection, connections

from tests.databases import is_sqlite, migrated_file, migrated_template, on_the_server, url_of
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


@pytest.fixture(scope="session")
def with_probe(tmp_path_factory, django_db_blocker) -> Iterator[str]:
    """A migrated database with the table of probes, to copy: its file, or its name on the server."""
    name = str(tmp_path_factory.mktemp("proofs") / "migrated.sqlite3") if is_sqlite() else NAME
    _copied(name, lambda: copyfile(migrated_file(), name), migrated_template)
    with django_db_blocker.unblock(), _leading_to(name):
        probe.create_table()
        if is_sqlite():
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    yield name
    if not is_sqlite():
        on_the_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def proof_db(with_probe, tmp_path, django_db_blocker) -> Iterator[ProofDatabase]:
    """A database of this test alone, which this process and the processes it starts share."""
    name = str(tmp_path / "proof.sqlite3") if is_sqlite() else f"{NAME}_one"
    _copied(name, lambda: copyfile(with_probe, name), lambda: with_probe)
    with django_db_blocker.unblock(), _leading_to(name):
        yield ProofDatabase(url_of(name), Path(tmp_path))
    if not is_sqlite():
        on_the_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _copied(name: str, copy_file: Callable[[], object], template: Callable[[], str]) -> None:
    if is_sqlite():
        copy_file()
    else:
        on_the_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name} TEMPLATE {template()}")


@pytest.fixture
def probes() -> Iterator[Callable[[], None]]:
    """The probe reactions are connected in this process; a worker process connects them itself."""
    with probe.connected():
        yield probe.connect
