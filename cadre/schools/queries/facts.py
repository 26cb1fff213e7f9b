"""Where schools belonged on a day, and the facts a scholarship rests on."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Min, QuerySet

from cadre.schools import rules
from cadre.schools.facts import Area, Footprint, Location, Match, ScholarshipFacts
from cadre.schools.models import (
    OPEN,
    OPEN_TO_CLOSE,
    CategoryList,
    Diocese,
    District,
    DistrictCategory,
    Placement,
    School,
    Trust,
)
from cadre.schools.states import NO_DIOCESE, Kind, Standing

REGISTER = "the school register"
PLACES = ("district", "trust", "diocese")


def placement_on(school: School, day: date) -> Placement | None:
    """Where the school belonged on `day`, with its district, trust and diocese. One query."""
    held = Placement.objects.on(day).filter(school=school).select_related(*PLACES)
    return held.order_by("-from_on").first()


def category_of(district: District, list: CategoryList) -> Area:
    """The district and its row in the list, as it stands there. One query."""
    row = DistrictCategory.objects.filter(district=district, list=list).first()
    rows = {district.code: _row(row)} if row else {}
    return rules.area_of(district.place, rows, list_is_complete=list.is_complete)


def list_on(day: date) -> CategoryList | None:
    """The list of categories in use on `day`."""
    return CategoryList.objects.on(day).first()


def trust_districts(trust: Trust, day: date) -> QuerySet[District]:
    """The districts of the trust's open schools."""
    return District.objects.filter(placements__in=_of_open_schools(day, trust=trust)).distinct()


def diocese_districts(diocese: Diocese, day: date) -> QuerySet[District]:
    """The districts of the diocese's open schools."""
    return District.objects.filter(placements__in=_of_open_schools(day, diocese=diocese)).distinct()


def _of_open_schools(day: date, **whose: Trust | Diocese) -> QuerySet[Placement]:
    return Placement.objects.on(day).filter(school__status__in=(OPEN, OPEN_TO_CLOSE), **whose)


def scholarship_facts(school: School, *, on: date) -> ScholarshipFacts:
    """What the register and the list in use on `on` say about the school, its trust and its diocese.

    At most seven queries, however large the trust or the diocese.
    """
    atlas = Atlas(on)
    placements = list(Placement.objects.filter(school=school).select_related(*PLACES))
    present = _held_on(placements, on)
    return ScholarshipFacts(
        urn=school.urn,
        school=school.name,
        on=on,
        publicly_funded=rules.is_publicly_funded(school.type_code),
        type_code=school.type_code,
        type_source=REGISTER,
        is_open=school.is_open,
        fsm_percent=None if school.fsm_percent is None else float(school.fsm_percent),
        list=atlas.used,
        location=_own_location(atlas, placements, present),
        footprints=tuple(_footprints(atlas, present, on)) if present else (),
    )


def _held_on(placements: Iterable[Placement], day: date) -> Placement | None:
    holding = [
        one for one in placements if (not one.from_on or one.from_on <= day) and (not one.to_on or day < one.to_on)
    ]
    return max(holding, key=lambda one: one.from_on or date.min, default=None)


def _own_location(atlas: "Atlas", placements: list[Placement], present: Placement | None) -> Location:
    """By the school's district on the list's own day where the register kept it, else by its present one."""
    then = _held_on(placements, atlas.used.districts_as_at) if atlas.used else None
    if then and then.district and atlas.used and then.district.place.existed_on(atlas.used.districts_as_at):
        return atlas.locate(then.district.place, source=then.source or REGISTER)
    district = present.district if present else None
    return atlas.locate(district.place if district else None, source=(present and present.source) or REGISTER)


def _footprints(atlas: "Atlas", present: Placement, on: date) -> list[Footprint]:
    found = []
    if present.trust:
        found.append(
            _footprint(
                atlas, Kind.TRUST, present.trust.uid, present.trust.name, _of_open_schools(on, trust=present.trust)
            )
        )
    if present.diocese and present.diocese.code not in NO_DIOCESE:
        diocese = present.diocese
        found.append(_footprint(atlas, Kind.DIOCESE, diocese.code, diocese.name, _of_open_schools(on, diocese=diocese)))
    return found


def _footprint(atlas: "Atlas", kind: Kind, code: str, name: str, placements: QuerySet[Placement]) -> Footprint:
    """One row per district of the trust or diocese, each with one of its schools as evidence."""
    match, schools, unknown = None, 0, 0
    facts = ("district__code", "district__name", "district__from_on", "district__to_on", "district__successor_code")
    for row in placements.values(*facts).annotate(schools=Count("pk"), urn=Min("school__urn")).order_by("urn"):
        schools += row["schools"]
        place = rules.Place(*(row[fact] for fact in facts)) if row["district__code"] else None
        location = atlas.locate(place, source=REGISTER)
        if location.standing == Standing.NOT_CONFIRMED:
            unknown += 1
        elif location.standing == Standing.PRIORITY and match is None:
            match = Match(row["urn"], "", location)
    if match:
        match = Match(match.urn, School.objects.only("name").get(urn=match.urn).name, match.location)
    return Footprint(kind, code, name, match, schools=schools, not_confirmed=unknown, source=REGISTER)


class Atlas:
    """The list of categories in use on a day, and the districts that districts were made of. Three queries."""

    def __init__(self, on: date) -> None:
        used = list_on(on)
        self.used = used.facts if used else None
        self.rows = {row.district.code: _row(row) for row in used.rows.select_related("district")} if used else {}
        self.ended: dict[str, list[rules.Place]] = {}
        for district in District.objects.exclude(successor_code="") if used else ():
            self.ended.setdefault(district.successor_code, []).append(district.place)

    def locate(self, place: rules.Place | None, *, source: str) -> Location:
        made_of = self.ended.get(place.code, []) if place else []
        return rules.locate(place, predecessors=made_of, rows=self.rows, used=self.used, source=source)


def _row(row: DistrictCategory) -> rules.Row:
    return rules.Row(row.category, row.opportunity_area, row.certainty, row.source)
