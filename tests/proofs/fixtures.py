"""Fixtures of proofs and journeys: one database for all of a process, so they are declared once, in conftest.py."""

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
def fresh(tmp_path_factory, django_db_blocker) -> Iterator[Callable[[Path], str]]:
    """Called with a proof's own folder, the name of a migrated database with the table of probes and no more."""

    def with_probes(name: str) -> None:
        with django_db_blocker.unblock(), _leading_to(name):
            probe.create_table()
            if is_sqlite():
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    if is_sqlite():
        source = tmp_path_factory.mktemp("proofs") / "migrated.sqlite3"
        copyfile(migrated_file(), source)
        with_probes(str(source))
        yield lambda folder: str(copyfile(source, folder / "proof.sqlite3"))
        return

    def make() -> None:
        template = migrated_template()
        on_the_server(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)", f"CREATE DATABASE {NAME} TEMPLATE {template}")
        with_probes(NAME)

    from tests.proofs.kept import Kept

    kept = Kept(NAME, make)

    def put_back(_folder: Path) -> str:
        kept.put_back()
        return NAME

    yield put_back
    kept.close()
    on_the_server(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


@pytest.fixture
def proof_db(fresh, tmp_path, django_db_blocker) -> Iterator[ProofDatabase]:
    """A database as if of this test alone, which this process and the processes it starts share."""
    name = fresh(Path(tmp_path))
    with django_db_blocker.unblock(), _leading_to(name):
        yield ProofDatabase(url_of(name), Path(tmp_path))


@pytest.fixture
def probes() -> Iterator[Callable[[], None]]:
    """The probe reactions are connected in this process; a worker process connects them itself."""
    with probe.connected():
        yield probe.connect
