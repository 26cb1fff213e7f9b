"""Why each person sits where they sit and each partner runs or not: a kind, the figures it rests on, and a sentence."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from cadre.formation.solver.network import NOWHERE, Network
from cadre.formation.solver.seating import Seating


class Kind(StrEnum):
    AT_CHOICE = "at the partner they chose"
    CHOICE_SHORT = "the chosen partner does not run"
    CHOICE_FULL = "the chosen partner is full"
    CHOICE_RUNS = "moved although the chosen partner runs"
    NO_CHOICE = "chose no partner"
    PINNED = "placed by hand"
    RUNS = "runs"
    TOO_FEW = "too few chose it"
    GIVES_WAY = "enough chose it, and it does not run in the best plan found"
    HOLDS_NONE = "can hold no group"
    PINNED_CLOSED = "closed by hand"


@dataclass(frozen=True)
class Reason:
    """`wished`: how many chose the partner it is about. `places`: how many that partner can seat. `seated`: how many
    sit there. `partner` and `km`: where the person sits; for one who sits nowhere, the nearest running group they
    accept (it has no room). `sits`: whether the person sits anywhere; None for a partner."""

    kind: Kind
    sentence: str
    wished: int | None = None
    places: int | None = None
    seated: int | None = None
    partner: str | None = None
    km: float | None = None
    sits: bool | None = None

    def as_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value is not None}


def reasons_for_people(network: Network, seating: Seating) -> dict[str, Reason]:
    """By applicant."""
    wishes, capacity = network.instance.wishes.tolist(), network.instance.capacity.tolist()
    names = network.instance.applicants
    return {names[a]: _person(network, seating, a, wishes, capacity) for a in range(len(names))}


def reasons_for_partners(network: Network, seating: Seating) -> dict[str, Reason]:
    """By partner."""
    wishes, capacity = network.instance.wishes.tolist(), network.instance.capacity.tolist()
    names = network.instance.partners
    return {names[p]: _partner(network, seating, p, wishes[p], capacity[p]) for p in range(len(names))}


def _person(network: Network, seating: Seating, person: int, wishes: list[int], capacity: list[int]) -> Reason:
    instance = network.instance
    home, sits = int(instance.preferred[person]), seating.partner_of(person)
    partner, km, where = _where(network, seating, person)
    if person in network.pins.people:
        placed = "You were placed here by hand." if sits != NOWHERE else "You were left without a place by hand."
        return Reason(Kind.PINNED, placed, partner=partner, km=km, sits=sits != NOWHERE)
    if home == NOWHERE:
        return Reason(Kind.NO_CHOICE, f"You chose no partner; {where}.", partner=partner, km=km, sits=sits != NOWHERE)
    wished, places, seated = wishes[home], capacity[home], int(seating.count[home])
    if sits == home:
        kind, why = Kind.AT_CHOICE, "You are at the partner you chose."
    elif not seated:
        kind, why = Kind.CHOICE_SHORT, f"{_short(network, home, wished)}; {where}."
    elif seated >= places:
        kind, why = (
            Kind.CHOICE_FULL,
            f"Your partner's group is full; {_people(wished)} chose its {places} places; {where}.",
        )
    else:
        kind = Kind.CHOICE_RUNS
        why = f"Your partner's group runs with {seated} of its {places} places taken; {where}, so that another can run."
    return Reason(kind, why, wished, places, seated, partner, km, sits != NOWHERE)


def _short(network: Network, home: int, wished: int) -> str:
    minimum = int(network.instance.least[home])
    if home in network.pins.closes:
        return "Your partner's group was closed by hand"
    if network.instance.groups[home] == 0:
        return "Your partner can hold no group"
    if wished < minimum:
        return f"Your partner's group reached {wished} of {minimum}"
    return f"Your partner's group reached {wished}, but does not run in the best plan found"


def _where(network: Network, seating: Seating, person: int) -> tuple[str | None, float | None, str]:
    """(partner, km, in words) of where a person sits, or of the nearest running group they accept."""
    instance, seat = network.instance, int(seating.seat[person])
    if seat >= 0:
        partner, km = instance.partners[seating.partner_of(person)], float(instance.arc_km[seat])
        return partner, round(km, 3), f"you sit {km:.0f} km away at {partner}"
    arcs = np.arange(instance.first[person], instance.first[person + 1])
    home = instance.preferred[person]
    there = instance.arc_partner[arcs]
    arcs = arcs[(there != home) & seating.runs[there]]
    options = int((there != home).sum())
    if not len(arcs):
        return None, None, "none of the others you accepted runs" if options else "you accepted no other partner"
    nearest = arcs[np.lexsort((arcs, instance.arc_km[arcs]))[0]]
    partner, km = instance.partners[instance.arc_partner[nearest]], float(instance.arc_km[nearest])
    return (
        partner,
        round(km, 3),
        f"the nearest running group you accepted, {partner}, is {km:.0f} km away and has no seat for you",
    )


def _partner(network: Network, seating: Seating, partner: int, wished: int, places: int) -> Reason:
    minimum, seated = int(network.instance.least[partner]), int(seating.count[partner])
    if seated:
        own = int(seating.own[partner])
        kind, why = Kind.RUNS, f"Runs with {seated} of {places} places taken, {own} by people who chose it."
    elif partner in network.pins.closes:
        kind, why = Kind.PINNED_CLOSED, f"Closed by hand; {_people(wished)} chose it."
    elif places == 0:
        kind, why = Kind.HOLDS_NONE, f"It can hold no group; {_people(wished)} chose it."
    elif wished < minimum:
        kind, why = Kind.TOO_FEW, f"{_people(wished)} chose it, {minimum} are needed."
    else:
        kind = Kind.GIVES_WAY
        why = f"{_people(wished)} chose it; it does not run in the best plan found."
    return Reason(kind, why, wished, places, seated)


def _people(number: int) -> str:
    return {0: "Nobody", 1: "1 person"}.get(number, f"{number} people")
