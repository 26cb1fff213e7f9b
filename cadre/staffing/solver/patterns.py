"""The best way to staff one group at given prices: who leads, who is beside, and the day of each event.

Given two people, the best day of each event does not depend on the others, so every pair is tried at once.
"""

from dataclasses import dataclass

import numpy as np

from cadre.staffing.solver.instance import NEVER, Floats, Instance, Mask, Place, Weights

ALONE = -1


@dataclass(frozen=True)
class Pattern:
    """`lead` and `co`: positions in the place's `who`, ALONE for none. `slots`: which start of each event.

    `worth`: before prices, and before what load costs."""

    lead: int
    co: int
    slots: tuple[int, ...]
    worth: float

    @property
    def team(self) -> tuple[int, ...]:
        return (self.lead,) if self.co == ALONE else (self.lead, self.co)


def best(place: Place, day_cost: Floats, load_cost: Floats, weights: Weights) -> tuple[float, Pattern | None]:
    """(what it is worth after prices, the pattern); (0, None) where leaving it unled is no worse.

    `day_cost[person, s, e]`: the price of each slot for each of `who`, at least -NEVER where they cannot.
    `load_cost[person]`: of taking the group's events at all.
    """
    if not len(place.leads) or not place.events:
        return 0.0, None
    alone, pairs = table(place, day_cost, load_cost, weights)
    lead, co, value = _choice(alone, pairs)
    if value <= 0:
        return 0.0, None
    return value, _pattern(place, day_cost, lead, co, weights)


def table(place: Place, day_cost: Floats, load_cost: Floats, weights: Weights) -> tuple[Floats, Floats]:
    """What each lead is worth alone, and with each beside: [lead], [lead, co]."""
    left = -day_cost
    led = left[place.leads] + place.worth
    own = load_cost + place.travel
    alone = weights.led + np.maximum(led.max(axis=1), NEVER).sum(axis=1) - own[place.leads]
    if place.beside is not None:
        alone[:] = NEVER
    elif not weights.second:
        return alone, np.full((len(place.leads), len(place.who)), NEVER)
    # slots first: one event after another, whole tables of pairs at a time
    total = np.zeros((len(place.leads), len(place.who)))
    for event in range(place.events):
        here = led[:, 0, event][:, None] + left[:, 0, event][None, :]
        for slot in range(1, place.worth.shape[0]):
            np.maximum(here, led[:, slot, event][:, None] + left[:, slot, event][None, :], out=here)
        total += here
    pairs = total + (weights.led + weights.second - own[place.leads][:, None] - own[None, :])
    pairs[np.arange(len(place.leads)), place.leads] = NEVER
    if place.beside is not None:
        others = np.arange(len(place.who)) != place.beside
        pairs[:, others] = NEVER
    elif place.first_is_new:
        pairs[:, place.new] = NEVER
    return alone, pairs


def _choice(alone: Floats, pairs: Floats) -> tuple[int, int, float]:
    at = int(np.argmax(pairs))
    lead, co = divmod(at, pairs.shape[1])
    single = int(np.argmax(alone))
    if pairs[lead, co] >= alone[single]:
        return lead, co, float(pairs[lead, co])
    return single, ALONE, float(alone[single])


def _pattern(place: Place, day_cost: Floats, lead: int, co: int, weights: Weights) -> Pattern:
    first = int(place.leads[lead])
    if co != ALONE and _rather(place, first, co):
        first, co = co, first
    cost = day_cost[first] if co == ALONE else day_cost[first] + day_cost[co]
    slots = np.argmax(place.worth - cost, axis=0)
    worth = weights.led + float(place.worth[slots, np.arange(place.events)].sum()) - float(place.travel[first])
    if co != ALONE:
        worth += weights.second - float(place.travel[co])
    return Pattern(first, co, tuple(slots.tolist()), worth)


def _rather(place: Place, lead: int, co: int) -> bool:
    """Of two who could lead the nearer one does, where no hand has decided."""
    decided = place.first is not None or place.beside is not None
    return not decided and not place.new[co] and place.travel[co] < place.travel[lead]


def taken_days(place: Place, pattern: Pattern) -> list[int]:
    """The columns of the days a pattern takes, the day of nothing among them."""
    return place.days[list(pattern.slots), np.arange(place.events)].ravel().tolist()


def blocked(instance: Instance, place: Place, busy: Mask) -> Floats:
    """The cost of each slot where people cannot be: not free, or elsewhere by `busy[person, day]`."""
    cost: Floats = np.where(place.off | busy[place.who][:, place.days].any(axis=3), -NEVER, 0.0)
    return cost
