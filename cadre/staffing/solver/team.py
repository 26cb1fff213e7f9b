"""Who staffs what, while it is worked out."""

from dataclasses import dataclass

import numpy as np

from cadre.staffing.solver.bounds import Prices
from cadre.staffing.solver.instance import NEVER, Floats, Instance, Ints, Mask, Place
from cadre.staffing.solver.patterns import Pattern, best, blocked, taken_days


@dataclass
class Teams:
    """`chosen[g]`: how a group is staffed, None while nobody leads it. `load[p]`: somebody's events, of which
    `handed[p]` were decided by hand. `groups[p]`: those somebody has."""

    instance: Instance
    chosen: list[Pattern | None]
    busy: Mask
    load: Ints
    handed: Ints
    groups: list[set[int]]

    @classmethod
    def none(cls, instance: Instance) -> "Teams":
        busy = np.zeros(instance.free.shape, dtype=bool)
        people = len(instance.people)
        load, handed = np.zeros(people, dtype=np.int64), np.zeros(people, dtype=np.int64)
        return cls(instance, [None] * len(instance.places), busy, load, handed, [set[int]() for _ in range(people)])

    def put(self, group: int, pattern: Pattern | None) -> None:
        """The group is staffed so from now on."""
        before = self.chosen[group]
        if before is not None:
            self._mark(group, before, False)
        self.chosen[group] = pattern
        if pattern is not None:
            self._mark(group, pattern, True)

    def _mark(self, group: int, pattern: Pattern, taken: bool) -> None:
        place = self.instance.places[group]
        days = taken_days(place, pattern)
        for member in pattern.team:
            person = place.who[member]
            self.busy[person, days] = taken
            self.busy[person, -1] = False
            events = place.events if taken else -place.events
            self.load[person] += events
            if member in place.by_hand:
                self.handed[person] += events
            (self.groups[person].add if taken else self.groups[person].discard)(group)

    def held_by(self, people: set[int]) -> list[int]:
        """The groups that have any of these people."""
        return sorted({group for person in people for group in self.groups[person]})

    def find(self, group: int, prices: Prices | None = None, share: float = 0.0) -> Pattern | None:
        """The best way to staff an empty group with who is left. `share` of the prices is regard for the others."""
        place = self.instance.places[group]
        cost = blocked(self.instance, place, self.busy)
        load = self.dearer(place)
        if prices is not None and share:
            cost = cost + share * prices.day[place.who][:, place.days].sum(axis=3)
            load = load + share * place.events * np.maximum(0, prices.load[place.who] - self.instance.weights.unfair)
        return best(place, cost, load, self.instance.weights)[1]

    def dearer(self, place: Place) -> Floats:
        """What the group's events cost each person's fair share, and -NEVER beyond the limit."""
        has, fair = self.load[place.who], self.instance.fair[place.who]
        unfair = np.maximum(0, has + place.events - fair) - np.maximum(0, has - fair)
        return np.where(self.has_room(place), self.instance.weights.unfair * unfair, -NEVER)

    def has_room(self, place: Place) -> Mask:
        """Who may take the group's events within their limit; those decided by hand for it, whatever that is."""
        by_choice = self.load[place.who] - self.handed[place.who]
        room: Mask = by_choice + place.events <= self.instance.own_limit[place.who]
        room[place.by_hand] = True
        return room

    @property
    def unfair(self) -> float:
        """What events beyond the fair share cost."""
        beyond = np.maximum(0, self.load - self.instance.fair).sum()
        return float(self.instance.weights.unfair * beyond)

    @property
    def worth(self) -> float:
        return sum(pattern.worth for pattern in self.chosen if pattern is not None) - self.unfair

    @property
    def unled(self) -> list[int]:
        return [group for group, pattern in enumerate(self.chosen) if pattern is None]
