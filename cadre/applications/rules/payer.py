"""When somebody who must say who pays is reminded, and when staff take it up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from cadre.applications.rules.sponsor import reminder_days, reminder_due
from cadre.lib.dates import add_working_days


@dataclass(frozen=True)
class PayerSchedule:
    """Working days after the question: of each reminder, and from when it is for staff."""

    remind_after: Sequence[int]
    staff_after: int


def payer_reminder_due(
    schedule: PayerSchedule, *, asked_on: date, mailed_on: date, starts_on: date, today: date
) -> bool:
    """Whether a day has come since the last mail, before the course starts. Jumped over two, one is due."""
    days = reminder_days(asked_on=asked_on, closes_on=starts_on, after=schedule.remind_after, before=())
    return today < starts_on and reminder_due(days=days, mailed_on=mailed_on, today=today)


def for_staff_on(schedule: PayerSchedule, *, asked_on: date) -> date:
    """The day from which an unanswered question stands before staff."""
    return add_working_days(asked_on, schedule.staff_after)


def asked_until(schedule: PayerSchedule, *, today: date) -> date:
    """The last day of asking whose questions stand before staff today: `for_staff_on` the other way round."""
    day = today
    while for_staff_on(schedule, asked_on=day) > today:
        day -= timedelta(days=1)
    return day


def refuse_schedule(remind_after: Sequence[int], staff_after: int) -> str:
    """Why this is no schedule, or empty."""
    if any(later <= earlier for earlier, later in pairwise(remind_after)):
        return "Each reminder comes after the one before it."
    if any(number < 1 for number in remind_after):
        return "The first reminder comes a working day after asking at the earliest."
    if staff_after <= max(remind_after, default=0):
        return "It is for staff after the last reminder, not before."
    return ""


def list_words(numbers: Sequence[int]) -> str:
    """`3, 7 and 12`; `no` for none."""
    *most, last = [str(one) for one in numbers] or ["no"]
    return f"{', '.join(most)} and {last}" if most else last
