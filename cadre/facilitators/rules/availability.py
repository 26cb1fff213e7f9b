"""On which days somebody can work, from what they said of their weeks and of days away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cadre.lib.choices import Choice
from cadre.lib.dates import bank_holiday_name
from cadre.lib.errors import Refusal


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


LONGEST_DAYS = 400


def refuse_away(from_on: date, to_on: date, today: date) -> None:
    """Days away end no sooner than they begin, are not all over, and last about a year at most."""
    if to_on < from_on:
        raise Refusal("The last day cannot be before the first.", field="to_on")
    if to_on < today:
        raise Refusal("These days are over. Tell us of days to come.", field="to_on")
    if (to_on - from_on).days > LONGEST_DAYS:
        raise Refusal("That is more than a year. For a longer time, write to the office.", field="to_on")


class DayState(Choice):
    """What a day of somebody's month is, what matters most first."""

    CLASH = "clash", "booked, and away"
    BOOKED = "booked", "booked"
    AWAY = "away", "away"
    HOLIDAY = "holiday", "bank holiday"
    PAST = "past", "past"
    UNUSUAL = "unusual", "not usually"
    FREE = "free", "free"


def state_of(day: date, *, booked: bool, usual: list[Usual], away: list[Away], today: date) -> DayState:
    """What to write on a working day of the month. What is booked shows whatever else is said."""
    gone = any(row.covers(day) for row in away)
    if booked:
        return DayState.CLASH if gone else DayState.BOOKED
    if bank_holiday_name(day):
        return DayState.HOLIDAY
    if gone:
        return DayState.AWAY
    if day < today:
        return DayState.PAST
    return DayState.FREE if can_usually(day, usual) else DayState.UNUSUAL
