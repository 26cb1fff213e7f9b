"""What rooms above hold of free places, and whom they have offered one: the waiting list leaves both alone.

@elsewhere.provide
def held(offerings): ...
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Elsewhere:
    """`seats`: how many are held, by group's key. `people`: keys of applications that are offered a place there."""

    seats: Mapping[int, int] = field(default_factory=dict)
    people: frozenset[int] = frozenset()


Provider = Callable[[Collection[int]], Elsewhere]
_providers: list[Provider] = []


def provide(provider: Provider) -> Provider:
    """Register `provider(offerings)`, by keys of offerings, which costs the same queries however many there are."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def held_elsewhere(offerings: Collection[int]) -> Elsewhere:
    """What all rooms above hold, together."""
    found = [provider(offerings) for provider in _providers]
    seats: dict[int, int] = {}
    for one in found:
        for key, number in one.seats.items():
            seats[key] = seats.get(key, 0) + number
    return Elsewhere(seats, frozenset(key for one in found for key in one.people))
