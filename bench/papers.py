"""Draws documents of one kind for some seconds, in a process of its own: `python -m bench.papers invoice 3`.

Each has another number, other people and other sums: Typst remembers what it has drawn, and would be too quick.
"""

import subprocess
import sys
import time
from typing import Any

WARM_UP = 3


def drawn(sample: str, seconds: float) -> float:
    """Documents a second."""
    from cadre.documents.rendering import render
    from cadre.documents.samples import SAMPLES

    template, data = SAMPLES[sample]
    for number in range(WARM_UP):
        render(template, another(data, number))
    started, done = time.perf_counter(), 0
    while time.perf_counter() - started < seconds:
        render(template, another(data, WARM_UP + done))
        done += 1
    return done / (time.perf_counter() - started)


def another(data: Any, number: int) -> Any:
    """The sample of the same provider for other people: what names one, and what numbers a paper, differs."""
    if isinstance(data, dict):
        named = {"name", "candidate", "number", "group", "event", "reference", "contact"}
        return {
            key: f"{value} {number}"
            if key in named and isinstance(value, str)
            else value
            if key == "provider"
            else another(value, number)
            for key, value in data.items()
        }
    return [another(one, number) for one in data] if isinstance(data, list) else data


def rate(sample: str, seconds: float, processes: int) -> float:
    """Documents a second of so many processes together."""
    command = [sys.executable, "-m", "bench.papers", sample, str(seconds)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(processes)]
    return sum(float(one.communicate(timeout=120)[0]) for one in running)


if __name__ == "__main__":
    print(drawn(sys.argv[1], float(sys.argv[2])))
