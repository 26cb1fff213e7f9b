"""Whether dated rows of one sort overlap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Period:
    """From its first day to the day before `to_on`; None is without end."""

    from_on: date
    to_on: date | None = None


def overlapping(new: Period, periods: Sequence[Period]) -> list[Period]:
    """Those that hold on a day on which the new one does."""
    return [
        one
        for one in periods
        if (new.to_on is None or one.from_on < new.to_on) and (one.to_on is None or new.from_on < one.to_on)
    ]
