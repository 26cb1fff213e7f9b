"""How many groups can be led at most, and the groups that prove it.

Days are left aside but for one thing: whoever leads a group must have a day for each of its events. Then so many groups
can be led as can be matched to people, each as often as their limit allows. Where that is not all, Hall says why: some
groups have fewer people who could lead them than there are groups.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cadre.staffing.solver.instance import NEVER, Instance, Place


@dataclass(frozen=True)
class Matching:
    """`led`: no plan leads more. `short`: groups that, for want of `able`, cannot all be led, by position."""

    led: int
    short: list[int]
    able: list[int]


def matching(instance: Instance) -> Matching:
    could = [could_lead(place) for place in instance.places]
    least = min((place.events for place in instance.places if place.events), default=1)
    room = (instance.limit // least).tolist()
    held: dict[int, list[int]] = {}
    missed = [group for group in range(len(could)) if not _given(group, could, room, held)]
    short, able = _reached(missed, could, held)
    return Matching(len(could) - len(missed), sorted(short), sorted(able))


def could_lead(place: Place) -> list[int]:
    """The experienced who have a day for each of its events, the nearest first."""
    if not place.events:
        return []
    some = np.all(np.any(~place.off & (place.worth > NEVER), axis=1), axis=1)
    leads = place.leads[some[place.leads]]
    order = np.argsort(place.travel[leads], kind="stable")
    return [int(person) for person in place.who[leads[order]]]


def _given(group: int, could: list[list[int]], room: list[int], held: dict[int, list[int]]) -> bool:
    """Finds somebody for the group, moving others along an alternating path; breadth first, so no deep recursion."""
    came: dict[int, tuple[int, int]] = {}  # person: (the group that wants them, the person that group would leave)
    queue: list[tuple[int, int]] = [(group, -1)]
    for wants, leaves in queue:
        for person in could[wants]:
            if person in came:
                continue
            came[person] = (wants, leaves)
            if len(held.setdefault(person, [])) < room[person]:
                _move(person, came, held)
                return True
            queue += [(other, person) for other in held[person]]
    return False


def _move(person: int, came: Mapping[int, tuple[int, int]], held: dict[int, list[int]]) -> None:
    while person >= 0:
        wants, leaves = came[person]
        held[person].append(wants)
        if leaves >= 0:
            held[leaves].remove(wants)
        person = leaves


def _reached(missed: list[int], could: list[list[int]], held: dict[int, list[int]]) -> tuple[set[int], set[int]]:
    """The groups that compete with those left out, and all who could lead any of them."""
    groups, people, queue = set(missed), set[int](), list(missed)
    for group in queue:
        for person in could[group]:
            if person not in people:
                people.add(person)
                fresh = [other for other in held.get(person, []) if other not in groups]
                groups.update(fresh)
                queue += fresh
    return groups, people
