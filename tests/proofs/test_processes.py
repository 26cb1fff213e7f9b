"""What proofs rest upon: each process is one of its own, though it is forked from one that has imported everything."""

import os
import signal
import threading
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from cadre.journal import queue
from tests.proofs import forked, probe
from tests.proofs.processes import ended, wait_until

pytestmark = pytest.mark.kill


def tell(file) -> None:
    """Write down what this process goes by; end with the code 7."""
    limit = queue.time_limit().total_seconds()
    probe.effects()
    facts = settings.SITE_URL, os.environ.get("ONLY_HERE", ""), limit, threading.active_count(), connection.vendor
    file.write_text(repr(facts))
    raise SystemExit(7)


def started(proof_db, name: str, **environment: str):
    said = proof_db.folder / name
    process = proof_db.process(partial(tell, said), proof_db.folder / f"{name}.log", **environment)
    assert wait_until(lambda: not process.is_alive), process.log
    return process.process.exitcode, said.read_text() if said.exists() else process.log


def test_each_process_goes_by_its_own_environment_and_answers_with_its_exit_code(proof_db):
    one = started(proof_db, "one", SITE_URL="http://localhost:1", PROOF_TIME_LIMIT="3", ONLY_HERE="yes")
    other = started(proof_db, "other", SITE_URL="http://localhost:2")
    assert one == (7, repr(("http://localhost:1", "yes", 3.0, 1, connection.vendor)))
    assert other == (7, repr(("http://localhost:2", "", 20.0, 1, connection.vendor)))


def begin_elsewhere() -> None:
    """A group of two, which wait for a signal."""
    os.fork()
    signal.pause()


def in_group(leader: int) -> list[str]:
    """The numbers of those that have not ended."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, group = file.read_text().rpartition(")")[2].split()[:3]
            if group == str(leader) and state != "Z":
                found.append(file.parent.name)
    return found


def test_a_group_is_killed_as_a_whole(proof_db):
    with ended(proof_db.process(begin_elsewhere, proof_db.folder / "group.log", leads_a_group=True)) as group:
        assert wait_until(lambda: len(in_group(group.pid)) == 2), group.log
        group.kill()
        assert group.process.exitcode == -signal.SIGKILL
        assert wait_until(lambda: in_group(group.pid) == [])


def test_control_where_nothing_was_imported_beforehand_nothing_is_begun():
    """As in this process, which no other is forked from."""
    with pytest.raises(RuntimeError, match="not imported beforehand"):
        forked.refuse_unless_loaded()
