"""Days: how they are written, added, and which of them people work on (England)."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cadre.lib.holidays import bank_holiday_name, bank_holidays

__all__ = ["bank_holiday_name", "bank_holidays"]
LONDON = ZoneInfo("Europe/London")
"""Where every date of the provider falls."""


def long_day(day: date) -> str:
    """`26 November 2026`."""
    return f"{day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    """`26 Nov 2026`."""
    return f"{day.day} {day:%b %Y}"


def weekday_day(day: date) -> str:
    """`Thursday 26 November 2026`."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def table_day(day: date) -> str:
    """`Thu 26 November 2026`, for tables."""
    return f"{day:%a} {day.day} {day:%B %Y}"


def nearness(day: date, today: date) -> str:
    """`Today`, `Tomorrow`, or nothing."""
    return {0: "Today", 1: "Tomorrow"}.get((day - today).days, "")


def clock_time(at: time | datetime) -> str:
    """`09:00`."""
    return f"{at:%H:%M}"


def long_moment(at: datetime) -> str:
    """`26 November 2026, 10:00`, as London's clocks say."""
    there = at.astimezone(LONDON)
    return f"{long_day(there.date())}, {clock_time(there)}"


def clock_fault(day: date, at: time) -> str | None:
    """Why London's clocks do not show `at` once on `day`: they leap over it in March, or show it twice in October."""
    shown = datetime.combine(day, at, tzinfo=LONDON)
    if shown.astimezone(UTC).astimezone(LONDON).time() != at:
        return f"There is no {clock_time(at)} on {long_day(day)}: the clocks go forward. Write another time."
    if shown.utcoffset() != shown.replace(fold=1).utcoffset():
        return f"{clock_time(at)} comes twice on {long_day(day)}: the clocks go back. Write another time."
    return None


def span(start: date, end: date, *, year: bool = True, short: bool = False) -> str:
    """Two days as people say them: `1 to 12 March 2027`, `26 April to 7 May 2027`.

    `year=False` leaves out the year where both days share it; `short` writes `Mar`.
    """
    month = "%b" if short else "%B"
    last = f"{end.day} {end:{month}}" + (f" {end:%Y}" if year or start.year != end.year else "")
    if start == end:
        return last
    if start.year != end.year:
        return f"{start.day} {start:{month}} {start:%Y} to {last}"
    if start.month != end.month:
        return f"{start.day} {start:{month}} to {last}"
    return f"{start.day} to {last}"


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or the month's last day where it is shorter."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no bank holiday in England."""
    return day.weekday() < 5 and bank_holiday_name(day) is None


def days(start: date, end: date) -> Iterator[date]:
    """Every day from `start` to `end`, both included."""
    for number in range((end - start).days + 1):
        yield start + timedelta(days=number)


def working_days(start: date, end: date) -> list[date]:
    """The working days from `start` to `end`, both included."""
    return [day for day in days(start, end) if is_working_day(day)]


def add_working_days(day: date, number: int) -> date:
    """The `number`th working day after `day`."""
    while number > 0:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day
