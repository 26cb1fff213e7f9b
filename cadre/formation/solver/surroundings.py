"""What is decided together: some partners, the people they compete for, and all around them as it is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cadre.formation.solver.network import Network
from cadre.formation.solver.seating import Seating

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Around:
    """Partners outside that run and stay running, sorted: how many of the free people they take, at least and at most,
    and at least how many of their own."""

    partners: Ints
    least: Ints
    most: Ints
    own: Ints


@dataclass(frozen=True)
class Part:
    """`partners` may open or close, `people` may be seated anew, at `arcs` or nowhere. All sorted positions."""

    partners: Ints
    people: Ints
    arcs: Ints
    around: Around


def everything(network: Network) -> Part:
    """The whole instance, nothing around it."""
    none = np.zeros(0, dtype=np.int64)
    people = np.arange(len(network.instance.applicants))
    arcs = np.flatnonzero(network.open_arc)
    return Part(np.arange(len(network.instance.partners)), people, arcs, Around(none, none, none, none))


def surroundings(network: Network, seating: Seating, partners: Ints, settled: Mask) -> Part:
    """`partners` (sorted) and everyone who may sit there, except those who wait for a partner that is not `settled`.

    Who prefers one of them, sits there or sits nowhere may also go to any running group outside that has room; who sits
    outside may come or stay. No group outside falls short or grows beyond its size.
    """
    instance = network.instance
    inside = np.zeros(len(instance.partners) + 1, dtype=bool)
    inside[partners] = True
    into = network.arcs_into(partners)
    seated = seating.partner
    coming, here = instance.arc_person[into], np.flatnonzero(inside[seated])
    people = np.unique(np.concatenate([coming, here])).astype(np.int64)
    home, sits = instance.preferred[people], seated[people]
    people = people[(sits >= 0) | (home < 0) | settled[home] | network.must_sit[people]]
    home, sits = instance.preferred[people], seated[people]
    at_home_outside = (sits >= 0) & ~inside[sits]
    choosing = ((home >= 0) & inside[home]) | ~at_home_outside
    every = network.arcs_of_people(people)
    person = np.searchsorted(people, instance.arc_person[every])
    there = instance.arc_partner[every]
    leaves = np.bincount(sits[at_home_outside], minlength=len(instance.partners))
    room = _most(network, seating, np.unique(there)) - seating.count + leaves
    reachable = seating.runs[there] & (room[there] > 0) & choosing[person]
    stays = seating.seat[people[person]] == every
    arcs = every[inside[there] | reachable | stays]
    outside = np.unique(instance.arc_partner[arcs])
    outside = outside[~inside[outside]].astype(np.int64)
    return Part(partners, people, arcs, _around(network, seating, people[at_home_outside], outside))


def _most(network: Network, seating: Seating, partners: Ints) -> Ints:
    """How many `partners` can seat as they run now; 0 for others, and where nobody sits."""
    most = np.zeros(len(network.instance.partners), dtype=np.int64)
    for partner in partners[seating.runs[partners]].tolist():
        mode = network.modes.of_count(partner, int(seating.count[partner]))
        most[partner] = network.modes.most[mode] if mode >= 0 else seating.count[partner]
    return most


def _around(network: Network, seating: Seating, free: Ints, outside: Ints) -> Around:
    """`free`: those who sit outside and may leave."""
    instance, modes = network.instance, network.modes
    size = len(instance.partners)
    arcs = seating.seat[free]
    there = instance.arc_partner[arcs]
    fixed = seating.count - np.bincount(there, minlength=size)
    own = seating.own - np.bincount(there[instance.is_wish[arcs]], minlength=size)
    mode = np.array([modes.of_count(p, int(seating.count[p])) for p in outside.tolist()], dtype=np.int64)
    return Around(
        outside,
        np.maximum(0, modes.least[mode] - fixed[outside]),
        modes.most[mode] - fixed[outside],
        np.maximum(0, modes.kept[mode] - own[outside]),
    )
