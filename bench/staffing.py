"""Staffing: `python -m bench.staffing [GROUPS …]`, a part of `make bench`. Beside the hand that takes the best in turn.

The instances are those of `bench.seasons`. Each size is solved in a process of its own, whose processor seconds count.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench.figure import Figure, line

ROOT = Path(__file__).resolve().parent.parent
SIZES = (50, 200, 1_000)
SECONDS, SHARE = 300.0, 0.98


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.staffing", description=__doc__)
    asked.add_argument("groups", nargs="*", type=int, default=SIZES)
    asked.add_argument("--seed", type=int, default=1, help="of the invented season")
    asked.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        print(json.dumps(_solved(given.groups[0], given.seed)))
        return 0
    found = figures(given.groups, lambda said: print(said, flush=True), seed=given.seed)
    return int(any(one.met is False for one in found))


def figures(sizes: Sequence[int], tell: Callable[[str], None], *, seed: int = 1) -> list[Figure]:
    """The figures of each size; told as soon as they are known."""
    found: list[Figure] = []
    for size in sizes:
        words = [sys.executable, "-m", "bench.staffing", str(size), "--seed", str(seed), "--one"]
        said = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
        for figure in _of(size, json.loads(said.stdout)):
            tell(line(figure))
            found.append(figure)
    return found


def _solved(size: int, seed: int) -> dict[str, Any]:
    import time

    from bench.seasons import season
    from cadre.staffing.solver.checker import faults_of
    from cadre.staffing.solver.plan import plan_for
    from cadre.staffing.solver.reading import read

    instance = season(size, seed)
    begun = time.process_time()
    plan = plan_for(read(instance)).as_json()
    plan["seconds"] = time.process_time() - begun
    plan["faults"] = faults_of(instance, plan)
    return plan


def _of(size: int, plan: dict[str, Any]) -> list[Figure]:
    name, levels, bounds, hand = f"{size:,} groups", plan["levels"], plan["bounds"], plan["hand"]
    share, asked = levels["worth"] / bounds["worth"], size == SIZES[-1]
    most = f"≤ {SECONDS:g} s" if asked else ""
    words = f"≥ {SHARE} of the bound; in turn {hand['worth'] / bounds['worth']:.4f}"
    led = f"{bounds['led']} at most, proven; in turn {hand['led']}"
    without = sum(one["by"] is None for one in plan["visits"])
    return [
        Figure(f"{name}, staffed", plan["seconds"], "s", most, plan["seconds"] <= SECONDS if asked else None),
        Figure(f"{name}, worth", levels["worth"], "", words, share >= SHARE if asked else None, share, "the bound"),
        Figure(f"{name}, led", levels["led"], "groups", led, levels["led"] == bounds["led"] if asked else None),
        Figure(f"{name}, with a second", levels["second"], "groups", f"in turn {hand['second']}"),
        Figure(f"{name}, first events visited", levels["visited"], "visits", f"{without} not, with the reason"),
        Figure(f"{name}, faults found", len(plan["faults"]), "", "none", not plan["faults"]),
    ]


if __name__ == "__main__":
    sys.exit(main())
