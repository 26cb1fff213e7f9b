"""Who gets a scholarship when there is money for some only, and why. The order and the fund are dated rows.

The sources give two orders that disagree, so the order is an argument. Whoever meets the first criterion comes before
all who do not; the second decides among equals, and so on; then whoever applied first. A criterion that is not known
does not count, and says so. Nobody is passed over: once somebody does not fit, nobody after them does.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cadre.applications.rules.discount import ordinal
from cadre.applications.states import Preference
from cadre.lib.money import pounds


@dataclass(frozen=True)
class Asking:
    """One person who waits. `met` says of each criterion whether it is met; None or missing is not known."""

    ref: str
    submitted_at: datetime
    pence: int
    school: str
    met: Mapping[str, bool | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Fund:
    """What there is in all, and what is taken. Both limits None is no limit."""

    places: int | None = None
    pence: int | None = None
    per_school: int | None = None
    taken_places: int = 0
    taken_pence: int = 0
    taken_by_school: Mapping[str, int] = field(default_factory=dict)

    @property
    def left(self) -> str:
        """What is left, in words."""
        if self.places is not None:
            return f"{max(self.places - self.taken_places, 0)} of {self.places} places"
        if self.pence is not None:
            return f"{pounds(max(self.pence - self.taken_pence, 0))} of {pounds(self.pence)}"
        return "no limit"


@dataclass(frozen=True)
class Ranked:
    """`position` counts from 1 among those who wait. `code` is within, fund_used, or school_cap."""

    asking: Asking
    position: int
    within: bool
    code: str
    sentence: str
    not_known: tuple[str, ...] = ()


def ranked(waiting: Sequence[Asking], *, order: Sequence[str], fund: Fund) -> list[Ranked]:
    """Everybody who waits, first come first, each within the fund or not, with the reason."""
    places, pence, full = fund.taken_places, fund.taken_pence, False
    schools = Counter(fund.taken_by_school)
    found = []
    for position, one in enumerate(sorted(waiting, key=lambda one: _key(one, order)), start=1):
        capped = fund.per_school is not None and schools[one.school] >= fund.per_school
        full = full or (not capped and not _fits(fund, places, pence, one))
        within = not capped and not full
        if within:
            places, pence = places + 1, pence + one.pence
            schools[one.school] += 1
        code = "within" if within else "school_cap" if capped else "fund_used"
        unknown = tuple(Preference(name).label for name in order if one.met.get(name) is None)
        found.append(Ranked(one, position, within, code, _sentence(one, order, fund, position, code), unknown))
    return found


def _fits(fund: Fund, places: int, pence: int, one: Asking) -> bool:
    if fund.places is not None and places + 1 > fund.places:
        return False
    return fund.pence is None or pence + one.pence <= fund.pence


def _key(one: Asking, order: Sequence[str]) -> tuple[tuple[bool, ...], datetime, str]:
    return tuple(one.met.get(name) is not True for name in order), one.submitted_at, one.ref


def _sentence(one: Asking, order: Sequence[str], fund: Fund, position: int, code: str) -> str:
    met = [Preference(name).label for name in order if one.met.get(name) is True]
    why = " and ".join(met).lower() if met else "none of the criteria, so by the time of the application"
    place = f"{ordinal(position).capitalize()} in order: {why}."
    if code == "within":
        return f"{place} Within the fund."
    if code == "school_cap":
        return f"{place} Outside: the school has its {fund.per_school} already."
    return f"{place} Outside: the fund is used up by the people before."
