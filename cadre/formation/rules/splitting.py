"""How the people a plan seats at one partner share that partner's groups."""

from collections.abc import Sequence
from dataclasses import dataclass


class CannotSplit(ValueError):
    """No groups of a legal size hold so many."""


@dataclass(frozen=True)
class Room:
    """One group: its key, size, minimum, and who of those seated sits there now, in the order they came."""

    key: int
    size: int
    least: int
    sitting: tuple[str, ...] = ()


def split_among(people: Sequence[str], rooms: Sequence[Room]) -> dict[str, int]:
    """The group of each of `people`, who are all that the plan seats at this partner.

    As few groups as hold them run: the largest, and of equal ones the fullest. Everybody who sits in one of those
    stays, unless another of them would be too small otherwise; then the last who came there change. Raises CannotSplit.
    """
    chosen = _chosen(len(people), rooms)
    wanted = set(people)
    at = {who: room.key for room in chosen for who in room.sitting if who in wanted}
    count = {room.key: sum(key == room.key for key in at.values()) for room in chosen}
    for who in people:
        if who not in at:
            room = next((r for r in chosen if count[r.key] < r.least), None) or next(
                r for r in chosen if count[r.key] < r.size
            )
            at[who] = room.key
            count[room.key] += 1
    _level(people, at, count, chosen)
    return at


def _chosen(number: int, rooms: Sequence[Room]) -> list[Room]:
    best = sorted(rooms, key=lambda room: (-room.size, -len(room.sitting), room.key))
    for many in range(1 if number else 0, len(best) + 1):
        chosen = best[:many]
        if sum(room.least for room in chosen) <= number <= sum(room.size for room in chosen):
            return chosen
    raise CannotSplit(f"{number} people fit into none of these groups.")


def _level(people: Sequence[str], at: dict[str, int], count: dict[int, int], chosen: Sequence[Room]) -> None:
    for small in chosen:
        while count[small.key] < small.least:
            large = max((r for r in chosen if count[r.key] > r.least), key=lambda room: count[room.key])
            goes = next(who for who in reversed(people) if at[who] == large.key)
            at[goes] = small.key
            count[large.key] -= 1
            count[small.key] += 1
