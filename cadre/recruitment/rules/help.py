"""What would help the groups that are short, best first by effect."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Short:
    """A group under its minimum: how many are missing, and whom it could still win.

    `drafts`: unfinished applications that may be reminded. `undecided`: handed in. `near`: unplaced people in reach.
    """

    group: int
    missing: int
    drafts: int = 0
    undecided: int = 0
    near: int = 0


@dataclass(frozen=True)
class Help:
    """One thing to do: near, decide, remind or ask. `runs`: whether it can fill the group by itself."""

    group: int
    kind: str
    people: int
    runs: bool


SURE = {"near": 0, "decide": 1, "remind": 2, "ask": 3}
"""The surest first: people who are accepted, then those who applied, then those who stopped."""


def helps(groups: Iterable[Short], *, most: int = 2) -> list[Help]:
    """At most so many things a group. First what makes a group run, fewest missing first; then what brings it nearer.

    Unplaced people near several groups count for each of them: placing them is decided by a person, one at a time.
    """
    found: list[tuple[tuple[bool, int, int, int], Help]] = []
    for group in groups:
        chances = {"near": group.near, "decide": group.undecided, "remind": group.drafts}
        made = [Help(group.group, kind, people, people >= group.missing) for kind, people in chances.items() if people]
        best = sorted(made, key=lambda one: (not one.runs, SURE[one.kind]))[:most] or [
            Help(group.group, "ask", 0, False)
        ]
        found += [((not one.runs, group.missing, SURE[one.kind], group.group), one) for one in best]
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def would_run(found: Iterable[Help]) -> set[int]:
    """The groups that one thing alone can fill."""
    return {one.group for one in found if one.runs}
