"""How a group will probably stand at the deadline, in a word."""

from collections.abc import Sequence

from cadre.groups.rules import Viability
from cadre.groups.states import Standing
from cadre.recruitment.rules.forecast import Expected

LIKELY = ("Likely", "brand")


def outlook(stands: Viability, expected: Expected | None) -> tuple[str, str]:
    """(words, kind) of a group's tag. Likely: short today, and its minimum is in the middle of what is expected."""
    if stands.standing == Standing.SHORT and expected and expected.middle >= stands.minimum:
        return LIKELY
    return stands.tag, stands.kind


def share_out(total: Expected, groups: Sequence[tuple[int, int]]) -> list[Expected]:
    """A partner's expected number over its groups, each (people, size): filled in order, none beyond its size."""
    low, middle, high = (_filled(number, groups) for number in (total.low, total.middle, total.high))
    return [Expected(*three) for three in zip(low, middle, high, strict=True)]


def _filled(number: int, groups: Sequence[tuple[int, int]]) -> list[int]:
    found = [people for people, _ in groups]
    more = number - sum(found)
    for at, (_, size) in enumerate(groups):
        come = max(min(more, size - found[at]), 0)
        found[at] += come
        more -= come
    for at in reversed(range(len(found))):
        go = min(max(sum(found) - number, 0), found[at])
        found[at] -= go
    return found
