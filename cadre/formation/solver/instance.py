"""One intake and qualification as the solver reads it."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Instance:
    """`partners` and `applicants` are their ids, in the file's order; everything else refers to their positions.

    `groups[p]`: how many groups a partner can hold, each of `least[p]` to `most[p]` people, which are `minimum` and
    `maximum` unless the partner has its own. `preferred[a]`: a partner, or -1. An arc is one seat that one person may
    be given: at their preferred partner (`km` 0) or at one of their options. Arcs are sorted by person.
    """

    minimum: int
    maximum: int
    move_from_viable: bool
    partners: tuple[str, ...]
    applicants: tuple[str, ...]
    groups: NDArray[np.int32]
    least: NDArray[np.int32]
    most: NDArray[np.int32]
    applied: NDArray[np.int64]
    preferred: NDArray[np.int32]
    arc_person: NDArray[np.int32]
    arc_partner: NDArray[np.int32]
    arc_km: NDArray[np.float32]
    first: NDArray[np.int32] = field(repr=False)

    @property
    def capacity(self) -> NDArray[np.int32]:
        """The most people a partner can seat."""
        return self.groups * self.most

    @property
    def is_wish(self) -> NDArray[np.bool_]:
        """Whether an arc leads to the partner its person prefers."""
        return self.preferred[self.arc_person] == self.arc_partner

    def is_wish_at(self, arc: int) -> bool:
        return bool(self.preferred[self.arc_person[arc]] == self.arc_partner[arc])

    @property
    def wishes(self) -> NDArray[np.int32]:
        """How many prefer each partner."""
        known = self.preferred[self.preferred >= 0]
        return np.bincount(known, minlength=len(self.partners)).astype(np.int32)
