"""Who is offered a free place, in order of the list, and what stands in the way of everybody else.

The same function makes the offers and answers “why was I not offered one?”, so that the two never differ.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import inf

from cadre.bookings.states import PartyRule
from cadre.groups.rules.fit import Point, distance_km
from cadre.lib.choices import Choice


@dataclass(frozen=True)
class Need:
    """What somebody waits for. `places` is the size of the party, which stays together.

    `partner` is a key, None for no wish. `region` and `within_km` (of `point`, metres on the grid) name an area: with
    a partner they widen the need to other partners there, without one they narrow it. `released`: their group was
    closed.
    """

    key: int
    places: int
    joined_at: datetime
    partner: int | None = None
    region: str = ""
    within_km: int | None = None
    point: Point = (None, None)
    released: bool = False


@dataclass(frozen=True)
class Room:
    """A group that takes people. `offered` are places held by open offers, until `offered_until` (in words)."""

    key: int
    partner: int
    partner_name: str
    region: str
    point: Point
    size: int
    people: int
    offered: int = 0
    offered_until: str = ""

    @property
    def free(self) -> int:
        return max(self.size - self.people - self.offered, 0)


@dataclass(frozen=True)
class Terms:
    """The dated policy of the list. `row` is the key of the row it was read from."""

    party_rule: str = PartyRule.SKIP
    released_first: bool = False
    row: int = 0


class Outcome(Choice):
    OFFER = "offer", "Is offered a place"
    NO_GROUP = "no_group", "No group fits the need"
    FULL = "full", "Every place is taken"
    OFFERED_TO_OTHERS = "offered_to_others", "The free places are offered to others"
    OTHERS_FIRST = "others_first", "Others are ahead"
    KEPT_FOR_A_PARTY = "kept_for_a_party", "The free places are kept for a party ahead"
    PARTY_TOO_LARGE = "party_too_large", "The party is larger than the free places"
    PARTY_BLOCKS = "party_blocks", "The free places are kept until the party fits"


@dataclass(frozen=True)
class Verdict:
    """What a need gets in a round: `room` when it is an offer, else why not. `most_free`: in one group that fits."""

    need: Need
    outcome: Outcome
    room: Room | None = None
    most_free: int = 0


def fits(need: Need, room: Room) -> bool:
    """Whether the group is one the need asks for, full or not."""
    if need.partner is not None and room.partner == need.partner:
        return True
    if not need.region and need.within_km is None:
        return need.partner is None
    if need.region and room.region != need.region:
        return False
    if need.within_km is None:
        return True
    kilometres = distance_km(need.point, room.point)
    return kilometres is not None and kilometres <= need.within_km


def in_order(needs: Iterable[Need], terms: Terms) -> list[Need]:
    """First come first; with `released_first` those whose group was closed stand before everybody."""
    return sorted(needs, key=lambda need: (terms.released_first and not need.released, need.joined_at, need.key))


def round_of_offers(needs: Iterable[Need], rooms: Sequence[Room], terms: Terms) -> list[Verdict]:
    """One verdict a need, in order. Never more places than are free; nobody gets what somebody ahead could take.

    A party is offered one group or none. When the next party does not fit, the rule of the terms says whether the
    places go to the next in line or are kept; a party larger than the whole group never blocks it.
    """
    free = {room.key: room.free for room in rooms}
    kept: set[int] = set()
    verdicts = []
    for need in in_order(needs, terms):
        fitting = _nearest_first(need, rooms)
        most = max((free[room.key] for room in fitting), default=0)
        taken = next((room for room in fitting if free[room.key] >= need.places), None)
        if taken:
            free[taken.key] -= need.places
            verdicts.append(Verdict(need, Outcome.OFFER, taken, most))
            continue
        outcome = _why_not(fitting, free, kept)
        if outcome == Outcome.PARTY_TOO_LARGE and terms.party_rule == PartyRule.BLOCK:
            held = [room for room in fitting if free[room.key] and room.size >= need.places]
            for room in held:
                free[room.key] = 0
            kept |= {room.key for room in held}
            outcome = Outcome.PARTY_BLOCKS if held else outcome
        verdicts.append(Verdict(need, outcome, None, most))
    return verdicts


def positions(needs: Iterable[Need], rooms: Sequence[Room], terms: Terms) -> dict[int, int]:
    """Each need's place in line, by its key: 1 for whoever is next among those who want the same places.

    Two needs want the same when they name one partner, or none, or when some group fits both.
    """
    counted: dict[tuple[int | None, frozenset[int]], int] = {}
    found = {}
    for need in in_order(needs, terms):
        own = need.partner, frozenset(room.key for room in rooms if fits(need, room))
        ahead = sum(n for other, n in counted.items() if other[0] == own[0] or other[1] & own[1])
        found[need.key] = ahead + 1
        counted[own] = counted.get(own, 0) + 1
    return found


def _nearest_first(need: Need, rooms: Sequence[Room]) -> list[Room]:
    return sorted((room for room in rooms if fits(need, room)), key=lambda room: _near(need, room))


def _near(need: Need, room: Room) -> tuple[bool, float, int]:
    """The wished partner first, then the nearest, then the oldest group."""
    kilometres = distance_km(need.point, room.point)
    return room.partner != need.partner, inf if kilometres is None else kilometres, room.key


def _why_not(fitting: Sequence[Room], free: dict[int, int], kept: set[int]) -> Outcome:
    if not fitting:
        return Outcome.NO_GROUP
    if any(free[room.key] for room in fitting):
        return Outcome.PARTY_TOO_LARGE
    if any(room.key in kept for room in fitting):
        return Outcome.KEPT_FOR_A_PARTY
    if any(room.free for room in fitting):
        return Outcome.OTHERS_FIRST
    return Outcome.OFFERED_TO_OTHERS if any(room.offered for room in fitting) else Outcome.FULL
