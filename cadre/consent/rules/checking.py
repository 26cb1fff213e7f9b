"""Checks what would be carried out against what people and partners said. Shares nothing with what planned it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import hypot

from cadre.consent.rules.terms import Terms

METRES = 1000
Point = tuple[int, int]


@dataclass(frozen=True)
class Seat:
    """A seat elsewhere that would be given. `own`, `host`: slugs of partners; `place`: its id in the plan."""

    name: str
    key: int
    place: str
    host: str
    own: str
    consents: bool
    limit_km: int
    school: Point | None
    at: Point | None


def faults_of(seats: Iterable[Seat], accepted: Mapping[int, str], terms: Mapping[str, Terms]) -> list[str]:
    """Everything that is wrong; nothing when it may be carried out."""
    faults, coming = [], Counter[str]()
    for seat in seats:
        coming[seat.host] += 1
        if accepted.get(seat.key) != seat.place:
            faults.append(f"{seat.name} has not accepted this place.")
        if not seat.consents:
            faults.append(f"{seat.name} did not say yes to another group.")
        if (
            seat.school
            and seat.at
            and hypot(seat.school[0] - seat.at[0], seat.school[1] - seat.at[1]) > (seat.limit_km * METRES + METRES / 10)
        ):
            faults.append(f"{seat.name} would travel more than {seat.limit_km} km.")
        if seat.own in terms and terms[seat.own].may_go is False:
            faults.append(f"{seat.name} would leave a partner that did not agree.")
    for host, number in sorted(coming.items()):
        if number > (terms.get(host, Terms()).takes or 0):
            faults.append(f"{host} would take {number} people and agreed to {terms.get(host, Terms()).takes or 0}.")
    return faults
