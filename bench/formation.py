"""Forming groups: `python -m bench.formation [--large]`, a part of `make bench`. Beside the rule worked by hand.

Each size is planned by the command, in a process of its own, from a file.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from math import log
from pathlib import Path
from typing import Any

import django

from bench.figure import Figure, line

ROOT = Path(__file__).resolve().parent.parent
SIZES, LARGE = (2_000, 10_000), 100_000
SECONDS = {10_000: 20.0, 100_000: 200.0}
ANEW = 1_000
"""Up to so many people a plan is made from nothing each time."""
PINNED = {2_000: "about a second", 10_000: "as near as can be"}
GROWTH, MEGABYTES, PREFERRED, SEATED = 1.15, 100.0, 0.998, 0.995


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.formation", description=__doc__)
    asked.add_argument("--large", action="store_true", help=f"plan {LARGE:,} applicants, too")
    asked.add_argument("--seed", type=int, default=1, help="of the invented country")
    given = asked.parse_args()
    sizes = (*SIZES, LARGE) if given.large else SIZES
    found = figures(sizes, lambda said: print(said, flush=True), seed=given.seed)
    return int(any(one.met is False for one in found))


def figures(sizes: Sequence[int], tell: Callable[[str], None], *, seed: int = 1) -> list[Figure]:
    """The figures of each size; told as soon as they are known."""
    found: list[Figure] = []
    seconds: dict[int, float] = {}
    for size in sizes:
        some, seconds[size] = _of(size, seed)
        for figure in some:
            tell(line(figure))
        found += some
    for size in sizes:
        if size > 10_000 and 10_000 in seconds:
            growth = log(seconds[size] / seconds[10_000]) / log(size / 10_000)
            figure = Figure(f"growth from 10,000 to {size:,}", growth, "exponent", f"≤ {GROWTH}", growth <= GROWTH)
            tell(line(figure))
            found.append(figure)
    return found


def _of(size: int, seed: int) -> tuple[list[Figure], float]:
    from bench.country import country
    from cadre.formation.solver.hand import by_hand
    from cadre.formation.solver.reading import read

    instance = country(size, seed)
    plan, hand = _planned(instance), by_hand(read(instance)).levels
    name, levels, bounds = f"{size:,} applicants", plan["levels"], plan["bounds"]
    asked = size > SIZES[0]
    found = [_time(name, size, plan["seconds"]), _memory(name, plan["peak_mb"])]
    for level, least, by in (("preferred", PREFERRED, hand[0]), ("seated", SEATED, hand[1])):
        ratio = levels[level] / bounds[level]
        words = f"≥ {least} of the bound; by hand {by / bounds[level]:.4f}"
        met = ratio >= least if asked else None
        found.append(Figure(f"{name}, {level}", levels[level], "seats", words, met, ratio, "the bound"))
    found.append(Figure(f"{name}, travelled elsewhere", levels["km"], "km", f"by hand {hand[2]:,.0f}"))
    return [*found, *_questions(name, size, instance, plan)], plan["seconds"]


def _questions(name: str, size: int, instance: dict[str, Any], plan: dict[str, Any]) -> list[Figure]:
    """What if one partner closes, from what a plan keeps; and the plan around one pin more, with its reasons."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cadre.config.testing")
    django.setup()
    from cadre.formation.actions.working_out import Start, work_out
    from cadre.formation.solver.again import what_if_closed
    from cadre.formation.solver.network import Network
    from cadre.formation.solver.packed import packed, unpacked
    from cadre.formation.solver.plan import plan_for
    from cadre.formation.solver.reading import read
    from cadre.formation.solver.seating import Seating

    none: dict[str, Any] = {"open": [], "closed": [], "people": {}}
    made = plan_for(read(instance))
    kept, full = packed(made.network.instance, made.seating.seat, made.prices[0]), plan["running"][0]
    begun = time.perf_counter()
    inside, seat, _ = unpacked(kept)
    what_if_closed(Network(inside), Seating.of(inside, seat), inside.partners.index(full))
    tried = time.perf_counter() - begun
    facts = {one["id"]: {"now": "", "kept": False} for one in instance["applicants"]}
    start = Start(plan | {"hand": {}}, none, kept) if size > ANEW else None
    begun = time.perf_counter()
    drawn = {"instance": instance, "facts": {"people": facts}}
    work_out(drawn, none | {"closed": [full]}, lambda _done, _of: None, start)
    pinned = time.perf_counter() - begun
    within = size <= SIZES[-1]
    return [
        Figure(f"{name}, what if", tried, "s", "≤ 1 s", tried <= 1 if within else None),
        Figure(f"{name}, around one pin more", pinned, "s", PINNED.get(size, "")),
    ]


def _time(name: str, size: int, seconds: float) -> Figure:
    most = SECONDS.get(size)
    return Figure(f"{name}, a plan", seconds, "s", f"≤ {most:g} s" if most else "", seconds <= most if most else None)


def _memory(name: str, megabytes: float) -> Figure:
    return Figure(f"{name}, above the data", megabytes, "MB", f"< {MEGABYTES:g} MB", megabytes < MEGABYTES)


def _planned(instance: dict[str, Any]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="cadre-formation-") as folder:
        file, out = Path(folder) / "instance.json", Path(folder) / "plan.json"
        file.write_text(json.dumps(instance), encoding="utf-8")
        words = [sys.executable, "manage.py", "plan_formation", str(file), "--out", str(out)]
        subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
        plan: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        return plan


if __name__ == "__main__":
    sys.exit(main())
