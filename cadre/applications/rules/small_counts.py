"""Counts of people of which small ones are not told, because they would tell of somebody."""

from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key")


def protected(counts: Mapping[Key, int], *, least: int) -> dict[Key, int | None]:
    """The counts in their order, with None for those below `least`; nothing below `least` in all.

    When a single count would be hidden, the smallest of the others is hidden too, the first of equals: else it is the
    difference to the total. Source of the method: primary and secondary suppression, as statistics offices do it.
    """
    if sum(counts.values()) < least:
        return {}
    hidden = {key for key, number in counts.items() if number < least}
    told = [key for key in counts if key not in hidden]
    if len(hidden) == 1 and told:
        hidden.add(min(told, key=lambda key: counts[key]))
    return {key: None if key in hidden else number for key, number in counts.items()}
