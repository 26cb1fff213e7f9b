"""Who delivers a qualification near somebody. Rooms above know that; one of them says so here when it starts.

The public page of a qualification lives in this room, on a floor below partners and their events.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cadre.programmes.models import Offering, Qualification


@dataclass(frozen=True)
class Nearby:
    """One partner. `km` is straight-line from the asked place; `days` are the dates it has picked already."""

    slug: str
    name: str
    short_name: str
    where: str
    region: str
    km: int | None = None
    days: tuple[date, ...] = ()


@dataclass(frozen=True)
class Around:
    """The partners, nearest first. `place` is the asked place as it was found; empty when it was not, or not asked."""

    partners: tuple[Nearby, ...] = ()
    asked: str = ""
    place: str = ""


Finder = Callable[[Qualification, Offering | None, str, date], Around]
_finders: list[Finder] = []


def tells_who_delivers(finder: Finder) -> Finder:
    """Registers `finder(qualification, offering, asked place, today)`; the room highest up has the word."""
    _finders.append(finder)
    return finder


def partners_around(qualification: Qualification, offering: Offering | None, asked: str, *, today: date) -> Around:
    """The partners that deliver the qualification; `days` are those of the offering."""
    return _finders[-1](qualification, offering, asked, today) if _finders else Around(asked=asked)
