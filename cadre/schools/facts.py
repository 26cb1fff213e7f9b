"""What the register and the published lists say about a school, as plain values with their sources.

`queries.scholarship_facts` fills them; a scholarship rule reads them. A blank is "not confirmed", never "no".
"""

from dataclasses import dataclass, field
from datetime import date

from cadre.schools.states import Kind, Standing


@dataclass(frozen=True)
class CategoryListFacts:
    """The list of district categories in use on a day. A district missing from an incomplete list is not confirmed.

    `row` is the key of the list, so that what was decided by it can be found.
    """

    name: str
    districts_as_at: date
    is_complete: bool
    source: str
    from_on: date | None = None
    row: int = 0


@dataclass(frozen=True)
class Area:
    """One district and its row in the list. `category` is 1 to 6, `5or6` as the source says, or blank."""

    code: str
    name: str
    standing: Standing
    category: str = ""
    opportunity_area: str = ""
    certainty: str = ""
    source: str = ""

    @property
    def words(self) -> str:
        """`the Derby opportunity area`, `Ashfield, a category 5 area`, or `Rutland`."""
        if self.opportunity_area:
            return f"the {self.opportunity_area} opportunity area"
        if self.category:
            return f"{self.name}, a category {self.category.replace('or', ' or ')} area"
        return self.name


@dataclass(frozen=True)
class Location:
    """Where a school lies, in the districts of the list's own day.

    One area as a rule. Several when the register knows only a district made later out of several: then the standing
    is PRIORITY only where all of them are, and NOT_CONFIRMED where they differ. None when no district is known.
    """

    standing: Standing
    areas: tuple[Area, ...] = ()
    present_district: str = ""
    source: str = ""

    @property
    def area(self) -> Area | None:
        """The area that decides: the only one, or the first of several that agree."""
        return self.areas[0] if self.areas and (len(self.areas) == 1 or self.standing == Standing.PRIORITY) else None


@dataclass(frozen=True)
class Match:
    """One open school of a trust or diocese that lies in a priority area."""

    urn: str
    school: str
    location: Location


@dataclass(frozen=True)
class Footprint:
    """The districts of a trust's or diocese's open schools. `match` is evidence; none may mean "not confirmed".

    `in_doubt` are the districts that are not confirmed, in which no match was found.
    """

    kind: Kind
    code: str
    name: str
    match: Match | None
    schools: int
    not_confirmed: int
    source: str
    in_doubt: tuple[Area, ...] = ()

    @property
    def standing(self) -> Standing:
        if self.match:
            return Standing.PRIORITY
        return Standing.NOT_CONFIRMED if self.not_confirmed or not self.schools else Standing.OTHER


@dataclass(frozen=True)
class ScholarshipFacts:
    """All a rule needs to decide a scholarship for somebody of this school, as at `on`.

    `publicly_funded` is None when the register gives no type. `list` is None when no list was in use on that day.
    `formerly` is the school that was asked about, when this one had followed it by then: `Old School (URN 900001)`.
    For a trust's central team `of_trust` is set: then `school` is the trust, which has no place of its own.
    """

    urn: str
    school: str
    on: date
    publicly_funded: bool | None
    type_code: str
    type_source: str
    is_open: bool
    fsm_percent: float | None
    list: CategoryListFacts | None
    location: Location
    footprints: tuple[Footprint, ...] = field(default=())
    formerly: str = ""
    of_trust: bool = False

    @property
    def in_priority_area(self) -> bool:
        return self.location.standing == Standing.PRIORITY

    @property
    def matching_footprint(self) -> Footprint | None:
        """The first footprint with a match, the trust before the diocese."""
        return next((one for one in self.footprints if one.match), None)

    @property
    def in_doubt(self) -> tuple[Area, ...]:
        """The districts whose category would have to be known for an answer."""
        own = self.location.areas if self.location.standing == Standing.NOT_CONFIRMED else ()
        all_of_them = [*own, *(area for one in self.footprints if not one.match for area in one.in_doubt)]
        unknown = {area.code: area for area in all_of_them if area.standing == Standing.NOT_CONFIRMED}
        return tuple(unknown.values())

    @property
    def is_confirmed_elsewhere(self) -> bool:
        """Every district that could matter is known, and none is a priority: "no" rests on evidence, not on a gap."""
        return self.location.standing == Standing.OTHER and all(
            one.standing == Standing.OTHER for one in self.footprints
        )
