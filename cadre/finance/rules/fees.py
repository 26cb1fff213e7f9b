"""Hosting and facilitation fees of one event. Source: partner information document.

All amounts are pence. A fee that the agreement does not settle is no amount at all but a `Worked` that waits.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cadre.finance.states import Answer
from cadre.lib.money import pounds, split_evenly
from cadre.lib.words import counted


@dataclass(frozen=True)
class Band:
    """The total for two facilitators with `least` to `most` people; `most` None means and more."""

    least: int
    most: int | None
    total: int

    @property
    def words(self) -> str:
        return f"{self.least} to {self.most}" if self.most else f"{self.least} and more"

    def holds(self, people: int) -> bool:
        return self.least <= people and (self.most is None or people <= self.most)


@dataclass(frozen=True)
class Facilitation:
    """What facilitators are paid per event: one alone, or two by band."""

    single: int
    bands: Sequence[Band]


@dataclass(frozen=True)
class Worked:
    """A fee and its reason. `each` is what each payee gets; it sums to `total` exactly.

    `total` is None where the agreement gives no fee and finance must decide; `sentence` then says why.
    """

    total: int | None
    sentence: str
    each: Sequence[int] = field(default=())
    band: Band | None = None

    @property
    def waits(self) -> bool:
        return self.total is None


def hosting_fee(people: int, *, rate: int, events: int = 1) -> Worked:
    """`rate` for each person and event. Raises ValueError for a negative count."""
    _refuse_negative(people=people, rate=rate, events=events)
    total = people * rate * events
    times = f" × {events} events" if events > 1 else ""
    return Worked(total, f"{_count(people)} × {pounds(rate, short=True)}{times} = {pounds(total)}.", (total,))


def facilitation_fee(
    people: int,
    facilitators: int,
    *,
    terms: Facilitation,
    events: int = 1,
    below_minimum: Answer = Answer.DECIDE,
    decided: int | None = None,
    tutored: bool = False,
) -> Worked:
    """One facilitator: the single fee, whatever the count. Two: the band's fee in equal halves.

    Below the first band, `below_minimum` answers. `tutored`: a tutor has a distance-learning group, for which the
    agreement names no fee at all. `decided` is finance's own total per event; it counts only where the
    agreement gives no fee.
    Raises ValueError for a negative count.
    """
    _refuse_negative(people=people, facilitators=facilitators, events=events, decided=decided or 0)
    if facilitators == 0:
        return Worked(0, "Nobody was assigned to facilitate, so nothing is owed.")
    if tutored:
        found = Worked(None, "The agreement names no fee for the tutor of a distance-learning group. Finance decides.")
    else:
        found = _by_agreement(people, facilitators, events, terms, below_minimum)
    if found.waits and decided is not None:
        return _paid(decided, facilitators, events, f"Finance decided {pounds(decided, short=True)} an event")
    return found


def _by_agreement(people: int, facilitators: int, events: int, terms: Facilitation, below_minimum: Answer) -> Worked:
    if facilitators == 1:
        return _paid(terms.single, 1, events, "One facilitator, whatever the number of people")
    if facilitators > 2:
        return Worked(None, f"{facilitators} facilitators: the agreement names a fee for one or two. Finance decides.")
    band = band_for(people, terms.bands)
    if band:
        return _paid(band.total, 2, events, f"Two facilitators, {_count(people)}: band {band.words}", band)
    return _outside_the_bands(people, events, terms, below_minimum)


def _outside_the_bands(people: int, events: int, terms: Facilitation, below_minimum: Answer) -> Worked:
    first = min(terms.bands, key=lambda band: band.least, default=None)
    if first is None or people >= first.least:
        return Worked(None, f"Two facilitators, {_count(people)}: no band covers this number. Finance decides.")
    why = f"Two facilitators, {_count(people)}, fewer than the {first.least} of the first band"
    if below_minimum == Answer.LOWEST_BAND:
        return _paid(first.total, 2, events, f"{why}: the fee of the lowest band", first)
    if below_minimum == Answer.SINGLE_FEE:
        return _paid(terms.single, 2, events, f"{why}: the fee of one facilitator")
    return Worked(None, f"{why}. The agreement gives no fee, so finance decides.")


def band_for(people: int, bands: Sequence[Band]) -> Band | None:
    """The band that holds `people`, or None."""
    return next((band for band in bands if band.holds(people)), None)


def refuse_broken_bands(bands: Sequence[Band]) -> list[str]:
    """Sentences for each gap or overlap between bands, and for a last one that ends. Empty when they are whole."""
    faults = []
    ordered = sorted(bands, key=lambda band: band.least)
    for lower, upper in pairwise(ordered):
        if lower.most is None or lower.most + 1 != upper.least:
            faults.append(f"After {lower.words} comes {upper.words}.")
    if ordered and ordered[-1].most is not None:
        faults.append(f"No band holds more than {ordered[-1].most} people.")
    return faults


def _paid(once: int, facilitators: int, events: int, why: str, band: Band | None = None) -> Worked:
    total = once * events
    each = tuple(split_evenly(total, facilitators))
    times = f", × {events} events" if events > 1 else ""
    amounts = [pounds(part) for part in each]
    share = f", {amounts[0]} each" if len(set(amounts)) == 1 else f", in parts of {' and '.join(amounts)}"
    share = "" if facilitators == 1 else share
    return Worked(total, f"{why}{times}: {pounds(total)}{share}.", each, band)


def _count(people: int) -> str:
    return counted(people, "person", "people")


def _refuse_negative(**counts: int) -> None:
    for name, count in counts.items():
        if count < 0:
            raise ValueError(f"{name} cannot be {count}.")
