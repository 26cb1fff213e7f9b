"""When registration is open, and where a programme's windows lie."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from cadre.programmes.states import Registration

LONDON = ZoneInfo("Europe/London")
SATURDAY = 5


def registration_state(opens_on: date, closes_on: date, *, today: date) -> Registration:
    """How registration stands on `today`, a day in London. It is open on both of its days, to their ends."""
    if today < opens_on:
        return Registration.UPCOMING
    return Registration.OPEN if today <= closes_on else Registration.CLOSED


def closes_at(closes_on: date) -> datetime:
    """The first instant at which registration is closed: midnight in London after its last day."""
    return datetime.combine(closes_on + timedelta(days=1), datetime.min.time(), tzinfo=LONDON)


def is_open_at(opens_on: date, closes_on: date, *, now: datetime, grace: timedelta = timedelta()) -> bool:
    """Whether registration is open at an instant. `grace` is what somebody gets who was filling in the form."""
    opens_at = datetime.combine(opens_on, datetime.min.time(), tzinfo=LONDON)
    return opens_at <= now < closes_at(closes_on) + grace


def first_monday(starts_on: date) -> date:
    """The Monday of the week in which an intake starts; from a Saturday or Sunday, the Monday that follows."""
    shift = 7 if starts_on.weekday() >= SATURDAY else 0
    return starts_on + timedelta(days=shift - starts_on.weekday())


@dataclass(frozen=True)
class Element:
    """One element of a delivery model: its window begins whole weeks after the first Monday."""

    kind: str
    number: int
    title: str
    after_weeks: int
    length_days: int
    short: str = ""
    days: int = 1
    hours: int | None = None


@dataclass(frozen=True)
class Window:
    """An element with its dates, both included."""

    element: Element
    starts_on: date
    ends_on: date


def timeline(model: Iterable[Element], starts_on: date) -> list[Window]:
    """The windows of a delivery model for an intake, by start.

    Each begins on a Monday. A face-to-face window of 12 days ends on the Friday of the following week, as in the
    provider's NPQEL timeline of spring 2020.
    """
    monday = first_monday(starts_on)
    windows = []
    for element in model:
        start = monday + timedelta(weeks=element.after_weeks)
        windows.append(Window(element, start, start + timedelta(days=element.length_days - 1)))
    return sorted(windows, key=lambda window: (window.starts_on, window.element.kind, window.element.number))


def days_left(closes_on: date, *, today: date) -> int:
    """Whole days until the last day of registration; 0 on that day."""
    return (closes_on - today).days
