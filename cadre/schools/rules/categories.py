"""What a list of categories says about a place on a day, and which schools the State pays for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cadre.lib.words import counted
from cadre.schools.facts import Area, CategoryListFacts, Location
from cadre.schools.states import NOT_STATE_FUNDED, Standing

PRIORITY = frozenset({"5", "6", "5or6"})
OTHERS = frozenset({"1", "2", "3", "4"})


def is_publicly_funded(type_code: str) -> bool | None:
    """By the register's type of establishment; None when the register gives none."""
    return None if not type_code else type_code.zfill(2) not in NOT_STATE_FUNDED


@dataclass(frozen=True)
class Place:
    """A district with the days it existed: `to_on` is the first day on which it no longer did."""

    code: str
    name: str
    from_on: date | None = None
    to_on: date | None = None
    successor_code: str = ""

    def existed_on(self, day: date) -> bool:
        return (self.from_on is None or self.from_on <= day) and (self.to_on is None or day < self.to_on)


@dataclass(frozen=True)
class Row:
    """A district's row in a list of categories."""

    category: str = ""
    opportunity_area: str = ""
    certainty: str = ""
    source: str = ""


def standing_of(row: Row | None) -> Standing:
    """A district without a row, or whose row gives no category, is not confirmed: nothing is decided by absence."""
    if row and (row.category in PRIORITY or row.opportunity_area):
        return Standing.PRIORITY
    if row and row.category in OTHERS:
        return Standing.OTHER
    return Standing.NOT_CONFIRMED


def area_of(place: Place, rows: Mapping[str, Row]) -> Area:
    row = rows.get(place.code)
    facts = row or Row()
    return Area(
        code=place.code,
        name=place.name,
        standing=standing_of(row),
        category=facts.category,
        opportunity_area=facts.opportunity_area,
        certainty=facts.certainty,
        source=facts.source,
    )


def locate(
    place: Place | None,
    *,
    predecessors: Iterable[Place],
    rows: Mapping[str, Row],
    used: CategoryListFacts | None,
    source: str = "",
) -> Location:
    """Where a school in `place` lies, in the districts of the list's day.

    A district made after that day stands for those it was made of (`predecessors`: all that name it as successor).
    Where these differ nothing is known about the school, whichever of them is a priority.
    """
    if place is None or used is None:
        return Location(Standing.NOT_CONFIRMED, present_district=place.name if place else "", source=source)
    then = used.districts_as_at
    places = [place] if place.existed_on(then) else [one for one in predecessors if one.existed_on(then)]
    areas = tuple(area_of(one, rows) for one in places)
    standings = {area.standing for area in areas}
    standing = standings.pop() if len(standings) == 1 else Standing.NOT_CONFIRMED
    return Location(standing, areas, present_district=place.name, source=source)


def refuse_withdrawal(decisions: int) -> str:
    """Why a published list cannot be withdrawn, or empty: what was decided by it could no longer be explained."""
    if not decisions:
        return ""
    was = counted(decisions, "decision was", "decisions were")
    return (
        f"{was} taken by this list, so it cannot be withdrawn. Publish a corrected list, which holds from its day on."
    )
