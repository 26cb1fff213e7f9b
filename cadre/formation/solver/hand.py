"""The rule that is worked by hand: close everything under the minimum, then each to the nearest with room."""

import numpy as np

from cadre.formation.solver.instance import Instance
from cadre.formation.solver.modes import legal_counts
from cadre.formation.solver.network import NOWHERE
from cadre.formation.solver.seating import Seating


def by_hand(instance: Instance) -> Seating:
    """In the order of application: first wishes at the partners that enough people chose, then the rest."""
    chosen = np.full(len(instance.applicants), NOWHERE, dtype=np.int64)
    most = [_most(instance, p, wished) for p, wished in enumerate(instance.wishes.tolist())]
    count = [0] * len(instance.partners)
    order = np.argsort(instance.applied, kind="stable").tolist()
    for wishes in (True, False):
        for person in order:
            if chosen[person] == NOWHERE:
                begin, end = int(instance.first[person]), int(instance.first[person + 1])
                for arc in sorted(range(begin, end), key=lambda one: float(instance.arc_km[one])):
                    there = int(instance.arc_partner[arc])
                    if instance.is_wish_at(arc) == wishes and count[there] < most[there]:
                        chosen[person] = arc
                        count[there] += 1
                        break
    return Seating.of(instance, chosen)


def _most(instance: Instance, partner: int, wished: int) -> int:
    """How many may sit there: nobody where too few wish for it; where head counts have gaps, what surely is legal."""
    counts = legal_counts(int(instance.least[partner]), int(instance.most[partner]), int(instance.groups[partner]))
    legal = [most for least, most in counts if least <= wished]
    return legal[-1] if legal else 0
