"""A load of the school register outlives its worker: reading goes on where it stood, and applying is all or nothing."""

from datetime import date

import pytest

from bench.register_file import districts, rows, write
from cadre.journal import queue
from cadre.journal.models import Entry
from cadre.lib import clock
from cadre.schools import reference, tasks, uploads
from cadre.schools.models import Placement, RegisterLoad, School
from cadre.schools.states import REGISTER_APPLIED, LoadState
from tests import world
from tests.proofs.processes import wait_until

pytestmark = pytest.mark.kill
SCHOOLS = 12_000
DAY = date(2026, 6, 15)
PATIENT = {"PROOF_TIME_LIMIT": "120"}


@pytest.fixture
def given(proof_db, settings, tmp_path) -> RegisterLoad:
    """A load that waits for a worker."""
    settings.VAR_DIR = proof_db.folder
    reference.load(clock.today())
    file = write(tmp_path / "edubasealldata20260615.csv", rows(SCHOOLS, districts(), day=DAY))
    kept, _ = uploads.keep(file.name, [file.read_bytes()])
    return tasks.begin_reading(kept, None, by=world.an_officer(), dated=None)


def state(load: RegisterLoad) -> str:
    load.refresh_from_db()
    return load.state


def rows_read(load: RegisterLoad) -> int:
    load.refresh_from_db()
    return load.rows_read


def test_a_worker_killed_while_it_reads_and_another_while_it_applies_leave_one_whole_register(proof_db, given):
    with proof_db.worker(**PATIENT) as worker:
        assert wait_until(lambda: rows_read(given) > 0, seconds=120, every=0.01), worker.log
        worker.kill()
    assert (0 < rows_read(given) < SCHOOLS, School.objects.count()) == (True, 0)
    with proof_db.worker(**PATIENT) as worker:
        assert wait_until(lambda: state(given) == LoadState.STAGED, seconds=300), worker.log
    assert (given.rows_read, given.counts["new"], given.rows.count()) == (SCHOOLS, SCHOOLS, SCHOOLS)

    tasks.begin_applying(given, by=world.an_officer())
    with proof_db.worker(**PATIENT) as worker:
        assert wait_until(lambda: uploads.progress(given.pk) > 0, seconds=300, every=0.01), worker.log
        worker.kill()
    assert (state(given), School.objects.count(), Placement.objects.count()) == (LoadState.APPLYING, 0, 0)
    with proof_db.worker(**PATIENT) as worker:
        assert wait_until(lambda: state(given) == LoadState.APPLIED, seconds=300), worker.log
        assert wait_until(lambda: not queue.waiting().exists())
    assert (School.objects.count(), Placement.objects.filter(to_on=None).count()) == (SCHOOLS, SCHOOLS)
    assert Entry.objects.filter(happening=REGISTER_APPLIED.key).count() == 1
    assert list(uploads.folder().iterdir()) == []
