"""What a payer saves by putting several people through one intake. The bands are dated rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cadre.applications.states import Counted, Over

ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()


@dataclass(frozen=True)
class Band:
    """From the `people`th place on, `percent` off. `row` is the key of the dated row.

    `counted` says whose people the places are counted among, `over` whether over all qualifications or one.
    """

    people: int
    percent: int
    row: int = 0
    counted: str = Counted.PAYER.value
    over: str = Over.ALL.value

    @property
    def scope(self) -> tuple[str, str]:
        return self.counted, self.over


OWN_SCOPE = (Counted.PAYER.value, Over.ALL.value)
"""What `Inputs.place` counts. Every other scope has a `Place` of its own."""


@dataclass(frozen=True)
class Place:
    """Which place this is, from 1, among the people counted together, and whose people those are."""

    counted: str
    over: str
    name: str
    number: int

    @property
    def scope(self) -> tuple[str, str]:
        return self.counted, self.over


@dataclass(frozen=True)
class Discount:
    percent: int
    pence: int
    band: Band | None


def discount(*, list_pence: int, place: int, bands: Sequence[Band], places: Sequence[Place] = ()) -> Discount:
    """What comes off one place of an intake: the best band that is reached, in whole pence.

    `place` is its number among its payer's people; `places` are its numbers where people are counted another way.
    Fractions of a penny stay with the price. A later place is never dearer than an earlier one.
    """
    numbers = {one.scope: one.number for one in places}
    if min([place, *numbers.values()]) < 1:
        raise ValueError("Places are counted from 1.")
    reached = [
        band for band in bands if band.people <= numbers.get(band.scope, place if band.scope == OWN_SCOPE else 1)
    ]
    best = max(reached, key=lambda band: (band.percent, -band.people), default=None)
    if best is None or best.percent == 0:
        return Discount(0, 0, None)
    return Discount(best.percent, list_pence * best.percent // 100, best)


def party_price(*, list_pence: int, people: int, bands: Sequence[Band]) -> list[int]:
    """The price of each place of a party, in order."""
    places = range(1, people + 1)
    return [list_pence - discount(list_pence=list_pence, place=place, bands=bands).pence for place in places]


def later(places: Sequence[Place], by: int) -> tuple[Place, ...]:
    """The places of somebody who comes so many people later."""
    return tuple(replace(one, number=one.number + by) for one in places)


def ordinal(number: int) -> str:
    """`second`, then `13th`."""
    if number < len(ORDINALS):
        return ORDINALS[number]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
