"""When a digest is due, and what would help a group, in a sentence."""

from collections.abc import Iterable

from cadre.lib.words import counted


def stage_due(days_left: int, *, days: Iterable[int], daily_from: int) -> int | None:
    """The latest digest day that has come, as days before the deadline; None before the first and after the deadline.

    A day on which nothing could be sent is made good on the next: 14 is still due when 13 days are left.
    """
    if days_left < 0:
        return None
    scheduled = {*days, *range(daily_from + 1)}
    return min((day for day in scheduled if day >= days_left), default=None)


def help_words(*, missing: int, drafts: int, undecided: int, near: int, km: int) -> str:
    """`2 more: 3 applications unfinished, 1 to decide, 4 people without a group within 25 km.`"""
    chances = [
        (drafts, f"{counted(drafts, 'application')} unfinished"),
        (undecided, f"{undecided} to decide"),
        (near, f"{counted(near, 'person', 'people')} without a group within {km} km"),
    ]
    said = ", ".join(words for number, words in chances if number)
    return f"{missing} more: {said}." if said else f"{missing} more, and nobody in reach yet."


def days_words(days_left: int) -> str:
    """`today`, `tomorrow`, `in 14 days`."""
    return {0: "today", 1: "tomorrow"}.get(days_left, f"in {days_left} days")
