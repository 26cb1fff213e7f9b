"""Whether dated rows of one sort overlap or leave days without any."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Period:
    """From its first day to the day before `to_on`; None is without end."""

    from_on: date
    to_on: date | None = None


def gaps(periods: Sequence[Period]) -> list[Period]:
    """The days between the first and the last on which nothing holds."""
    found: list[Period] = []
    reached: date | None = None
    for one in sorted(periods, key=lambda one: one.from_on):
        if reached is not None and one.from_on > reached:
            found.append(Period(reached, one.from_on))
        if one.to_on is None:
            return found
        reached = one.to_on if reached is None else max(reached, one.to_on)
    return found + ([Period(reached)] if reached is not None else [])


def overlapping(new: Period, periods: Sequence[Period]) -> list[Period]:
    """Those that hold on a day on which the new one does."""
    return [
        one
        for one in periods
        if (new.to_on is None or one.from_on < new.to_on) and (one.to_on is None or new.from_on < one.to_on)
    ]
