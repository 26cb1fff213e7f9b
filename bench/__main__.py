"""`python -m bench`: one run on one database. `--write PAGE` writes the page of it, too.

`--write PAGE RUN.json …` writes the page from runs that were kept with `--json`, and measures nothing.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from bench.stage import ROOT, Stage

ARGUMENTS = argparse.ArgumentParser(prog="python -m bench", description="Measure the product beside bare Django.")
ARGUMENTS.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
ARGUMENTS.add_argument("--candidates", type=int, default=5_000, help="loaded before anything is measured")
ARGUMENTS.add_argument("--schools", type=int, default=2_000, help="in the register that applicants search")
ARGUMENTS.add_argument("--flat", type=int, default=0, help="measure applications again among so many, such as 50000")
ARGUMENTS.add_argument("--seconds", type=float, default=3.0, help="of each of the three rounds of a rate")
ARGUMENTS.add_argument("--port", type=int, default=8471, help="of the product; the yardstick takes the next")
ARGUMENTS.add_argument("--json", type=Path, help="write the run there, too")
ARGUMENTS.add_argument("--write", type=Path, help="write this page from JSON runs: --write PAGE RUN.json …")
ARGUMENTS.add_argument("runs", nargs="*", type=Path)


def main() -> int:
    asked = ARGUMENTS.parse_args()
    if asked.write and asked.runs:
        return write_page(asked.write, asked.runs)
    with tempfile.TemporaryDirectory(prefix="cadre-bench-") as var:
        stage = Stage(asked.database, Path(var), asked.port)
        stage.settle()
        try:
            run = measure(stage, asked)
        finally:
            stage.drop()
    if asked.json:
        asked.json.write_text(run, encoding="utf-8")
    if asked.write:
        here = Path(tempfile.mkstemp(suffix=".json")[1])
        here.write_text(run, encoding="utf-8")
        write_page(asked.write, [here])
        here.unlink()
    return 0


def measure(stage: Stage, asked: argparse.Namespace) -> str:
    """The run as JSON; each figure is printed as soon as it is known."""
    migrated = []
    for _ in range(3):
        stage.empty()
        migrated.append(stage.manage("migrate", "--verbosity", "0"))
    subprocess.run([sys.executable, "scripts/prepare.py"], cwd=ROOT, check=True)
    yardstick = [sys.executable, "-m", "django", "migrate", "--run-syncdb", "--settings", "bench.bare.settings", "-v0"]
    subprocess.run(yardstick, cwd=ROOT, check=True)

    import django

    django.setup()
    from bench import report
    from bench.figures import Bench
    from bench.load import load
    from cadre.lib import clock

    machine = report.machine(stage.kind)
    say("\n".join(f"{name:<10} {value}" for name, value in machine.items()))
    bench = Bench(stage, load(asked.candidates, asked.schools), asked.seconds, say)
    say(f"{asked.candidates:,} candidates are loaded.\n")
    bench.add("`migrate` from empty", migrated, "s", target="≤ 10 s", met=median(migrated) <= 10)
    figures = bench.run(flat=asked.flat)
    missed = [one.name for one in figures if one.met is False]
    say(f"\nNot met: {', '.join(missed) or 'nothing'}.")
    run = {
        "machine": machine,
        "candidates": asked.candidates,
        "schools": asked.schools,
        "day": f"{clock.today():%d/%m/%Y}",
    }
    return report.as_json(run, figures)


def write_page(page: Path, runs: list[Path]) -> int:
    """The page from runs that were kept as JSON."""
    import json

    from bench.figure import Figure
    from bench.report import page as made

    read: list[tuple[dict[str, Any], list[Figure]]] = []
    for run in runs:
        kept = json.loads(run.read_text(encoding="utf-8"))
        read.append((kept, [Figure(**one) for one in kept.pop("figures")]))
    page.write_text(made(read), encoding="utf-8")
    return 0


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
