"""When the next intake opens after the last one, what it is proposed to be, and where its days may be moved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cadre.lib.dates import add_working_days, long_day

SPRING_ENDS, SUMMER_ENDS = 4, 8
YEAR = 52
"""In weeks, so that a day keeps its weekday."""


@dataclass(frozen=True)
class Days:
    """The three days of an intake."""

    opens_on: date
    closes_on: date
    starts_on: date


def opening_after(closings: Iterable[date]) -> date | None:
    """The day after the last of `closings`, one for each qualification's last intake; None when there is none.

    Nobody is to find two registrations open for one qualification, so that an intake waits for all it follows.
    """
    last = max(closings, default=None)
    return last + timedelta(days=1) if last else None


def season(starts_on: date) -> str:
    """What an intake is called after its start: `Spring 2027`."""
    part = "Spring" if starts_on.month <= SPRING_ENDS else "Summer" if starts_on.month <= SUMMER_ENDS else "Autumn"
    return f"{part} {starts_on.year}"


def proposed(line: Sequence[Days], *, apart_weeks: int, today: date) -> Days:
    """The days of the intake after the last of `line`, a qualification's intakes by start.

    A year after the one that came next a year ago, so that seasons stay; after a first intake, `apart_weeks` on. Whole
    weeks keep the weekday, and then it is the next working day. It is shifted again while its registration would be
    over by `today`. When the day after the last closing has passed, registration opens today.
    """
    last = line[-1]
    like, weeks = _a_year_ago(line, apart_weeks) or (last, apart_weeks)
    opens, shift = max(last.closes_on + timedelta(days=1), today), timedelta(weeks=weeks)
    closes, starts = like.closes_on + shift, like.starts_on + shift
    while _working(closes) < opens:
        closes, starts = closes + shift, starts + shift
    closes = _working(closes)
    return Days(opens, closes, _working(max(starts, closes + timedelta(days=1))))


def _a_year_ago(line: Sequence[Days], apart_weeks: int) -> tuple[Days, int] | None:
    """What would come next a year later, and the year in weeks: none after a first intake."""
    soonest = line[-1].starts_on + timedelta(weeks=apart_weeks) / 2
    coming = (one for one in line if one.starts_on + timedelta(weeks=YEAR) >= soonest)
    return (next(coming, line[-1]), YEAR) if len(line) > 1 else None


def _working(day: date) -> date:
    return add_working_days(day - timedelta(days=1), 1)


def is_time_to_propose(closes_on: date, *, propose_weeks: int, today: date) -> bool:
    """From so many weeks before registration closes on."""
    return closes_on - timedelta(weeks=propose_weeks) <= today


def refuse_move(before: Days, after: Days, *, today: date) -> dict[str, str]:
    """{field: what is wrong} with moving registration's days; empty when they may be so."""
    wrong: dict[str, str] = {}
    if before.opens_on != after.opens_on:
        if before.opens_on <= today:
            wrong["opens_on"] = f"Registration opened on {long_day(before.opens_on)}, so its opening stays."
        elif after.opens_on < today:
            wrong["opens_on"] = f"{long_day(after.opens_on)} has passed. Registration opens today at the earliest."
    if before.closes_on != after.closes_on and after.closes_on < today:
        wrong["closes_on"] = f"{long_day(after.closes_on)} has passed. Registration closes today at the earliest."
    elif after.closes_on < after.opens_on:
        wrong["closes_on"] = f"Registration opens on {long_day(after.opens_on)}, so it cannot close before."
    elif after.closes_on >= after.starts_on:
        wrong["closes_on"] = f"The programme starts on {long_day(after.starts_on)}. Close before that."
    return wrong


def refuse_start(days: Days, starts_on: date, others: Iterable[tuple[str, date]], *, today: date) -> str:
    """Why the programme cannot start on another day; empty when it can.

    `others`: (name, start) of the other intakes of its qualifications. Which of them follows which stays.
    """
    if days.starts_on <= today:
        return f"The programme started on {long_day(days.starts_on)}, so its start stays."
    if starts_on < today:
        return f"{long_day(starts_on)} has passed. The programme starts today at the earliest."
    if starts_on <= days.closes_on:
        return f"Registration closes on {long_day(days.closes_on)}. Start after that, or move registration first."
    for name, start in others:
        if start == starts_on or (start < days.starts_on) != (start < starts_on):
            return f"{name} starts on {long_day(start)}. Two intakes of a qualification do not change places."
    return ""


def refuse_following(name: str, next_one: Days, opens_on: date, *, today: date) -> str:
    """Why an intake that follows cannot open on `opens_on` instead; empty when it can."""
    if next_one.opens_on == opens_on:
        return ""
    if next_one.opens_on <= today:
        return (
            f"Registration for {name} opened on {long_day(next_one.opens_on)}, when this one closed. "
            "Two are not open at once."
        )
    if opens_on > next_one.closes_on:
        return (
            f"{name} follows, and closes on {long_day(next_one.closes_on)}: it would close before it opens. "
            "Move it first."
        )
    return ""
