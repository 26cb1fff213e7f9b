"""A plan adjusted by hand: what was pinned changes, and only the neighbourhood of that is seated anew."""

from dataclasses import dataclass, replace

import numpy as np

from cadre.formation.solver.instance import Instance
from cadre.formation.solver.model import NothingFits
from cadre.formation.solver.network import NOWHERE, Network, Pins, PinsCannotHold
from cadre.formation.solver.parts import Ints, Neighbours
from cadre.formation.solver.seating import Seating
from cadre.formation.solver.solver import CANNOT_HOLD, NEIGHBOURHOOD, again, pins_hold


def resolved(
    instance: Instance,
    seating: Seating,
    pins: Pins,
    *,
    before: Pins | None = None,
    neighbours: Neighbours | None = None,
) -> Seating:
    """The seating around new pins, everybody far away as they are. `before`: what was pinned when it was made.

    `neighbours` may be kept between questions. Raises PinsCannotHold, also when only a plan made anew could hold them.
    """
    network, before = Network(instance, pins), before or Pins()
    return seated_anew(network, seating, touched_by(instance, seating, pins, before), neighbours)


def touched_by(instance: Instance, seating: Seating, pins: Pins, before: Pins) -> list[int]:
    """The partners, sorted, for whom something is pinned otherwise than before; not who is pinned where they sit."""
    touched = (pins.opens ^ before.opens) | (pins.closes ^ before.closes)
    for person in {*pins.people, *before.people}:
        sits = seating.partner_of(person)
        if person not in before.people and pins.people[person] == sits:
            continue
        if pins.people.get(person) != before.people.get(person):
            wanted = {pins.people.get(person, NOWHERE), before.people.get(person, NOWHERE)}
            touched |= ({int(instance.preferred[person]), sits} | wanted) - {NOWHERE}
    return sorted(touched)


def seated_anew(
    network: Network, seating: Seating, touched: list[int], neighbours: Neighbours | None = None
) -> Seating:
    """The neighbourhood of `touched` partners seated anew. Raises PinsCannotHold."""
    found = seating.copy()
    if touched:
        neighbours = neighbours or Neighbours(network.instance)
        try:
            again(network, found, neighbours.grown(touched, len(touched) + NEIGHBOURHOOD))
        except NothingFits as impossible:
            raise PinsCannotHold(CANNOT_HOLD) from impossible
    if not pins_hold(network, found):
        raise PinsCannotHold(CANNOT_HOLD)
    return found


@dataclass(frozen=True)
class Effect:
    """What a change would do: the seating with it, levels before and after, who would sit elsewhere than now (by
    position; the additional applicants come after all others), and which partners would open and close."""

    seating: Seating
    before: tuple[int, int, float]
    after: tuple[int, int, float]
    moved: Ints
    opened: Ints
    closed: Ints


def what_if_closed(network: Network, seating: Seating, partner: int, neighbours: Neighbours | None = None) -> Effect:
    """The partner runs no group."""
    pins = replace(network.pins, opens=network.pins.opens - {partner}, closes=network.pins.closes | {partner})
    return _effect(Network(network.instance, pins), seating, partner, neighbours)


def what_if_groups(
    network: Network, seating: Seating, partner: int, groups: int, neighbours: Neighbours | None = None
) -> Effect:
    """The partner can hold so many groups: one more, or the first when it agrees to host."""
    number = network.instance.groups.copy()
    number[partner] = groups
    changed = Network(replace(network.instance, groups=number), network.pins)
    return _effect(changed, seating, partner, neighbours)


def what_if_more(
    network: Network, seating: Seating, partner: int, people: int, neighbours: Neighbours | None = None
) -> Effect:
    """So many more people choose the partner, and would go nowhere else."""
    old, number = network.instance, np.arange(people)
    arcs, persons = len(old.arc_person), len(old.applicants)
    latest = int(old.applied.max(initial=0)) + 1
    instance = replace(
        old,
        applicants=(*old.applicants, *(f"one more, {at + 1}" for at in range(people))),
        applied=np.append(old.applied, latest + number),
        preferred=np.append(old.preferred, np.full(people, partner, dtype=np.int32)),
        arc_person=np.append(old.arc_person, (persons + number).astype(np.int32)),
        arc_partner=np.append(old.arc_partner, np.full(people, partner, dtype=np.int32)),
        arc_km=np.append(old.arc_km, np.zeros(people, dtype=np.float32)),
        first=np.append(old.first, (arcs + 1 + number).astype(np.int32)),
    )
    more = Seating.of(instance, np.append(seating.seat, np.full(people, NOWHERE)))
    effect = _effect(Network(instance, network.pins), more, partner, neighbours)
    return replace(effect, moved=effect.moved[effect.moved < persons])


def _effect(network: Network, seating: Seating, partner: int, neighbours: Neighbours | None) -> Effect:
    was = Seating.of(network.instance, seating.seat)
    found = seated_anew(network, was, [partner], neighbours)
    moved = np.flatnonzero(was.seat != found.seat)
    opened, closed = np.flatnonzero(found.runs & ~was.runs), np.flatnonzero(was.runs & ~found.runs)
    return Effect(found, was.levels, found.levels, moved, opened, closed)
