"""Bank holidays in England: the government's published list, and the rule of law for years it does not reach yet."""

import json
from datetime import date, timedelta
from functools import cache
from importlib import resources

SATURDAY = 5


def bank_holiday_name(day: date) -> str | None:
    """`Early May bank holiday`, or None when `day` is none."""
    return bank_holidays(day.year).get(day)


@cache
def bank_holidays(year: int) -> dict[date, str]:
    """The bank holidays of one year, by date. Source: gov.uk/bank-holidays as bundled with govuk-bank-holidays.

    Years after the published list follow the Banking and Financial Dealings Act 1971.
    """
    return _published().get(year) or _by_rule(year)


@cache
def _published() -> dict[int, dict[date, str]]:
    text = resources.files("govuk_bank_holidays").joinpath("bank-holidays.json").read_text(encoding="utf-8")
    years: dict[int, dict[date, str]] = {}
    for event in json.loads(text)["england-and-wales"]["events"]:
        day = date.fromisoformat(event["date"])
        years.setdefault(day.year, {})[day] = event["title"]
    return years


def _by_rule(year: int) -> dict[date, str]:
    easter = _easter(year)
    found = {
        _first_working(date(year, 1, 1)): "New Year’s Day",
        easter - timedelta(days=2): "Good Friday",
        easter + timedelta(days=1): "Easter Monday",
        _first_monday(date(year, 5, 1)): "Early May bank holiday",
        _first_monday(date(year, 5, 25)): "Spring bank holiday",
        _first_monday(date(year, 8, 25)): "Summer bank holiday",
    }
    for day, name in ((date(year, 12, 25), "Christmas Day"), (date(year, 12, 26), "Boxing Day")):
        found[day + timedelta(days=2) if day.weekday() >= SATURDAY else day] = name
    return dict(sorted(found.items()))


def _first_working(day: date) -> date:
    return day if day.weekday() < SATURDAY else day + timedelta(days=7 - day.weekday())


def _first_monday(on_or_after: date) -> date:
    return on_or_after + timedelta(days=-on_or_after.weekday() % 7)


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
