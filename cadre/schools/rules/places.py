"""Postcodes and distances."""

import re
from math import hypot

_POSTCODE = re.compile(r"([A-Z]{1,2}\d(?:\d|[A-Z])?)(?:\d[A-Z]{2})?")


def outward_of(place: str) -> str:
    """`ng5 6qt`, `NG56QT` and `NG5` -> `NG5`; empty for what is no postcode."""
    found = _POSTCODE.fullmatch(place.replace(" ", "").upper())
    return found[1] if found else ""


def kilometres(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Straight-line distance of two points on the National Grid, given in metres; at least 1."""
    return max(1, round(hypot(a[0] - b[0], a[1] - b[1]) / 1000))
