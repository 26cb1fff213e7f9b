"""Who would fit into a group, and what stands in the way."""

from dataclasses import dataclass
from math import hypot

METRES = 1000
Point = tuple[int | None, int | None]


@dataclass(frozen=True)
class Fit:
    """`rank` orders people, best first. `words` say what to mind, "" when nothing; `kind` is the tag's colour."""

    rank: int
    words: str = ""
    kind: str = ""


def distance_km(one: Point, other: Point) -> int | None:
    """Whole kilometres between two grid points (easting, northing in metres), None where one is not known."""
    if None in one or None in other:
        return None
    return round(hypot(one[0] - other[0], one[1] - other[1]) / METRES)  # type: ignore[operator]


def distance_fit(*, consents: bool | None, leaves_short: int | None) -> Fit:
    """How well somebody fits a distance-learning group: no way is too far, but they must have said yes to it.

    `consents`: whether distance learning may be offered, None when not asked. `leaves_short`: as for `fit`.
    """
    if consents is False:
        return Fit(6, "Said no to distance learning", "warn")
    if leaves_short:
        return Fit(4, f"Leaves their group {leaves_short} short", "warn")
    if consents is None:
        return Fit(3, "Ask consent first", "open")
    return Fit(1 if leaves_short is None else 2)


def fit(
    *, chose_it: bool, kilometres: int | None, limit: int | None, consents: bool | None, leaves_short: int | None
) -> Fit:
    """How well somebody fits. `limit` is how far they would travel, None when they were not asked.

    `consents`: whether another group may be offered, None when not asked. `leaves_short`: None for somebody without
    a place, else by how many their present group would be short without them. Whoever chose the group or holds its
    code needs neither consent nor a limit.
    """
    if chose_it and leaves_short is None:
        return Fit(0, "Chose it", "brand")
    if consents is False and not chose_it:
        return Fit(6, "Said no to another group", "warn")
    if limit is not None and kilometres is not None and kilometres > limit and not chose_it:
        return Fit(5, f"Too far, up to {limit} km", "warn")
    if leaves_short:
        return Fit(4, f"Leaves their group {leaves_short} short", "warn")
    if consents is None and not chose_it:
        return Fit(3, "Ask consent first", "open")
    if kilometres is None and not chose_it:
        return Fit(3, "Distance not known", "open")
    return Fit(1 if leaves_short is None else 2)
