"""From an instance to a seating: exact for a small network, neighbourhood by neighbourhood for a large one.

A network of at most `WHOLE` applicants is one model, solved exactly. A larger one is decided region by region, and
again across the seams: by the linear relaxation; or, where nobody is moved from a group that runs and the relaxation
leaves many partners in doubt, by whole-numbered models of smaller regions. Then the neighbourhoods of partners that
were in doubt, or are closed although enough people wish for them, are solved again to within half a seat.
"""

from collections.abc import Callable
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from cadre.formation.solver.fairness import earlier_first
from cadre.formation.solver.levels import dive, exactly, nearly
from cadre.formation.solver.model import Model, NothingFits
from cadre.formation.solver.network import Network, PinsCannotHold
from cadre.formation.solver.parts import Ints, Neighbours, neighbourhoods, seams
from cadre.formation.solver.seating import Seating
from cadre.formation.solver.surroundings import everything, surroundings

WHOLE = 2_500
REGION = 120
STRICT_REGION, STRICT_SWEEPS = 60, 3
NEIGHBOURHOOD = 12
CANNOT_HOLD = "No plan meets everything that is pinned: a group that is pinned open, or a person's, stays too small."

Mask = NDArray[np.bool_]
Tell = Callable[[int, int], None]
"""Is told how many steps of how many are done, and may raise to stop the work."""


def untold(_done: int, _of: int) -> None:
    """Nobody wants to know."""


def seated(network: Network, neighbours: Neighbours, tell: Tell = untold) -> tuple[Seating, int | None]:
    """The best seating found, and what wishes cannot pass, where an exact solution has proven it.

    The same network gives the same seating. Raises PinsCannotHold.
    """
    seating, wishes = Seating.empty(network.instance), None
    if len(network.instance.applicants) <= WHOLE:
        wishes = _exactly(network, seating)
    else:
        _in_regions(network, seating, neighbours, tell)
    if not pins_hold(network, seating):
        raise PinsCannotHold(CANNOT_HOLD)
    earlier_first(network, seating)
    return seating, wishes


def cut(neighbours: Neighbours, most: int, sweeps: int = 2) -> list[list[Ints]]:
    """The partners in regions of at most `most`, in several ways: each across the seams of the one before."""
    found = [neighbourhoods(neighbours, most)]
    while len(found) < sweeps and len(found[0]) > 1:
        found.append(neighbourhoods(neighbours, most, seeds=seams(neighbours, found[-1])))
    return found


def again(network: Network, seating: Seating, partners: Ints) -> None:
    """Seat the neighbourhood of `partners` again, to within half a seat, all around it as it is. Raises NothingFits."""
    settled = np.ones(len(network.instance.partners) + 1, dtype=bool)
    model = Model(network, surroundings(network, seating, partners, settled))
    nearly(model)
    seating.put(model.part.people, model.chosen)


def pins_hold(network: Network, seating: Seating) -> bool:
    """Whether everything pinned is so."""
    runs = seating.runs
    sits = all(seating.partner_of(person) == partner for person, partner in network.pins.people.items())
    return sits and all(runs[p] for p in network.opens) and not any(runs[p] for p in network.closes)


def _exactly(network: Network, seating: Seating) -> int | None:
    if not network.open_arc.any():
        return 0
    model = Model(network, everything(network))
    try:
        wishes = exactly(model)
    except NothingFits as impossible:
        raise PinsCannotHold(CANNOT_HOLD) from impossible
    seating.put(model.part.people, model.chosen)
    return wishes


def _in_regions(network: Network, seating: Seating, neighbours: Neighbours, tell: Tell) -> None:
    settled = np.zeros(len(network.instance.partners) + 1, dtype=bool)
    moves = network.instance.move_from_viable
    sweeps = cut(neighbours, REGION) if moves else cut(neighbours, STRICT_REGION, STRICT_SWEEPS)
    regions = [partners for sweep in sweeps for partners in sweep]
    steps, doubted = len(regions) + 2, []
    for at, partners in enumerate(regions):
        tell(at, steps)
        doubted.append(_decide(network, seating, partners, settled))
    tell(steps - 2, steps)
    _again_around(network, seating, neighbours, np.unique(np.concatenate(doubted)))
    tell(steps - 1, steps)
    closed = ~seating.runs & (network.instance.wishes >= network.instance.least)
    _again_around(network, seating, neighbours, np.flatnonzero(closed))


def _decide(network: Network, seating: Seating, partners: Ints, settled: Mask) -> Ints:
    """Returns the partners that were in doubt."""
    settled[partners] = True
    strict = not network.instance.move_from_viable
    model = Model(network, surroundings(network, seating, partners, settled), whole=strict)
    doubted = np.zeros(0, dtype=np.int64)
    try:
        if strict:
            nearly(model)
        else:
            doubted = dive(model)
    except NothingFits:  # what is pinned needs people from outside: the second sweep, or the neighbourhood, finds them
        return np.intersect1d(partners, np.array(sorted(network.opens), dtype=np.int64))
    seating.put(model.part.people, model.chosen)
    return doubted


def _again_around(network: Network, seating: Seating, neighbours: Neighbours, seeds: Ints) -> None:
    left = dict.fromkeys(seeds.tolist())
    while left:
        seed = next(iter(left))
        partners, near = neighbours.grown([seed], NEIGHBOURHOOD), neighbours.grown([seed], NEIGHBOURHOOD // 3)
        with suppress(NothingFits):  # only with pins; whether they hold is asked at the end
            again(network, seating, partners)
        for partner in near.tolist():
            left.pop(partner, None)
