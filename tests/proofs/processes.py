"""What proofs are made of: a real database, worker processes that can be killed, crowds that act at once.

def test_…(proof_db):                       # a migrated database of its own; Django's connection leads to it
    with proof_db.worker() as worker:       # `manage.py work` in a process of its own
        worker.kill()                       # kill -9
    answers = at_once(20, lambda n: complete_register(…))   # 20 threads, one barrier, a connection each
    wait_until(lambda: Row.objects.count() == 3)
"""

import fcntl
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.db import connections

ROOT = Path(__file__).resolve().parents[2]
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
    """One worker process. `log` is all it has said so far."""

    process: subprocess.Popen
    log_file: Path

    @property
    def log(self) -> str:
        return self.log_file.read_text(errors="replace")

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        self.process.kill()
        self.process.wait(timeout=10)

    def stop(self) -> int:
        """SIGTERM, and its exit code once the task in hand is finished."""
        if self.is_alive:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.kill()
            raise


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
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.proofs.work"],
                cwd=ROOT,
                env=self.variables(PROOF_WITHOUT=without, **environment),
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        return Worker(process, log)

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
        worker = self.start(without=without, **environment)
        try:
            yield worker
        finally:
            if worker.is_alive:
                worker.kill()
