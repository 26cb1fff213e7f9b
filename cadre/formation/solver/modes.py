"""How many people a partner may seat: the legal head counts of its groups, as intervals."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cadre.formation.solver.instance import Instance

Ints = NDArray[np.int64]


def legal_counts(minimum: int, maximum: int, groups: int) -> list[tuple[int, int]]:
    """(least, most) of every interval of head counts that split into at most `groups` groups of a legal size.

    One interval where the maximum is at least twice the minimum less one; otherwise there are gaps between them.
    """
    found: list[tuple[int, int]] = []
    for number in range(1, groups + 1):
        least, most = number * minimum, number * maximum
        if found and least <= found[-1][1] + 1:
            found[-1] = (found[-1][0], most)
        else:
            found.append((least, most))
    return found


def ranges(begins: Ints, counts: Ints) -> Ints:
    """`begins[i]`, and the next, `counts[i]` of them; one range after the other."""
    shifts: Ints = np.repeat(begins - np.cumsum(counts) + counts, counts)
    return shifts + np.arange(len(shifts))


@dataclass(frozen=True)
class Modes:
    """Every way in which every partner may run, sorted by partner: `least` to `most` people.

    `kept`: of those who prefer the partner, how many must sit there when it runs so; 0 where people may be moved away.
    """

    partner: Ints
    least: Ints
    most: Ints
    kept: Ints
    first: Ints

    def of(self, partners: Ints) -> Ints:
        """The modes of these partners (sorted), in order."""
        return ranges(self.first[partners], self.first[partners + 1] - self.first[partners])

    def of_count(self, partner: int, count: int) -> int:
        """The mode in which a partner runs that seats `count`; -1 when it is not legal."""
        for mode in range(int(self.first[partner]), int(self.first[partner + 1])):
            if self.least[mode] <= count <= self.most[mode]:
                return mode
        return -1


def modes_of(instance: Instance, *, bound_for_home: Ints, strangers: Ints) -> Modes:
    """`bound_for_home[p]`: how many prefer a partner and may sit there; `strangers[p]`: how many others are pinned to
    it."""
    kinds = zip(instance.least.tolist(), instance.most.tolist(), instance.groups.tolist(), strict=True)
    rows = [(partner, least, most) for partner, kind in enumerate(kinds) for least, most in legal_counts(*kind)]
    partner, least, most = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    kept = np.zeros(len(partner), dtype=np.int64)
    if not instance.move_from_viable:
        kept = np.maximum(0, np.minimum(bound_for_home[partner], most - strangers[partner]))
    first = np.searchsorted(partner, np.arange(len(instance.partners) + 1))
    return Modes(partner, least, most, kept, first)
