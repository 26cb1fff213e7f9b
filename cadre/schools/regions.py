"""England's regions as outlines, for maps."""

import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "reference"
REGIONS, TOWNS = FOLDER / "regions.json", FOLDER / "towns.csv"
"""Positions of towns to the nearest kilometre or two; the outlines are drawn from them or from the register."""


@cache
def regions() -> dict[str, list[list[list[float]]]]:
    """The closed outlines of each region in metres on the National Grid, drawn by `manage.py draw_regions`."""
    found: dict[str, list[list[list[float]]]] = json.loads(REGIONS.read_text(encoding="utf-8"))
    return found
