"""What proofs are made of: a real database, worker processes that can be killed, crowds that act at once.

def test_…(proof_db):                       # a migrated database of its own; Django's connection leads to it
    with proof_db.worker() as worker:       # `manage.py work` in a process of its own
        worker.kill()                       # kill -9
    answers = at_once(20, lambda n: complete_register(…))   # 20 threads, one barrier, a connection each
    wait_until(lambda: Row.objects.count() == 3)
"""

import fcntl
import multiprocessing
import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeVar

from django.db import connections

from tests.proofs import forked, work

# Each process is forked from one that has imported the product, which takes more than a second of processor time.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.proofs.loaded"])
T = TypeVar("T")
POOL = 60


@dataclass
class Answer:
    """What one of a crowd got: a value, or the fault it was raised."""

    value: Any = None
    fault: Exception | None = None


def at_once(number: int, act: Callable[[int], T]) -> list[Answer]:
    """Call `act(0)` … `act(number - 1)` in as many threads that start together, each with a connection of its own.

    A PostgreSQL takes about a hundred connections from all of a machine's tests: there one crowd comes after another,
    and of a large one those beyond POOL wait for a connection, as at a pool.
    """
    answers = [Answer() for _ in range(number)]
    barrier, pool = threading.Barrier(number), threading.BoundedSemaphore(POOL)

    def one(at: int) -> None:
        try:
            barrier.wait(timeout=30)
            with pool:
                try:
                    answers[at].value = act(at)
                finally:
                    connections.close_all()
        except Exception as fault:
            answers[at].fault = fault

    threads = [threading.Thread(target=one, args=(at,), daemon=True) for at in range(number)]
    with _one_crowd():
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
    return answers


@contextmanager
def _one_crowd() -> Iterator[None]:
    """On PostgreSQL, the only crowd of this machine's test processes."""
    if connections["default"].vendor != "postgresql":
        yield
        return
    with (Path(tempfile.gettempdir()) / "cadre-crowd.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def wait_until(true: Callable[[], object], *, seconds: float = 30.0, every: float = 0.05) -> bool:
    """Whether `true()` became true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(every)
    return bool(true())


@dataclass
class Worker:
    """One worker process. `log` is all it has said so far. `leads_a_group`: it ends with the processes it started.

    Any thread may ask and end it: how it ended can be read only once, so one asks at a time.
    """

    process: BaseProcess
    log_file: Path
    leads_a_group: bool = False
    _one_asks: threading.Lock = field(default_factory=threading.Lock)

    @property
    def log(self) -> str:
        return self.log_file.read_text(errors="replace")

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def is_alive(self) -> bool:
        with self._one_asks:
            return self.process.is_alive()

    def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        if self.leads_a_group:
            wait_until(lambda: not self.is_alive or os.getpgid(self.pid) == self.pid, every=0.001)
            with suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
        with self._one_asks:
            self.process.kill()
            self.process.join(timeout=10)

    def stop(self) -> int:
        """SIGTERM, and its exit code once the task in hand is finished."""
        with self._one_asks:
            self.process.terminate()
            self.process.join(timeout=15)
            code = self.process.exitcode
        if code is None:
            self.kill()
            raise TimeoutError(f"Told to stop, process {self.pid} was there 15 seconds later.")
        return code


@dataclass
class ProofDatabase:
    """A database that other processes can open too. `environment` is added to every process started for it."""

    url: str
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    started: int = 0

    def start(self, *, without: str = "", **environment: str) -> Worker:
        """Start a worker. `without` names a guard that it works without, for controls (see `work.py`)."""
        self.started += 1
        log = self.folder / f"worker-{self.started}.log"
        return self.process(work.probing, log, PROOF_WITHOUT=without, **environment)

    def process(self, act: Callable[[], None], log: Path, *, leads_a_group: bool = False, **environment: str) -> Worker:
        """Do `act()`, one of `work.py` or `web.py`, in a process of its own on this database. See `forked.py`."""
        given = (act, self.variables(**environment), log, leads_a_group)
        process = FORKS.Process(target=forked.begin, args=given, daemon=True)
        process.start()
        return Worker(process, log, leads_a_group)

    def variables(self, **more: str) -> dict[str, str]:
        """The environment of a process that works on this database."""
        own = {
            "DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "tests.proofs.settings",
            "PROOF_FOLDER": str(self.folder),
            "VAR_DIR": str(self.folder),
        }
        return {**os.environ, **own, **self.environment, **more}

    @contextmanager
    def worker(self, *, without: str = "", **environment: str) -> Iterator[Worker]:
        """A worker for as long as the block lasts."""
        with ended(self.start(without=without, **environment)) as worker:
            yield worker

    @contextmanager
    def the_products_worker(self) -> Iterator[Worker]:
        """`manage.py work`, with the product's own reactions."""
        with ended(self.process(work.the_products, self.folder / "work.log")) as worker:
            yield worker


@contextmanager
def ended(worker: Worker) -> Iterator[Worker]:
    """Killed at the end of the block, if it is there still."""
    try:
        yield worker
    finally:
        worker.kill()
