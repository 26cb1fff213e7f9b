"""Dates as people type them: three boxes, or one. Refusals name the part that is wrong.

Day first, always: `01-02-1990` is 1 February 1990. Years are written in full.
"""

import re
from calendar import monthrange
from datetime import date

from cadre.lib.dates import add_months, long_day
from cadre.lib.text import ascii_digits

MONTHS = "january february march april may june july august september october november december".split()


class WrongDate(ValueError):
    """A date that cannot be read. `part` is `day`, `month`, `year`, or empty when the whole is wrong."""

    def __init__(self, sentence: str, part: str = "") -> None:
        super().__init__(sentence)
        self.part = part


def from_parts(day: str, month: str, year: str) -> date | None:
    """The date of three boxes; None when all are empty. Raises WrongDate."""
    parts = {"day": day, "month": month, "year": year}
    parts = {name: ascii_digits(str(value or "").strip()) for name, value in parts.items()}
    if not any(parts.values()):
        return None
    missing = [name for name, value in parts.items() if not value]
    if missing:
        raise WrongDate(f"Add the {' and the '.join(missing)}.", missing[0])
    month_number = _month(parts["month"])
    if not re.fullmatch(r"[0-9]{4}", parts["year"]) or parts["year"] < "1000":
        raise WrongDate("Write the year with four digits, such as 1992.", "year")
    if not re.fullmatch(r"[0-9]{1,2}", parts["day"]) or not 1 <= int(parts["day"]) <= 31:
        raise WrongDate("The day is a number from 1 to 31.", "day")
    day_number, year_number = int(parts["day"]), int(parts["year"])
    last = monthrange(year_number, month_number)[1]
    if day_number > last:
        name = MONTHS[month_number - 1].title()
        raise WrongDate(f"Check the day: {name} {year_number} has {last} days.", "day")
    return date(year_number, month_number, day_number)


def from_text(value: str) -> date | None:
    """The date of one box: `29/02/1992`, `29-2-1992`, `29 February 1992` or `1992-02-29`. Raises WrongDate."""
    text = ascii_digits(value.strip())
    if not text:
        return None
    iso = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text)
    if iso:
        return from_parts(iso[3], iso[2], iso[1])
    found = re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th)?[\s/.\-]+([0-9]{1,2}|[A-Za-z]{3,9})[\s/.\-,]+([0-9]{1,4})", text)
    if not found:
        raise WrongDate("Write the date as day, month and year, such as 29/02/1992.")
    return from_parts(found[1], found[2], found[3])


def refuse_birth_date(born: date, today: date) -> str | None:
    """Why a person who applies cannot have been born on `born`, or None. Between 18 and 100 years old."""
    if born > today:
        return f"{long_day(born)} is in the future. Check the year."
    if born > add_months(today, -18 * 12):
        return f"Someone born on {long_day(born)} is under 18. Check the year."
    if born < add_months(today, -100 * 12):
        return f"Someone born on {long_day(born)} is over 100. Check the year."
    return None


def _month(typed: str) -> int:
    if typed.isascii() and typed.isdigit() and 1 <= int(typed[:4]) <= 12:
        return int(typed)
    matches = [number for number, name in enumerate(MONTHS, 1) if len(typed) >= 3 and name.startswith(typed.lower())]
    if len(matches) != 1:
        raise WrongDate("The month is a number from 1 to 12.", "month")
    return matches[0]
