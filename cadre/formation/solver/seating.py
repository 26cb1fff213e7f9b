"""Who sits where, while it is worked out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cadre.formation.solver.instance import Instance
from cadre.formation.solver.network import NOWHERE

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass
class Seating:
    """`seat[a]`: the arc a person has, or NOWHERE. `count[p]`: how many sit at a partner. `own[p]`: how many of them
    prefer it."""

    instance: Instance
    seat: Ints
    count: Ints
    own: Ints

    @classmethod
    def empty(cls, instance: Instance) -> "Seating":
        return cls.of(instance, np.full(len(instance.applicants), NOWHERE, dtype=np.int64))

    @classmethod
    def of(cls, instance: Instance, seat: Ints) -> "Seating":
        """With the counts of these seats."""
        taken, size = seat[seat >= 0], len(instance.partners)
        there, wish = instance.arc_partner[taken], instance.is_wish[taken]
        return cls(instance, seat, np.bincount(there, minlength=size), np.bincount(there[wish], minlength=size))

    def copy(self) -> "Seating":
        return Seating(self.instance, self.seat.copy(), self.count.copy(), self.own.copy())

    @property
    def runs(self) -> NDArray[np.bool_]:
        return self.count > 0

    @property
    def partner(self) -> Ints:
        """Where each person sits, or NOWHERE."""
        if not len(self.instance.arc_partner):
            return self.seat.copy()
        return np.where(self.seat >= 0, self.instance.arc_partner[self.seat], NOWHERE)

    def partner_of(self, person: int) -> int:
        seat = int(self.seat[person])
        return int(self.instance.arc_partner[seat]) if seat >= 0 else NOWHERE

    @property
    def levels(self) -> tuple[int, int, float]:
        """(seats at the preferred partner, seats, km of those seated elsewhere)."""
        arcs = self.seat[self.seat >= 0]
        elsewhere = arcs[~self.instance.is_wish[arcs]]
        km = round(float(self.instance.arc_km[elsewhere].sum(dtype=np.float64)), 1)
        return int(self.own.sum()), len(arcs), km

    def put(self, people: Ints, arcs: Ints) -> None:
        """These people sit at these arcs from now on; those without one, nowhere."""
        before = self.seat[people]
        self._add(before[before >= 0], -1)
        self.seat[people] = NOWHERE
        self.seat[self.instance.arc_person[arcs]] = arcs
        self._add(arcs, 1)

    def _add(self, arcs: Ints, number: int) -> None:
        there = self.instance.arc_partner[arcs]
        wish = self.instance.preferred[self.instance.arc_person[arcs]] == there
        np.add.at(self.count, there, number)
        np.add.at(self.own, there[wish], number)
