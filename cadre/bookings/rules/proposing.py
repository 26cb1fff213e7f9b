"""When so many wait in one area that a group of their own could run there."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Waiting:
    """One need on the list: for which offering and in which area, how many places, and the partner it names."""

    offering: Hashable
    area: str
    places: int
    partner: Hashable | None = None


@dataclass(frozen=True)
class Proposal:
    """`people` wait for `offering` in `area`. `partners`: those they name, the most wanted first."""

    offering: Hashable
    area: str
    people: int
    partners: tuple[Hashable, ...]


def proposals(waiting: Iterable[Waiting], *, minimum: int) -> list[Proposal]:
    """Every offering and area in which at least `minimum` people wait, most people first. An unknown area is none."""
    people: Counter[tuple[Hashable, str]] = Counter()
    named: dict[tuple[Hashable, str], Counter[Hashable]] = {}
    for need in waiting:
        if not need.area:
            continue
        people[need.offering, need.area] += need.places
        if need.partner is not None:
            named.setdefault((need.offering, need.area), Counter())[need.partner] += need.places
    found = [
        Proposal(offering, area, number, tuple(one for one, _ in named.get((offering, area), Counter()).most_common()))
        for (offering, area), number in people.items()
        if number >= minimum
    ]
    return sorted(found, key=lambda one: (-one.people, one.area, str(one.offering)))
