"""The online events of a model for distance learning."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

MOST_MEETINGS = 12
WEEKS = (-8, 120)
LENGTHS = (1, 60)


@dataclass(frozen=True)
class Meeting:
    """One online event of a model: its title, and its window as whole weeks after the first Monday, and days."""

    title: str
    after_weeks: int
    length_days: int


def wrong_meetings(meetings: Sequence[Meeting]) -> str | None:
    """Why these cannot be the online events of a model, in a sentence."""
    if not meetings:
        return "Give at least one online event."
    if len(meetings) > MOST_MEETINGS:
        return f"A model has {MOST_MEETINGS} online events at most."
    if len({one.title.casefold() for one in meetings}) < len(meetings):
        return "Two online events have the same title."
    for before, after in pairwise(sorted(meetings, key=lambda one: one.after_weeks)):
        if before.after_weeks * 7 + before.length_days > after.after_weeks * 7:
            return f"The window of {before.title} is not over when that of {after.title} begins."
    return None
