"""Which days of a window may be picked, and the sentence for one that may not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cadre.lib.dates import bank_holiday_name, days, span
from cadre.scheduling.states import OVERRIDABLE, DayState

SATURDAY = 5


@dataclass(frozen=True)
class Window:
    """Where the days of one event may lie. `length` days in a row; a residential takes more than one.

    `after` and `before`: (title, day) of the neighbouring events that are picked already. `fixed`: (words, day) of the
    online courses' fixed points, such as `Strategy and Improvement opens`.
    """

    title: str
    opens: date
    closes: date
    length: int = 1
    after: tuple[str, date] | None = None
    before: tuple[str, date] | None = None
    fixed: tuple[tuple[str, date], ...] = ()

    def __str__(self) -> str:
        return span(self.opens, self.closes)


@dataclass(frozen=True)
class Booking:
    """Days on which somebody or something is taken, with the words shown on them."""

    starts: date
    ends: date
    words: str


@dataclass(frozen=True)
class WindowDay:
    """One day of a window as a place to start: a `DayState` and why."""

    day: date
    state: DayState
    reason: str = ""


def event_days(start: date, length: int) -> list[date]:
    """The days an event takes that starts on `start`: `length` calendar days in a row."""
    return [start + timedelta(days=number) for number in range(length)]


def clashes(start: date, length: int, bookings: Sequence[Booking]) -> list[str]:
    """The words of every booking that touches the event's days, each once."""
    last = start + timedelta(days=length - 1)
    return list(dict.fromkeys(b.words for b in bookings if b.starts <= last and b.ends >= start))


def window_days(window: Window, *, today: date, bookings: Sequence[Booking] = ()) -> list[WindowDay]:
    """Every day of the window, as a place to start, with what stands in its way."""
    return [_window_day(day, window, today, bookings) for day in days(window.opens, window.closes)]


def _window_day(day: date, window: Window, today: date, bookings: Sequence[Booking]) -> WindowDay:
    for state, short, _ in _obstacles(day, window, today):
        return WindowDay(day, state, short)
    if found := clashes(day, window.length, bookings):
        return WindowDay(day, DayState.CLASH, "; ".join(found))
    return WindowDay(day, DayState.FREE, DayState.FREE.label)


def refuse_date(day: date | None, window: Window, *, today: date, may_override: bool = False) -> str | None:
    """Why the event may not start on `day`, naming the window; None when it may. Clashes only warn, so not here.

    `may_override`: staff, who gave a reason, may leave the window, the order and the online courses aside.
    """
    if day is None:
        return _pick(window)
    for state, _, sentence in _obstacles(day, window, today):
        if not (may_override and state in OVERRIDABLE):
            return f"{sentence} {_pick(window)}"
    return None


def set_aside(day: date, window: Window, *, today: date) -> list[str]:
    """The sentences of everything that a reason of staff overrides on `day`; empty when nothing needs it."""
    return list(dict.fromkeys(words for state, _, words in _obstacles(day, window, today) if state in OVERRIDABLE))


def _pick(window: Window) -> str:
    what = "a day" if window.length == 1 else f"{window.length} days in a row"
    return f"Pick {what} from {span(window.opens, window.closes, year=False)}."


def _obstacles(day: date, window: Window, today: date) -> Iterator[tuple[DayState, str, str]]:
    """(state, words on the day, sentence) for everything that forbids starting on `day`, the plainest first."""
    taken = event_days(day, window.length)
    for number, each in enumerate(taken, 1):
        named = _short(each) if number == 1 else f"The event would run to {_short(each)}, and that"
        if each < window.opens or each > window.closes:
            words = DayState.OUTSIDE.label if number == 1 else f"{window.length} days do not fit"
            yield DayState.OUTSIDE, words, f"{named} is outside the window."
        if each.weekday() >= SATURDAY:
            words = DayState.WEEKEND.label if number == 1 else "runs into the weekend"
            yield DayState.WEEKEND, words, f"{named} is a {each:%A}."
        elif holiday := bank_holiday_name(each):
            words = holiday if number == 1 else f"runs into {holiday}"
            yield DayState.HOLIDAY, words, f"{named} is a bank holiday."
    if day <= today:
        yield DayState.PAST, DayState.PAST.label, f"{_short(day)} {'is today' if day == today else 'has passed'}."
    if window.after and day <= window.after[1]:
        title, earlier = window.after
        yield DayState.ORDER, f"before {title}", f"{window.title} comes after {title}, on {_short(earlier)}."
    if window.before and taken[-1] >= window.before[1]:
        title, later = window.before
        yield DayState.ORDER, f"after {title}", f"{window.title} comes before {title}, on {_short(later)}."

    for words, fixed in window.fixed:
        if fixed in taken:
            yield DayState.FIXED, words, f"{words} on {_short(fixed)}, which is kept clear."


def _short(day: date) -> str:
    return f"{day.day} {day:%B}"
