"""For what rooms above have booked facilitators: they say so here, since this room cannot ask.

@booked.provide
def events_of(facilitators, from_on, to_on): ...
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Booked:
    """One booking of one person, from a day to another, both included. `what` is a phrase: `NPQSL Day 1, Peakside`."""

    facilitator_id: int
    from_on: date
    to_on: date
    what: str

    def touches(self, from_on: date, to_on: date) -> bool:
        return self.from_on <= to_on and from_on <= self.to_on


Provider = Callable[[Collection[int], date, date], Iterable[Booked]]
_providers: list[Provider] = []


def provide(provider: Provider) -> Provider:
    """Register `provider(facilitators, from_on, to_on)`, by their keys: the same queries however many they are."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def bookings_of(facilitators: Collection[int], from_on: date, to_on: date) -> list[Booked]:
    """What all rooms above have booked them for between two days, the soonest first."""
    found = [one for provider in _providers for one in provider(facilitators, from_on, to_on)]
    return sorted(found, key=lambda one: (one.from_on, one.what, one.facilitator_id))
