"""Of two plans that are equal in every level, the one where the earlier application has the seat."""

from heapq import heapify, heappop, heappush

import numpy as np

from cadre.formation.solver.network import Network
from cadre.formation.solver.seating import Ints, Seating


def earlier_first(network: Network, seating: Seating) -> None:
    """Exchanges seats where that changes no level: who sits nowhere takes the seat of a later applicant who would leave
    it empty-handed, as long as both came by wish, or by an option just as far."""
    instance, applied = network.instance, network.instance.applied
    waiting = [a for a in np.flatnonzero(seating.seat < 0).tolist() if a not in network.pins.people]
    here = _by_partner(network, seating)
    pinned = set(network.pins.people)
    line = [(int(applied[a]), a) for a in waiting]
    heapify(line)
    while line:
        _, person = heappop(line)
        for arc in network.arcs_of_people(np.array([person])).tolist():
            there = here.get(int(instance.arc_partner[arc]), [])
            later = _later(network, seating, there, arc, pinned)
            if later is not None:
                _exchange(seating, person, later, arc)
                there.remove(later)
                there.append(person)
                heappush(line, (int(applied[later]), later))
                break


def _by_partner(network: Network, seating: Seating) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for person in np.flatnonzero(seating.seat >= 0).tolist():
        found.setdefault(int(seating.partner_of(person)), []).append(person)
    return found


def _later(network: Network, seating: Seating, there: list[int], arc: int, pinned: set[int]) -> int | None:
    """The latest of those `there` whom the owner of `arc` may replace."""
    instance = network.instance
    person = int(instance.arc_person[arc])
    mine = (bool(instance.is_wish_at(arc)), float(instance.arc_km[arc]))
    same = [
        one
        for one in there
        if one not in pinned
        and (bool(instance.is_wish_at(int(seating.seat[one]))), float(instance.arc_km[seating.seat[one]])) == mine
        and instance.applied[one] > instance.applied[person]
    ]
    return max(same, key=lambda one: (int(instance.applied[one]), one)) if same else None


def _exchange(seating: Seating, person: int, later: int, arc: int) -> None:
    seats: Ints = np.array([arc])
    seating.put(np.array([later]), seats[:0])
    seating.put(np.array([person]), seats)
