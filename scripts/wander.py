"""Lets somebody wander through a copy of a loaded demo network and fill in whatever they meet: `make wander`.

ARGS="--var FOLDER --minutes 10 --seed 3" for another VAR_DIR than `var`, for longer, and another way.
"""

import argparse
import logging
import os
import shutil
import tempfile
import time
from pathlib import Path
from random import Random

PARSER = argparse.ArgumentParser(description="Wander through the demo network and tell what breaks.")
PARSER.add_argument("--var", type=Path, default=Path("var"), help="a VAR_DIR with the demo network; it is copied")
PARSER.add_argument("--minutes", type=float, default=5)
PARSER.add_argument("--seed", type=int, default=1)


def main() -> int:
    asked = PARSER.parse_args()
    with tempfile.TemporaryDirectory(prefix="cadre-wander-") as folder:
        shutil.copytree(asked.var, folder, dirs_exist_ok=True)
        os.environ |= {"VAR_DIR": folder, "DEMO": "1", "DATABASE_URL": "", "SITE_URL": "http://localhost:8000"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "cadre.config.testing"
        import django

        django.setup()
        return wander(asked.minutes, Random(asked.seed))  # noqa: S311  the same way each time


def wander(minutes: float, random: Random) -> int:
    """How many faults were met, each told once."""
    from cadre.demo.tests.test_network import readers
    from cadre.journal import queue, worker
    from tests.wanderer import Wanderer

    logging.disable(logging.CRITICAL)
    wanderer = Wanderer({who: client for client, who in readers()}, random)
    end, faults = time.monotonic() + 60 * minutes, 0
    while time.monotonic() < end:
        for line in wanderer.steps(200):
            faults += 1
            print(line, flush=True)
        worker.drain(limit=500)
    for task in queue.parked():
        faults += 1
        print(f"parked: {task.task_path} {task.args_kwargs}: {task.traceback[-400:]}")
    answers = sorted(wanderer.answers.items())
    told = f"{sum(wanderer.answers.values()):,} answers, {wanderer.attached:,} to forms with files"
    print(f"{faults} faults in {told}: {dict(answers)}")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
