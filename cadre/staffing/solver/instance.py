"""An instance as arrays: who may staff which group, on which days, and what each choice is worth."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

NEVER = -1e7
"""Worth of what cannot be."""


@dataclass(frozen=True)
class Weights:
    """What a led group is worth, what a second facilitator adds, what a kilometre and an event beyond the fair share
    cost.

    What the dates of a group are worth is in the instance, at most 10 an event. So in a group of six events whose
    people travel at most 200 km each, dates, travel and fairness together weigh less than its second facilitator, and
    all of them less than that it is led.
    """

    led: float = 1000.0
    second: float = 300.0
    km: float = 0.5
    unfair: float = 2.0


@dataclass(frozen=True)
class Place:
    """One group. `who`: those who may staff it, by position, with what their travel costs; `leads`: positions within
    `who` of the experienced, who may lead.

    Slots are (event, start): `worth[s, e]` is that of the s-th start of event e, NEVER where there is none;
    `days[s, e]` are the columns it takes; the last column of all is a day on which nobody does anything.
    `new[person]`.
    `off[person, s, e]`: where somebody is not free. `first` and `beside`: positions within `who` of the lead and of the
    other decided by hand. `visitors`: those who could visit, by person, and how far they travel.
    """

    name: str
    who: Ints
    travel: Floats
    leads: Ints
    worth: Floats
    days: Ints
    off: Mask
    new: Mask
    first: int | None = None
    beside: int | None = None
    visitors: dict[int, float] = field(default_factory=dict)

    @property
    def first_is_new(self) -> bool:
        """Whether somebody new leads, decided by hand: then somebody experienced is beside them."""
        return self.first is not None and bool(self.new[self.first])

    @property
    def by_hand(self) -> list[int]:
        """Positions within `who` of those decided by hand."""
        return [member for member in (self.first, self.beside) if member is not None]

    @property
    def events(self) -> int:
        return int(self.worth.shape[1])


@dataclass(frozen=True)
class Instance:
    """`new`: who needs somebody experienced beside them. `first`: whose first event needs a visit. `own_limit`, `fair`:
    how many events more somebody may take, and would take if all had the same. `limit`: with those decided by hand,
    which count for their own group and no other."""

    people: list[str]
    new: Mask
    first: Mask
    own_limit: Ints
    limit: Ints
    fair: Ints
    days: list[str]
    free: Mask
    places: list[Place]
    weights: Weights = field(default_factory=Weights)

    def only_led(self) -> "Instance":
        """The same people and groups, where nothing counts but how many groups are led."""
        places = [
            replace(one, worth=np.where(one.worth > NEVER, 0.0, NEVER), travel=np.zeros_like(one.travel))
            for one in self.places
        ]
        return replace(self, places=places, weights=Weights(1.0, 0.0, 0.0, 0.0))
