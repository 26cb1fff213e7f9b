"""Keeps the pages and the task worker running until Ctrl-C: a child that ends is started again.

Reads PORT (8000) and HOST (127.0.0.1). Each child stands in a process group of its own, so that Ctrl-C reaches
only this script, which then ends them in order: pages first, then the worker after its task.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VAR = Path(os.environ.get("VAR_DIR", ROOT / "var"))
PYTHON = sys.executable
HOST, PORT = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
PAGES = [
    *(PYTHON, "-m", "gunicorn", "cadre.config.wsgi", "--bind", f"{HOST}:{PORT}", "--log-level", "warning"),
    # Loaded once, then forked: the first page stands in half the time, and a worker that ends is back at once.
    *("--workers", "2", "--threads", "4", "--worker-class", "gthread", "--preload"),
]
WORK = [PYTHON, "manage.py", "work"]
GRACE_SECONDS = 15
LONGEST_PAUSE = 30.0


class Child:
    """One command, started again after it ends; the pause doubles while it keeps ending at once."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name, self.command = name, command
        self.log = VAR / f"{name.split()[-1]}.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.started_at, self.due_at, self.pause = 0.0, 0.0, 1.0

    def keep_running(self, now: float) -> None:
        if self.process is not None and self.process.poll() is not None:
            self.pause = 1.0 if now - self.started_at > 60 else min(self.pause * 2, LONGEST_PAUSE)
            print(
                f"{self.name} ended with {self.process.returncode}; again in {self.pause:.0f} s, see {self.log}",
                flush=True,
            )
            self.process, self.due_at = None, now + self.pause
        if self.process is None and now >= self.due_at:
            with self.log.open("ab") as log:
                self.process = subprocess.Popen(
                    self.command, cwd=ROOT, start_new_session=True, stdout=log, stderr=subprocess.STDOUT
                )
            self.started_at = now

    def end(self) -> None:
        """Ask it to end, wait, and insist."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def refuse_taken_port() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, PORT))
        except OSError:
            sys.exit(f"Port {PORT} is taken. Stop what listens there, or choose another: make run PORT=8001")


def answers() -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((HOST, PORT)) == 0


def greet() -> None:
    if os.environ.get("DEMO", "").lower() in ("1", "true", "yes", "on"):
        subprocess.run([PYTHON, "manage.py", "demo_guide"], cwd=ROOT, check=False)
    else:
        print(f"Cadre is at {os.environ.get('SITE_URL', f'http://localhost:{PORT}')}")
    print(f"Ctrl-C ends it. What pages and worker say stands in {VAR}/*.log\n", flush=True)


def main() -> None:
    refuse_taken_port()
    VAR.mkdir(parents=True, exist_ok=True)
    children = [Child("The pages", PAGES), Child("The worker", WORK)]
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stopping.set())
    greeted = False
    while not stopping.wait(0.3):
        for child in children:
            child.keep_running(time.monotonic())
        if not greeted and answers():
            greeted = True
            greet()
    print("\nEnding", flush=True)
    for child in children:
        child.end()


if __name__ == "__main__":
    main()
