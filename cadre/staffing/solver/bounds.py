"""What no plan can pass, proven by prices that anybody can check without a solver.

Every day of everybody has a price, and so has every event that somebody takes. With any prices that are not negative
the bound is right (Lagrange): each group buys the best it can at these prices, and everybody sells what they have. Good
prices are found by walking: what is wanted by more than can have it becomes dearer, what nobody wants cheaper.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cadre.staffing.solver.instance import Floats, Instance, Ints, Mask
from cadre.staffing.solver.patterns import Pattern, best, blocked, taken_days

WALKS = 120
"""Steps of the walk. They are halved after `PATIENCE` without a better bound."""
PATIENCE, BEGIN = 6, 0.4
FAR, NEARER = 1e-5, 1.03
"""How near is near enough; and how much better than the plan at hand the best is thought to be."""


@dataclass
class Prices:
    """`day[person, day]`, `load[person]`: of an event more."""

    day: Floats
    load: Floats

    @classmethod
    def none(cls, instance: Instance) -> "Prices":
        return cls(np.zeros(instance.free.shape), np.zeros(len(instance.people)))


def proven_bound(instance: Instance, prices: Prices) -> tuple[float, list[Pattern | None]]:
    """No plan is worth more; and what each group would buy. True for any prices that are not negative."""
    if min(prices.day.min(initial=0), prices.load.min(initial=0)) < 0:
        raise ValueError("A price is negative.")
    nobody = np.zeros(instance.free.shape, dtype=bool)
    total, wanted = float(prices.day[:, :-1].sum() + _sold(instance, prices)[1].sum()), []
    for place in instance.places:
        cost = blocked(instance, place, nobody) + prices.day[place.who][:, place.days].sum(axis=3)
        value, pattern = best(place, cost, prices.load[place.who] * place.events, instance.weights)
        total += value
        wanted.append(pattern)
    return total, wanted


def _sold(instance: Instance, prices: Prices) -> tuple[Ints, Floats]:
    """(events each person would take at these prices, what that brings): beyond the fair share only for more than it
    costs."""
    unfair, beyond = instance.weights.unfair, instance.limit - instance.fair
    brings = prices.load * instance.fair + np.maximum(0.0, prices.load - unfair) * beyond
    taken = np.where(prices.load > 0, instance.fair, 0) + np.where(prices.load > unfair, beyond, 0)
    return taken, brings


def priced(
    instance: Instance, reached: float, *, steps: int = WALKS, at_step: Callable[[int], None] | None = None
) -> tuple[Prices, float]:
    """Good prices, and their bound. `reached`: what some plan is worth. `at_step` is told of each step."""
    prices = Prices.none(instance)
    kept, bound = prices, np.inf
    pace, since = BEGIN, 0
    free = instance.free.copy()
    trail_day, trail_load = np.zeros_like(prices.day), np.zeros_like(prices.load)
    for step in range(steps):
        value, wanted = proven_bound(instance, prices)
        if value < bound - 1e-9:
            since = since if value > bound - (bound - reached) * 0.01 else 0
            kept, bound = prices, value
        else:
            since += 1
        if at_step is not None:
            at_step(step)
        if bound - reached <= FAR * max(1.0, bound):
            break
        if since >= PATIENCE:
            pace, since, prices = pace / 2, 0, kept
            trail_day[:], trail_load[:] = 0, 0
            continue
        day, load = _wanted(instance, prices, wanted, free)
        trail_day, trail_load = day + 0.5 * trail_day, load + 0.5 * trail_load
        norm = float((trail_day**2).sum() + (trail_load**2).sum())
        if norm == 0:
            break
        size = pace * max(value - reached * NEARER, FAR * value) / norm
        prices = Prices(
            np.maximum(0.0, prices.day + size * trail_day), np.maximum(0.0, prices.load + size * trail_load)
        )
        prices.day[:, -1] = 0
    return kept, bound


def _wanted(instance: Instance, prices: Prices, wanted: list[Pattern | None], free: Mask) -> tuple[Floats, Floats]:
    """By how many more each day and each event is wanted than there are."""
    day = np.zeros(instance.free.shape)
    load = np.zeros(len(instance.people))
    for place, pattern in zip(instance.places, wanted, strict=True):
        if pattern is None:
            continue
        days = taken_days(place, pattern)
        for member in pattern.team:
            person = int(place.who[member])
            np.add.at(day[person], days, 1)
            load[person] += place.events
    day -= (day > 0) | (prices.day > 0)
    return day, load - _sold(instance, prices)[0]
