"""An invented country of applicants and partners, as an instance of the group-formation file.

Settled as England is: towns of very different sizes, a fifth in the countryside; about 44 % of partners start under
twelve first preferences, about a tenth over their size.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

NEAREST = 12
Floats = NDArray[np.float64]


def country(applicants: int, seed: int, *, move_from_viable: bool = True) -> dict[str, Any]:
    """The same numbers give the same instance. Twenty applicants a partner."""
    chance = np.random.default_rng(seed)
    partners = max(3, applicants // 20)
    side = float(np.sqrt(applicants / 2000) * 180)  # km
    towns = Towns(chance, max(3, partners // 4), side)
    hosts, people = towns.spots(partners), towns.spots(applicants)
    groups = chance.choice([1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3], partners)
    known = chance.lognormal(0, 0.7, partners)
    near, km = _nearest(people, hosts, min(NEAREST, partners))
    order = chance.permutation(applicants)
    rows = [
        _applicant(chance, at, int(order[at]), near[at].tolist(), km[at], known[near[at]]) for at in range(applicants)
    ]
    return {
        "minimum": 12,
        "maximum": 30,
        "move_from_viable": move_from_viable,
        "partners": [{"id": f"P{at}", "groups": int(number)} for at, number in enumerate(groups)],
        "applicants": rows,
    }


class Towns:
    """Where people live: towns of very different sizes, and the countryside between them."""

    def __init__(self, chance: np.random.Generator, number: int, side: float) -> None:
        self.chance, self.side = chance, side
        self.centre = chance.uniform(0, side, (number, 2))
        size = chance.pareto(1.2, number) + 0.3
        self.share, self.spread = size / size.sum(), chance.uniform(4, 14, number)

    def spots(self, number: int) -> Floats:
        town = self.chance.choice(len(self.share), number, p=self.share)
        spot = self.centre[town] + self.chance.normal(0, 1, (number, 2)) * self.spread[town][:, None]
        rural = self.chance.random(number) < 0.2
        spot[rural] = self.chance.uniform(0, self.side, (int(rural.sum()), 2))
        return spot


def _nearest(people: Floats, hosts: Floats, number: int) -> tuple[NDArray[np.int64], Floats]:
    """(partners, km) by person, the nearest first; a thousand people at a time."""
    near, km = [], []
    for begin in range(0, len(people), 1000):
        some = people[begin : begin + 1000]
        squares = ((some[:, None, :] - hosts[None, :, :]) ** 2).sum(axis=2)
        order = np.argsort(squares, axis=1, kind="stable")[:, :number]
        near.append(order)
        km.append(np.sqrt(np.take_along_axis(squares, order, axis=1)))
    return np.concatenate(near), np.concatenate(km)


def _applicant(
    chance: np.random.Generator, at: int, applied: int, near: list[int], km: Floats, known: Floats
) -> dict[str, Any]:
    pull = known * np.exp(-km / 12) + 1e-12
    wish = near[int(chance.choice(len(near), p=pull / pull.sum()))] if chance.random() < 0.88 else None
    radius = chance.choice([0, 15, 25, 40, 60], p=[0.25, 0.25, 0.25, 0.15, 0.1])
    options = [
        {"partner": f"P{partner}", "km": round(float(far), 1)}
        for partner, far in zip(near, km, strict=True)
        if far <= radius and partner != wish and chance.random() < 0.8
    ]
    preferred = None if wish is None else f"P{wish}"
    return {"id": f"A{at}", "applied": applied, "preferred": preferred, "options": options}
