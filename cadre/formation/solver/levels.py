"""The levels in their order, on one part: most wishes, most seats, least distance, each as one figure a seat."""

import numpy as np

from cadre.formation.solver.matrix import Floats, Ints
from cadre.formation.solver.model import Model, NothingFits

WISH_KM, SEAT_KM = 10_000.0, 500.0
"""What a wish and a seat weigh against a kilometre while it is asked who runs in a part of a large network."""

WISH, KM = 1000.0, 1e-4
"""The same in an exact model: all seats together weigh less than a wish, and 4,000 km less than a seat."""

CLEAR = 0.85
ENOUGH = 0.0005
TINY = 1e-6


def weighed(model: Model) -> Floats:
    """All levels as one figure an arc, for a part of a large network."""
    return model.wish * WISH_KM + SEAT_KM - model.km


def exactly(model: Model) -> int:
    """Seat the part exactly, its distance to within 5 km. Returns what the wishes of no seating can pass
    (the bound of the whole, if everybody travelled as far as they accept)."""
    seat = WISH / (len(model.part.people) + 1)
    model.within(5 * KM)
    model.maximise(model.wish * WISH + seat - model.km * KM)
    farthest = np.zeros(len(model.part.people))
    np.maximum.at(farthest, model.person, model.km)
    return int((model.bound + KM * float(farthest.sum())) / WISH + TINY)


def nearly(model: Model) -> None:
    """Seat the part by the weighed levels, to within half a seat or a two-thousandth."""
    model.solver.setOptionValue("mip_rel_gap", ENOUGH)
    model.within(SEAT_KM / 2)
    model.maximise(weighed(model))


def dive(model: Model) -> Ints:
    """Decide who runs by the linear relaxation, the clearest first; seats follow. Returns partners that were in doubt.

    The model must be a relaxation.
    """
    worth = weighed(model)
    model.maximise(worth)
    doubted: list[Ints] = []
    while len(doubtful := in_doubt(model)):
        share = model.shares[doubtful]
        clear = doubtful[share >= min(CLEAR, share.max())]
        doubted.append(model.network.modes.partner[model.modes[doubtful]])
        _open(model, clear, worth)
    return np.unique(np.concatenate(doubted)) if doubted else np.zeros(0, dtype=np.int64)


def _open(model: Model, modes: Ints, worth: Floats) -> None:
    """Those that cannot run together are tried one by one; one that cannot run is closed."""
    model.hold(modes, np.ones(len(modes)))
    try:
        model.maximise(worth)
    except NothingFits:
        if len(modes) > 1:
            model.let_go(modes)
            _open(model, modes[:1], worth)
        else:
            model.hold(modes, np.zeros(1))
            model.maximise(worth)


def in_doubt(model: Model) -> Ints:
    """Modes (positions in the model) that run neither wholly nor not at all."""
    share = model.shares
    return np.flatnonzero(np.abs(share - np.round(share)) > TINY)
