"""What questions about a plan read again and again, kept in the process: the last few plans, up to a size."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any

from cadre.formation.models import Plan
from cadre.formation.queries.pinning import as_positions, pins_said

PLANS, ARCS = 4, 2_000_000
"""How many plans are kept, and how many seats that may be given they have together: about 200 MB at most."""


@dataclass(frozen=True)
class Remembered:
    """A plan as the solver holds it. Nobody changes it."""

    network: Any
    seating: Any
    neighbours: Any

    @property
    def size(self) -> int:
        return len(self.network.instance.arc_person)


_kept: "OrderedDict[tuple[int, str], Remembered]" = OrderedDict()
_lock = Lock()


def remembered(plan: Plan) -> Remembered:
    """The plan, from this process where it was asked about before. It must be worked out."""
    key = (plan.pk, plan.digest)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = _read(plan)
    with _lock:
        _kept[key] = made
        while len(_kept) > 1 and (len(_kept) > PLANS or sum(one.size for one in _kept.values()) > ARCS):
            _kept.popitem(last=False)
    return made


def _read(plan: Plan) -> Remembered:
    from cadre.formation.solver.network import Network
    from cadre.formation.solver.parts import Neighbours
    from cadre.formation.solver.reading import read
    from cadre.formation.solver.seating import Seating

    if plan.packed:
        from cadre.formation.solver.packed import unpacked

        instance, seat, _ = unpacked(bytes(plan.packed))
        seating = Seating.of(instance, seat)
    else:  # worked out before plans were packed
        instance = read(plan.drawn["instance"])
        seating = seating_of(instance, plan.result["seats"])
    pins = as_positions(instance, pins_said(plan.pins.select_related("application")))
    return Remembered(Network(instance, pins), seating, Neighbours(instance))


def seating_of(instance: Any, seats: dict[str, str | None]) -> Any:
    """A plan's seats as the solver holds them."""
    import numpy as np

    from cadre.formation.solver.seating import Seating

    where = {name: at for at, name in enumerate(instance.partners)}
    there = np.array([where[seats[who] or ""] if seats[who] else -1 for who in instance.applicants], dtype=np.int64)
    arcs = np.flatnonzero(instance.arc_partner == there[instance.arc_person])
    seat = np.full(len(instance.applicants), -1, dtype=np.int64)
    seat[instance.arc_person[arcs]] = arcs
    return Seating.of(instance, seat)
