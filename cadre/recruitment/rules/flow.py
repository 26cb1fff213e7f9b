"""Who came and who left, by days before the deadline: what every curve and forecast is made of."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Flow:
    """`changes`: (days before the deadline, people who came less those who left), the earliest first.

    Day 0 is the deadline; a negative day is after it.
    """

    changes: tuple[tuple[int, int], ...] = ()

    def standing(self, before: int) -> int:
        """How many there were at the end of the day so many days before the deadline."""
        return sum(change for day, change in self.changes if day >= before)

    @property
    def final(self) -> int:
        """How many there were in the end."""
        return sum(change for _, change in self.changes)

    @property
    def points(self) -> list[tuple[int, int]]:
        """(days before, how many) at the end of each day on which anything changed, the earliest first."""
        total, found = 0, []
        for day, change in self.changes:
            total += change
            found.append((day, total))
        return found


def flow(changes: Iterable[tuple[int, int]]) -> Flow:
    """A flow from changes in any order; those of one day are added up."""
    by_day: dict[int, int] = defaultdict(int)
    for day, change in changes:
        by_day[day] += change
    return Flow(tuple(sorted(((day, change) for day, change in by_day.items() if change), reverse=True)))


def together(flows: Iterable[Flow]) -> Flow:
    """All of them as one."""
    return flow(change for one in flows for change in one.changes)
