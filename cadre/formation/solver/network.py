"""An instance with what people have pinned by hand, and the lookups that solving and checking need."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cadre.formation.solver.instance import Instance
from cadre.formation.solver.modes import modes_of, ranges

Ints = NDArray[np.int64]
NOWHERE = -1


class PinsCannotHold(ValueError):
    """What was pinned leaves no plan at all: says which."""


@dataclass(frozen=True)
class Pins:
    """Decided by hand: partners that run or do not, and the partner of a person, or NOWHERE. All by position."""

    opens: frozenset[int] = frozenset()
    closes: frozenset[int] = frozenset()
    people: dict[int, int] = field(default_factory=dict)


class Network:
    """`open_arc`: the seats that may still be given. `modes`: how partners may run. `opens`, `closes`: who must, who
    must not. `must_sit[a]`: who is pinned to a seat. Raises PinsCannotHold for pins that contradict each other."""

    def __init__(self, instance: Instance, pins: Pins | None = None) -> None:
        self.instance, self.pins = instance, pins or Pins()
        self.open_arc = np.ones(len(instance.arc_person), dtype=bool)
        self.must_sit = np.zeros(len(instance.applicants), dtype=bool)
        seated: set[int] = set()
        for person, partner in self.pins.people.items():
            self._pin(person, partner)
            seated.add(partner)
        self.opens = self.pins.opens | (seated - {NOWHERE})
        self.closes = self.pins.closes
        self._refuse_contradictions()
        by_partner = np.argsort(instance.arc_partner, kind="stable")
        self.first_of = np.searchsorted(instance.arc_partner[by_partner], np.arange(len(instance.partners) + 1))
        self.arcs_of = by_partner
        wish, open_arc = instance.is_wish, self.open_arc
        size = len(instance.partners)
        pinned = self.must_sit[instance.arc_person] & open_arc & ~wish
        self.modes = modes_of(
            instance,
            bound_for_home=np.bincount(instance.arc_partner[wish & open_arc], minlength=size),
            strangers=np.bincount(instance.arc_partner[pinned], minlength=size),
        )

    def arcs_into(self, partners: Ints) -> Ints:
        """The open seats at these partners."""
        counts = self.first_of[partners + 1] - self.first_of[partners]
        found = self.arcs_of[ranges(self.first_of[partners], counts)]
        return found[self.open_arc[found]]

    def arcs_of_people(self, people: Ints) -> Ints:
        """The open seats of these people."""
        first = self.instance.first.astype(np.int64)
        found = ranges(first[people], first[people + 1] - first[people])
        return found[self.open_arc[found]]

    def _pin(self, person: int, partner: int) -> None:
        begin, end = self.instance.first[person], self.instance.first[person + 1]
        own = self.instance.arc_partner[begin:end] == partner
        if partner != NOWHERE and not own.any():
            who, where = self.instance.applicants[person], self.instance.partners[partner]
            raise PinsCannotHold(f"{who!r} cannot be pinned to {where!r}: it is neither their wish nor an option.")
        self.open_arc[begin:end] = own
        self.must_sit[person] = partner != NOWHERE

    def _refuse_contradictions(self) -> None:
        names = self.instance.partners
        for partner in sorted(self.opens & self.closes):
            raise PinsCannotHold(f"{names[partner]!r} is pinned closed, and pinned open or somebody is pinned to it.")
        for partner in sorted(self.opens):
            if self.instance.groups[partner] == 0:
                raise PinsCannotHold(f"{names[partner]!r} is pinned open and can hold no group.")
