"""What is measured on: a fresh database, and servers of two gunicorn workers on this machine."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SERVER = os.environ.get("BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432")
DATABASE = "cadre_bench"
WORKERS, THREADS = 2, 4
LONGEST_START = 30.0


@dataclass
class Stage:
    """One database of one kind (`sqlite` or `postgres`) and the environment that leads to it."""

    kind: str
    var: Path
    port: int
    env: dict[str, str] = field(default_factory=dict)

    @property
    def database_url(self) -> str:
        return f"{SERVER}/{DATABASE}" if self.kind == "postgres" else f"sqlite:///{self.var / 'bench.sqlite3'}"

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def settle(self) -> None:
        """Set the environment, for this process and those it starts: the full product, without the demo."""
        self.env = {
            "DATABASE_URL": self.database_url,
            "VAR_DIR": str(self.var),
            "SITE_URL": f"http://{self.address}",
            "SECRET_KEY": "bench-only-key-of-an-address-on-this-machine",
            "DEMO": "0",
            "DEBUG": "0",
            "DJANGO_SETTINGS_MODULE": "cadre.config.settings",
        }
        os.environ.update(self.env)

    def empty(self) -> None:
        """Drop the database and make it anew, with nothing in it."""
        self.drop()
        if self.kind == "postgres":
            _on_the_server(f"CREATE DATABASE {DATABASE}")

    def drop(self) -> None:
        if self.kind == "postgres":
            _on_the_server(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        else:
            for file in self.var.glob("bench.sqlite3*"):
                file.unlink()

    def manage(self, *words: str) -> float:
        """Run `manage.py`; the seconds it took. Raises CalledProcessError."""
        started = time.perf_counter()
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - started


def _on_the_server(statement: str) -> None:
    import psycopg

    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as server:
        server.execute(statement)


@contextmanager
def serving(application: str, port: int, var: Path, env: Mapping[str, str] | None = None) -> Iterator[float]:
    """A gunicorn as `make run` starts it. Gives the seconds from its start to its first answer of 200 at `/`."""
    command = [
        *(sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--log-level", "warning"),
        *("--workers", str(WORKERS), "--threads", str(THREADS), "--worker-class", "gthread", "--preload"),
    ]
    with (var / "gunicorn.log").open("ab") as log:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env={**os.environ, **(env or {})})
    try:
        yield _first_answer(port, process) - started
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _first_answer(port: int, process: subprocess.Popen[bytes]) -> float:
    end = time.perf_counter() + LONGEST_START
    while time.perf_counter() < end and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=LONGEST_START) as asked:
                asked.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                if asked.recv(12).endswith(b"200"):
                    return time.perf_counter()
        except OSError:
            pass
        time.sleep(0.005)
    raise RuntimeError(f"The server on port {port} did not answer. See gunicorn.log in its folder.")
