"""What a payer saves by putting several people through one intake. The bands are dated rows."""

from collections.abc import Sequence
from dataclasses import dataclass

ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()


@dataclass(frozen=True)
class Band:
    """From the `people`th place on, `percent` off. `row` is the key of the dated row."""

    people: int
    percent: int
    row: int = 0


@dataclass(frozen=True)
class Discount:
    percent: int
    pence: int
    band: Band | None


def discount(*, list_pence: int, place: int, bands: Sequence[Band]) -> Discount:
    """What comes off the `place`th place (from 1) of one payer in one intake: the best band reached, in whole pence.

    Fractions of a penny stay with the price. A later place is never dearer than an earlier one.
    """
    if place < 1:
        raise ValueError("Places are counted from 1.")
    reached = [band for band in bands if band.people <= place]
    best = max(reached, key=lambda band: (band.percent, -band.people), default=None)
    if best is None or best.percent == 0:
        return Discount(0, 0, None)
    return Discount(best.percent, list_pence * best.percent // 100, best)


def party_price(*, list_pence: int, people: int, bands: Sequence[Band]) -> list[int]:
    """The price of each place of a party, in order."""
    places = range(1, people + 1)
    return [list_pence - discount(list_pence=list_pence, place=place, bands=bands).pence for place in places]


def ordinal(number: int) -> str:
    """`second`, then `13th`."""
    if number < len(ORDINALS):
        return ORDINALS[number]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
