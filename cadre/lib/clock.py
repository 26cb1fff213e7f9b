"""What time the site thinks it is. Demo mode moves it; everything else reads it at its edge.

Rules and actions never call this: they are given `today` and `now`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta

from cadre.lib.dates import LONDON

_moved_by: ContextVar[timedelta | None] = ContextVar("moved_by", default=None)
_ahead: Callable[[], timedelta] = timedelta


def follow(ahead: Callable[[], timedelta]) -> None:
    """From now on the clock stands ahead of the real one by what `ahead` answers. Only the demo does this."""
    global _ahead
    _ahead = ahead


def now() -> datetime:
    """The present instant, in UTC, moved by the demo's date."""
    moved_by = _moved_by.get()
    return datetime.now(UTC) + (_ahead() if moved_by is None else moved_by)


def today() -> date:
    """The date in Europe/London, where every deadline of the provider falls."""
    return day_of(now())


def day_of(at: datetime) -> date:
    """The date in Europe/London at an instant."""
    return at.astimezone(LONDON).date()


def end_of(day: date) -> datetime:
    """The first instant after `day` in Europe/London: a deadline on `day` holds while now < end_of(day)."""
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), tzinfo=LONDON)


@contextmanager
def moved(by: timedelta) -> Iterator[None]:
    """Within this block the clock stands `by` ahead of the real one."""
    token = _moved_by.set(by)
    try:
        yield
    finally:
        _moved_by.reset(token)
