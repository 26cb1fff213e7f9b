"""When a version may begin, end or be withdrawn. `to_on` is the first day on which a version no longer holds."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Protocol, TypeVar

from cadre.lib.dates import long_day


class Version(Protocol):
    """One row of a line: of all rows that speak of the same thing."""

    pk: int
    from_on: date
    to_on: date | None


V = TypeVar("V", bound=Version)


def holding(versions: Iterable[V], day: date) -> V | None:
    """What holds on `day`: of several, the one that began last."""
    begun = [one for one in versions if one.from_on <= day and (one.to_on is None or one.to_on > day)]
    return max(begun, key=lambda one: one.from_on, default=None)


def latest(versions: Iterable[V]) -> V | None:
    """The one that begins last, begun or not."""
    return max(versions, key=lambda one: one.from_on, default=None)


def state_of(version: Version, versions: Iterable[Version], today: date) -> str:
    """`later`, `in force` or `past`."""
    if version.from_on > today:
        return "later"
    now = holding(versions, today)
    return "in force" if now and now.pk == version.pk else "past"


def mark_of(versions: Sequence[Version]) -> str:
    """Differs whenever a version was written, ended or withdrawn: what somebody's change is based on."""
    last = latest(versions)
    return f"{len(versions)}.{last.pk}.{last.to_on or ''}" if last else "0"


def refuse_start(versions: Sequence[Version], *, from_on: date, today: date, notice_days: int) -> str:
    """Why no version may begin on `from_on`, or empty. `notice_days`: how many days after today is the earliest."""
    earliest = today + timedelta(days=notice_days)
    if from_on < earliest:
        return f"The earliest day is {long_day(earliest)}: what was decided keeps what it was decided by."
    last = latest(versions)
    if last and last.from_on >= from_on:
        advice = "Withdraw that first, or choose a later day" if last.from_on > today else "Choose a later day"
        return f"A version from {long_day(last.from_on)} is written already. {advice}."
    if last and last.to_on and last.to_on > from_on:
        return f"It ends after {_day_before(last.to_on)}. Take back that end first, or begin then."
    return ""


def refuse_end(versions: Sequence[Version], *, on: date, today: date, notice_days: int) -> str:
    """Why it may not end so that `on` is the first day without it, or empty."""
    last, earliest = latest(versions), today + timedelta(days=notice_days)
    if on < earliest:
        return f"The earliest day is {long_day(earliest)}: what was decided keeps what it was decided by."
    if last is None or last.to_on:
        return "It has an end already."
    if last.from_on > today:
        return f"A version from {long_day(last.from_on)} is written. Withdraw that first."
    return "" if last.from_on < on else f"It began on {long_day(last.from_on)}. Choose a later day."


def refuse_withdrawal(version: Version, versions: Sequence[Version], *, today: date) -> str:
    """Why neither it nor its end can be taken back, or empty."""
    last = latest(versions)
    if last is None or last.pk != version.pk:
        return "Another version follows. Withdraw that first."
    if version.from_on > today or (version.to_on and version.to_on > today):
        return ""
    return "It has begun, and what has begun stays. Change it from a day on instead."


def _day_before(day: date) -> str:
    return long_day(day - timedelta(days=1))
