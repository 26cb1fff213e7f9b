"""On which days somebody can work, from what they said of their weeks and of days away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Usual:
    """A weekday (0 is Monday) somebody usually can work, from a day until before another."""

    weekday: int
    from_on: date
    to_on: date | None = None

    def holds(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day < self.to_on)


@dataclass(frozen=True)
class Away:
    """Days on which somebody cannot work, the last one included."""

    from_on: date
    to_on: date

    def covers(self, day: date) -> bool:
        return self.from_on <= day <= self.to_on


def can_usually(day: date, usual: Iterable[Usual]) -> bool:
    """Whether `day` is one of the weekdays said. Who has said none for that day can work on any: silence is no no."""
    said = {row.weekday for row in usual if row.holds(day)}
    return not said or day.weekday() in said


def free_among(days: Iterable[date], usual: list[Usual], away: list[Away]) -> set[date]:
    """Those of `days` on which they usually can and are not away."""
    return {day for day in days if can_usually(day, usual) and not any(row.covers(day) for row in away)}
