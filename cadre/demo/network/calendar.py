"""When the demo's three intakes are, relative to the day it is loaded."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from cadre.lib import clock
from cadre.lib.dates import LONDON, add_working_days, is_working_day
from cadre.programmes.rules.following import season

WEEKS_TO_DAY_TWO = 8
YEAR = timedelta(weeks=52)
CLOSES_IN = timedelta(days=17)
REGISTRATION = timedelta(weeks=26)
CLOSED_BEFORE_START = timedelta(days=14)
OPEN_STARTS_IN = timedelta(days=98)


@dataclass(frozen=True)
class Season:
    """One intake of the demo."""

    name: str
    opens_on: date
    closes_on: date
    starts_on: date

    @property
    def slug(self) -> str:
        return self.name.lower().replace(" ", "-")


@dataclass(frozen=True)
class Seasons:
    """Nearly finished, in delivery with day 2 on the next working day, and open for registration."""

    finished: Season
    running: Season
    open: Season


def seasons(today: date) -> Seasons:
    """The three intakes as they stand on `today`."""
    running = monday(add_working_days(today, 1)) - timedelta(weeks=WEEKS_TO_DAY_TWO)
    finished = monday(running - YEAR)
    closed = running - CLOSED_BEFORE_START
    closes = today + CLOSES_IN
    while not is_working_day(closes):
        closes += timedelta(days=1)
    return Seasons(
        finished=_season(finished, finished - CLOSED_BEFORE_START - REGISTRATION, finished - CLOSED_BEFORE_START),
        running=_season(running, closed - REGISTRATION, closed),
        open=_season(monday(today + OPEN_STARTS_IN), closed + timedelta(days=1), closes),
    )


def _season(starts_on: date, opens_on: date, closes_on: date) -> Season:
    return Season(season(starts_on), opens_on, closes_on, starts_on)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@contextmanager
def on(day: date, hour: int = 10, minute: int = 0) -> Iterator[datetime]:
    """Within this block the site's clock stands at an hour of `day` in London."""
    moment = datetime.combine(day, time(hour, minute), tzinfo=LONDON)
    with clock.moved(timedelta(0)):
        ahead = moment - clock.now()
    with clock.moved(ahead):
        yield clock.now()
