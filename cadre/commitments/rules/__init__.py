"""How a promise stands, and when a partner is quiet."""

from dataclasses import dataclass
from datetime import date, timedelta

from cadre.commitments.states import Standing
from cadre.lib.words import counted


@dataclass(frozen=True)
class Year:
    """A year of promises: from `starts_on` until before `ends_on`. `number` is the calendar year it starts in."""

    number: int
    starts_on: date
    ends_on: date

    def __str__(self) -> str:
        if self.starts_on.month == 1:
            return str(self.number)
        return f"{self.number}/{(self.number + 1) % 100:02}"


def year_of(number: int, *, starts_month: int) -> Year:
    return Year(number, date(number, starts_month, 1), date(number + 1, starts_month, 1))


def year_on(day: date, *, starts_month: int) -> Year:
    """The year that `day` is in."""
    number = day.year if day.month >= starts_month else day.year - 1
    return year_of(number, starts_month=starts_month)


@dataclass(frozen=True)
class Answer:
    """How a promise stands, and why in a sentence."""

    standing: Standing
    why: str


def counted_standing(have: int, least: int, *, year: Year, today: date, risk_days: int) -> Answer:
    """Of a promise that counts up to `least` within the year. It is at risk in the last `risk_days` of the year."""
    if have >= least:
        more = f"{have}, where {least} {'was' if least == 1 else 'were'} promised."
        return Answer(Standing.DONE, more if have > least else f"{have} of {least}.")
    said = f"{have} of {least}, {least - have} to go."
    if today >= year.ends_on:
        return Answer(Standing.MISSED, f"{have} of {least} when the year was over.")
    left = (year.ends_on - today).days
    if today >= year.ends_on - timedelta(days=risk_days):
        return Answer(Standing.AT_RISK, f"{said} {counted(left, 'day')} left.")
    return Answer(Standing.DUE, said)


def share_standing(have: int, wanted: int, *, year: Year, today: date) -> Answer:
    """Of a promise about everything that comes up: done while all of it is, at risk while some of it waits."""
    if wanted == 0:
        over = today >= year.ends_on
        return Answer(Standing.DONE, "Nothing came up.") if over else Answer(Standing.DUE, "Nothing came up yet.")
    if have >= wanted:
        return Answer(Standing.DONE, f"All {wanted} of {wanted}." if wanted > 1 else "1 of 1.")
    said = f"{have} of {wanted}, {wanted - have} missing."
    return Answer(Standing.MISSED if today >= year.ends_on else Standing.AT_RISK, said)


def is_quiet(heard_on: date | None, since: date, *, days: int, today: date) -> bool:
    """Whether nothing was heard for `days`; from `since`, the day it signed, where nothing ever was. 0 is never."""
    return days > 0 and today - max(heard_on or since, since) >= timedelta(days=days)
