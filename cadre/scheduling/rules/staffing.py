"""How a facilitator fits a group: what speaks against it, and in which order people are proposed."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

METRES = 1000


def km_between(a: tuple[int | None, int | None], b: tuple[int | None, int | None]) -> int | None:
    """Straight-line kilometres between two (easting, northing) in metres; None when one is not known."""
    if None in a or None in b:
        return None
    return round(hypot(a[0] - b[0], a[1] - b[1]) / METRES)  # type: ignore[operator]


@dataclass(frozen=True)
class Fit:
    """What speaks against somebody, as words; empty when nothing does. Nothing here forbids the choice."""

    accredited: bool
    qualification: str
    clashes: Sequence[str] = ()

    @property
    def warnings(self) -> list[str]:
        against = [] if self.accredited else [f"not accredited for {self.qualification}"]
        return against + list(self.clashes)


def proposal_order(fit: Fit, km: int | None, load: int) -> tuple[bool, int, int, int]:
    """Sort key: accredited and free first, then near, then lightly loaded. Unknown distances come last."""
    return (not fit.accredited, len(fit.clashes), 10**6 if km is None else km // 10, load)
