"""The network cut into neighbourhoods of partners who compete for the same people. No clock, no chance."""

from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from cadre.formation.solver.instance import Instance

Ints = NDArray[np.int64]


class Neighbours:
    """How many people each two partners have in common, as sparse rows."""

    def __init__(self, instance: Instance) -> None:
        self.size = size = len(instance.partners)
        first = instance.first.astype(np.int64)
        widest = int(np.diff(first).max(initial=0))
        keys, counts = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        position = np.arange(first[-1])
        last = np.repeat(first[1:], np.diff(first))
        for step in range(1, widest):
            one = position[position + step < last]
            pairs = instance.arc_partner[one] * np.int64(size) + instance.arc_partner[one + step]
            turned = instance.arc_partner[one + step] * np.int64(size) + instance.arc_partner[one]
            found, number = np.unique(np.concatenate([pairs, turned]), return_counts=True)
            together = np.concatenate([keys, found])
            keys, at = np.unique(together, return_inverse=True)
            counts = np.bincount(at, weights=np.concatenate([counts, number]), minlength=len(keys)).astype(np.int64)
        self.of, self.other = keys // max(size, 1), keys % max(size, 1)
        self.common = counts
        self.first = np.searchsorted(self.of, np.arange(size + 1))

    def around(self, partner: int) -> tuple[Ints, Ints]:
        """(neighbours, people in common)."""
        begin, end = self.first[partner], self.first[partner + 1]
        return self.other[begin:end], self.common[begin:end]

    def grown(self, seeds: list[int], most: int, free: NDArray[np.bool_] | None = None) -> Ints:
        """At most `most` partners around `seeds`, by what they have in common; only `free` ones, who are taken."""
        free = np.ones(self.size, dtype=bool) if free is None else free
        inside: list[int] = []
        bond = dict.fromkeys(seeds, self.size * 1_000_000)
        heap = [(-strength, seed) for seed, strength in bond.items()]
        while heap and len(inside) < most:
            strength, partner = heappop(heap)
            if not free[partner] or -strength != bond[partner]:
                continue
            free[partner] = False
            inside.append(partner)
            others, common = self.around(partner)
            for other, number in zip(others.tolist(), common.tolist(), strict=True):
                if free[other]:
                    bond[other] = bond.get(other, 0) + number
                    heappush(heap, (-bond[other], other))
        return np.sort(np.array(inside, dtype=np.int64))


def neighbourhoods(neighbours: Neighbours, most: int, *, seeds: Ints | None = None) -> list[Ints]:
    """Every partner in exactly one neighbourhood of at most `most`, grown from `seeds` in their order."""
    free = np.ones(neighbours.size, dtype=bool)
    order = np.arange(neighbours.size) if seeds is None else seeds
    found = [neighbours.grown([seed], most, free) for seed in order.tolist() if free[seed]]
    return _joined([part for part in found if len(part)], most)


def _joined(parts: list[Ints], most: int) -> list[Ints]:
    """Small leftovers together, so that there are few models."""
    whole, rest = [], np.zeros(0, dtype=np.int64)
    for part in parts:
        if len(part) * 2 >= most:
            whole.append(part)
        elif len(rest) + len(part) > most:
            whole.append(rest)
            rest = part
        else:
            rest = np.sort(np.concatenate([rest, part]))
    return [*whole, rest] if len(rest) else whole


def seams(neighbours: Neighbours, parts: list[Ints]) -> Ints:
    """All partners, those first who have the most people in common with other parts."""
    part_of = np.empty(neighbours.size, dtype=np.int64)
    for at, part in enumerate(parts):
        part_of[part] = at
    across = np.where(part_of[neighbours.of] != part_of[neighbours.other], neighbours.common, 0)
    strength = np.bincount(neighbours.of, weights=across, minlength=neighbours.size)
    return np.lexsort((np.arange(neighbours.size), -strength))
