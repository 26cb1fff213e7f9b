"""What rooms above hold of an application: a place in a group, one of a booking. They say so here, since we cannot ask.

A room declares its keeper once, at start:

    keeper(PLACE, held=place_held, move=move_place, bar=why_place_stays)
"""

from collections.abc import Callable
from dataclasses import dataclass

from cadre.applications.models import Application

PLACE, BOOKED = "place", "booked"
Held = Callable[[Application], str]
Bar = Callable[[Application, Application], str]
Move = Callable[[Application, Application], None]


@dataclass(frozen=True)
class Keeper:
    """`held` answers with what is held, in words, or empty. Both of these are given (from, to): `bar` answers why it
    cannot move, or empty; `move` moves it, in the caller's transaction."""

    kept: str
    held: Held
    bar: Bar | None = None
    move: Move | None = None


_keepers: dict[str, Keeper] = {}


def keeper(kept: str, *, held: Held, bar: Bar | None = None, move: Move | None = None) -> None:
    """Declare what a room holds. Declared again, it is replaced."""
    _keepers[kept] = Keeper(kept, held, bar, move)


def keepers() -> list[Keeper]:
    return list(_keepers.values())


def held_of(application: Application, *kept: str) -> str:
    """What other rooms hold of it: `a place in NPQSL-S27-01`; empty for nothing. `kept` asks only for these kinds."""
    asked = [one for one in _keepers.values() if not kept or one.kept in kept]
    return " and ".join(filter(None, (one.held(application) for one in asked)))
