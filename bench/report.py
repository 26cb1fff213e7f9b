"""The machine, and a run as JSON and as the page of the documentation."""

import json
import platform
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.figure import Figure, line

NOTES = Path(__file__).with_name("notes.md")
MET = {True: "yes", False: "**no**", None: ""}


def machine(kind: str) -> dict[str, str]:
    """What the run ran on. Call it after Django is set up."""
    import os

    import django
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT version()" if kind == "postgres" else "SELECT 'SQLite ' || sqlite_version()")
        database = str(cursor.fetchone()[0]).split(" (")[0]
    return {
        "Cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "Processor": _processor(),
        "System": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        "Django": django.__version__,
        "Database": database,
        "Load": f"{os.getloadavg()[0]:.1f}",
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(one.split(":")[1].strip() for one in lines if one.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or "unknown"


def as_json(run: dict[str, Any], figures: list[Figure]) -> str:
    return json.dumps({**run, "figures": [asdict(one) for one in figures]}, indent=1, ensure_ascii=False)


def page(runs: list[tuple[dict[str, Any], list[Figure]]]) -> str:
    """The page: what was measured, on which machine, each run's table; then what we make of it, from `notes.md`."""
    parts = [
        "# Performance",
        "",
        *NOTES.read_text(encoding="utf-8").split("<!-- figures -->")[0].strip().splitlines(),
        "",
    ]
    for run, figures in runs:
        parts += [f"## {run['machine']['Database']}, {run['candidates']:,} candidates, {run['day']}", ""]
        parts += [
            ", ".join(f"{name} {value}" for name, value in run["machine"].items() if name != "Database") + ".",
            "",
        ]
        parts += ["| figure | median of three | beside the yardstick | asked | met |", "|---|---:|---|---|---|"]
        parts += [row(one) for one in figures]
        parts.append("")
    parts += NOTES.read_text(encoding="utf-8").split("<!-- figures -->")[1].strip().splitlines()
    return "\n".join(parts) + "\n"


def row(figure: Figure) -> str:
    digits = 0 if figure.value >= 100 or figure.unit == "queries" else 2 if figure.value < 10 else 1
    ratio = f"{figure.ratio:.2f} of {figure.of}" if figure.ratio is not None else ""
    return (
        f"| {figure.name} | {figure.value:,.{digits}f} {figure.unit} | {ratio} | {figure.target} | {MET[figure.met]} |"
    )


__all__ = ["as_json", "line", "machine", "page"]
