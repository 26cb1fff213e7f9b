"""An instance and its seating as bytes, to be had again in milliseconds: what a plan keeps for questions about it."""

from dataclasses import fields
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cadre.formation.solver.bounds import Prices
from cadre.formation.solver.instance import Instance

ARRAYS = ("groups", "least", "most", "applied", "preferred", "arc_person", "arc_partner", "arc_km", "first")
PRICED = tuple(field.name for field in fields(Prices))
Ints = NDArray[np.int64]


def packed(instance: Instance, seat: Ints, prices: Prices) -> bytes:
    """`seat[a]`: the arc a person has, or NOWHERE. `prices`: of what bounds the seats at the preferred partner."""
    said = {name: getattr(instance, name) for name in ARRAYS}
    names = {"partners": np.array(instance.partners, dtype=str), "applicants": np.array(instance.applicants, dtype=str)}
    sizes = np.array([instance.minimum, instance.maximum, instance.move_from_viable], dtype=np.int64)
    file = BytesIO()
    costs = {f"price_{name}": column for name, column in vars(prices).items()}
    arrays: dict[str, Any] = {"sizes": sizes, "seat": seat, **said, **names, **costs}
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def unpacked(data: bytes) -> tuple[Instance, Ints, Prices]:
    """What `packed` was given. Nothing in it is executed."""
    with np.load(BytesIO(data), allow_pickle=False) as said:
        minimum, maximum, moves = said["sizes"].tolist()
        told: dict[str, Any] = {name: tuple(said[name].tolist()) for name in ("partners", "applicants")}
        told |= {name: said[name] for name in ARRAYS}
        prices = Prices(*(said[f"price_{name}"] for name in PRICED))
        instance = Instance(minimum=minimum, maximum=maximum, move_from_viable=bool(moves), **told)
        return instance, said["seat"], prices
