"""A plan: who sits where, what it reaches, and what no plan can pass."""

import gc
import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from cadre.formation.solver import memory
from cadre.formation.solver.again import resolved, touched_by
from cadre.formation.solver.bounds import Prices, priced, priced_again, proven_bound
from cadre.formation.solver.fairness import earlier_first
from cadre.formation.solver.instance import Instance
from cadre.formation.solver.network import Network, Pins, PinsCannotHold
from cadre.formation.solver.parts import Neighbours
from cadre.formation.solver.seating import Floats, Seating
from cadre.formation.solver.solver import WHOLE, Tell, cut, seated, untold

FINE, MOST_TOUCHED = 60, 24


@dataclass(frozen=True)
class Plan:
    """`bounds`: (seats at the preferred partner, that no plan passes; seats, that no plan passes which meets as many
    wishes). `prices`: of both, from which anybody can work them out again. `searched`: the first was lowered further by
    an exact search. `seconds` and `peak_mb`: what the plan took, above the data."""

    network: Network
    seating: Seating
    bounds: tuple[int, int]
    prices: tuple[Prices, Prices]
    searched: bool
    seconds: float
    peak_mb: float

    @property
    def share(self) -> float:
        """Of the wishes that any plan could meet."""
        return self.seating.levels[0] / self.bounds[0] if self.bounds[0] else 1.0

    def bounds_beside(self, wishes: int) -> tuple[int, int]:
        """The bounds for a plan that meets so many wishes."""
        return self.bounds[0], _loosened(self.network, self.bounds[1], self.seating.levels[0] - wishes)

    def as_json(self) -> dict[str, Any]:
        """In the form of the file; `seats` by applicant."""
        instance = self.seating.instance
        names = (*instance.partners, None)
        preferred, sitting, km = self.seating.levels
        return {
            "seats": dict(zip(instance.applicants, (names[p] for p in self.seating.partner.tolist()), strict=True)),
            "running": [instance.partners[p] for p in np.flatnonzero(self.seating.runs).tolist()],
            "levels": {"preferred": preferred, "seated": sitting, "km": km},
            "bounds": {"preferred": self.bounds[0], "seated": self.bounds[1]},
            "seconds": round(self.seconds, 3),
            "peak_mb": round(self.peak_mb, 1),
        }


def plan_for(instance: Instance, pins: Pins | None = None, tell: Tell = untold) -> Plan:
    """The plan of an instance, the same each time. Raises PinsCannotHold, and what `tell` raises."""
    begun, before = time.perf_counter(), memory.begin()
    network = Network(instance, pins)
    neighbours = Neighbours(instance)
    seating, wishes = seated(network, neighbours, tell)
    if len(instance.applicants) > WHOLE:
        gc.collect()
    is_wish = instance.is_wish.astype(np.float64)
    finer = cut(neighbours, FINE)
    of_wishes, of_seats = priced(network, is_wish, finer), priced(network, _seats(instance), finer[:1])
    bound = _whole(proven_bound(network, is_wish, of_wishes))
    searched = wishes is not None and wishes < bound
    most_wishes = bound if wishes is None else min(bound, wishes)
    bounds = most_wishes, _most_seats(network, of_seats, seating.levels[0])
    seconds, peak = time.perf_counter() - begun, max(0.0, memory.peak() - before)
    return Plan(network, seating, bounds, (of_wishes, of_seats), searched, seconds, peak)


def plan_around(
    instance: Instance,
    seating: Seating,
    bounds: tuple[int, int],
    prices: Prices,
    pins: Pins,
    *,
    before: Pins,
) -> Plan:
    """The plan of a seating with more pinned than `before`: only the neighbourhoods of the new pins are seated anew.

    `bounds` of the earlier plan hold, since what is pinned in addition can only lower what is possible (that of seats,
    for plans that meet as many wishes); its `prices`, with those around the new pins found again, show by how much.
    Raises PinsCannotHold, also when only a plan made anew
    could hold them.
    """
    begun = time.perf_counter()
    if len(touched_by(instance, seating, pins, before)) > MOST_TOUCHED:
        raise PinsCannotHold("Too much is pinned otherwise for a part of the plan to be made anew.")
    neighbours = Neighbours(instance)
    found = resolved(instance, seating, pins, before=before, neighbours=neighbours)
    network, touched = Network(instance, pins), touched_by(instance, seating, pins, before)
    earlier_first(network, found)
    is_wish = instance.is_wish.astype(np.float64)
    if touched:
        prices = priced_again(network, is_wish, prices, np.sort(neighbours.grown(touched, len(touched) + FINE)))
    none = Prices.none(network)
    wishes = min(bounds[0], _whole(proven_bound(network, is_wish, prices)))
    seats = _loosened(network, bounds[1], seating.levels[0] - found.levels[0])
    return Plan(network, found, (wishes, seats), (prices, none), False, time.perf_counter() - begun, 0.0)


def wish_in_seats(instance: Instance) -> int:
    """How many seats fewer the bound of seats allows for each wish more.

    A wish met often costs somebody else a seat where people may be moved: one for one bounds the seats of 10,000 people
    by 0.998 instead of 0.995. Where nobody is moved, wishes and seats come together, and seats alone bound better.
    """
    return int(instance.move_from_viable)


def _seats(instance: Instance) -> Floats:
    worth: Floats = 1.0 + wish_in_seats(instance) * instance.is_wish.astype(np.float64)
    return worth


def _most_seats(network: Network, prices: Prices, wishes: int) -> int:
    """No plan that meets so many wishes seats more."""
    together = proven_bound(network, _seats(network.instance), prices) - wish_in_seats(network.instance) * wishes
    return _loosened(network, _whole(together), 0)


def _loosened(network: Network, bound: int, missed: int) -> int:
    """What bounds the seats where so many wishes fewer are met; at most everybody with any place to go."""
    anywhere = proven_bound(network, np.ones(len(network.instance.arc_person)), Prices.none(network))
    return min(bound + max(0, missed) * wish_in_seats(network.instance), _whole(anywhere))


def _whole(bound: float) -> int:
    """Seats are whole numbers; a bound of 17.99999999 is 18 when the arithmetic is not exact."""
    return int(bound + 1e-6)
