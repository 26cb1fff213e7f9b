"""Where schools belonged on a day, and the facts a scholarship rests on."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cadre.schools import rules
from cadre.schools.facts import Area, Footprint, Location, Match, ScholarshipFacts
from cadre.schools.models import (
    CategoryList,
    Diocese,
    District,
    DistrictCategory,
    Placement,
    School,
    Trust,
    open_on,
)
from cadre.schools.states import NO_DIOCESE, Kind, Standing

REGISTER = "the school register"
PLACES = ("district", "trust", "diocese")
LATEST = F("from_on").desc(nulls_last=True)
MOST_STEPS = 5


def placement_on(school: School, day: date) -> Placement | None:
    """Where the school belonged on `day`, with its district, trust and diocese. One query."""
    held = Placement.objects.on(day).filter(school=school).select_related(*PLACES)
    return held.order_by(LATEST).first()


def category_of(district: District, list: CategoryList, on: date) -> Area:
    """The district and its row in the list, as it stands there on a day. One query."""
    row = DistrictCategory.objects.on(on).filter(district=district, list=list).last()
    rows = {district.code: row.rule} if row else {}
    return rules.area_of(district.place, rows)


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
    return Placement.objects.on(day).filter(open_on(day, "school__"), **whose)


def followed(school: School, on: date) -> School:
    """The school itself while it was open on `on`, else the one that had followed it by then. A query for each step."""
    for _ in range(MOST_STEPS):
        if school.was_open_on(on) or school.successor is None:
            break
        school = school.successor
    return school


def scholarship_facts(school: School, *, on: date) -> ScholarshipFacts:
    """What the register and the list in use on `on` say about the school, its trust and its diocese.

    A school that was closed by then is answered for by its successor. At most nine queries, however large the trust or
    the diocese, and one for each successor.
    """
    asked, school = school, followed(school, on)
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
        is_open=school.was_open_on(on),
        fsm_percent=None if school.fsm_percent is None else float(school.fsm_percent),
        list=atlas.used,
        location=_own_location(atlas, school, placements, present),
        footprints=tuple(_footprints(atlas, present, on)) if present else (),
        formerly="" if asked == school else f"{asked} (URN {asked.urn})",
    )


def trust_facts(trust: Trust, *, on: date) -> ScholarshipFacts:
    """The same for a trust's central team: it has no place of its own and is judged by where the trust has schools.

    It is publicly funded as far as its open schools are. At most seven queries, however large the trust.
    """
    atlas = Atlas(on)
    types = set(_of_open_schools(on, trust=trust).values_list("school__type_code", flat=True))
    funded = {rules.is_publicly_funded(code) for code in types}
    return ScholarshipFacts(
        urn="",
        school=trust.name,
        on=on,
        publicly_funded=True if True in funded else None if None in funded or not funded else False,
        type_code="",
        type_source=f"{REGISTER}, by the trust's open schools",
        is_open=bool(types),
        fsm_percent=None,
        list=atlas.used,
        location=Location(Standing.NOT_CONFIRMED, source=REGISTER),
        footprints=(_footprint(atlas, Kind.TRUST, trust.uid, trust.name, _of_open_schools(on, trust=trust)),),
        of_trust=True,
    )


def _held_on(placements: Iterable[Placement], day: date) -> Placement | None:
    holding = [
        one for one in placements if (not one.from_on or one.from_on <= day) and (not one.to_on or day < one.to_on)
    ]
    return max(holding, key=lambda one: one.from_on or date.min, default=None)


def _own_location(atlas: "Atlas", school: School, placements: list[Placement], present: Placement | None) -> Location:
    """By the district on the list's own day where the register kept it, for the school or those it followed."""
    then = _held_on(placements, atlas.used.districts_as_at) if atlas.used else None
    if atlas.used and not (then and then.district and atlas.existed_then(then.district.code)):
        before = Placement.objects.filter(school__successor=school).select_related(*PLACES)
        held = [one for one in before.on(atlas.used.districts_as_at) if one.district]
        agree = len({one.district_id for one in held}) == 1
        then = held[0] if agree else None
    if then and then.district and atlas.existed_then(then.district.code):
        return atlas.locate(then.district.code, source=then.source or REGISTER)
    district = present.district if present else None
    return atlas.locate(district.code if district else None, source=(present and present.source) or REGISTER)


def _footprints(atlas: "Atlas", present: Placement, on: date) -> list[Footprint]:
    found = []
    if trust := present.trust:
        found.append(_footprint(atlas, Kind.TRUST, trust.uid, trust.name, _of_open_schools(on, trust=trust)))
    if present.diocese and present.diocese.code not in NO_DIOCESE:
        diocese = present.diocese
        found.append(_footprint(atlas, Kind.DIOCESE, diocese.code, diocese.name, _of_open_schools(on, diocese=diocese)))
    return found


def _footprint(atlas: "Atlas", kind: Kind, code: str, name: str, placements: QuerySet[Placement]) -> Footprint:
    """By the districts of the trust or diocese, each with one of its schools as evidence: the lowest URN."""
    schools: dict[str | None, list[tuple[str, str]]] = defaultdict(list)
    then = _district_on(atlas.used.districts_as_at) if atlas.used else F("district__code")
    rows = placements.annotate(then=then).values_list("then", "district__code", "school__urn", "school__name")
    for was, now, urn, school in rows.order_by("school__urn"):
        schools[was if atlas.existed_then(was) else now].append((urn, school))
    located = {district: atlas.locate(district, source=REGISTER) for district in schools}
    sure = [(schools[one][0], where) for one, where in located.items() if where.standing == Standing.PRIORITY]
    match = min(sure, key=lambda one: one[0], default=None)
    unknown = [where for where in located.values() if where.standing == Standing.NOT_CONFIRMED]
    areas = {area.code: area for where in unknown for area in where.areas if area.standing == Standing.NOT_CONFIRMED}
    return Footprint(
        kind,
        code,
        name,
        Match(*match[0], match[1]) if match else None,
        schools=sum(map(len, schools.values())),
        not_confirmed=len(unknown),
        source=REGISTER,
        in_doubt=() if match else tuple(areas[code] for code in sorted(areas)),
    )


def _district_on(day: date) -> Coalesce:
    """The code of the district in which a placement's school lay on a day, or one that it followed."""
    held = Placement.objects.on(day).exclude(district=None).order_by(LATEST)
    own = held.filter(school=OuterRef("school"))
    before = held.filter(school__successor=OuterRef("school"))
    return Coalesce(*(Subquery(rows.values("district__code")[:1]) for rows in (own, before)))


class Atlas:
    """The list of categories in use on a day, and the districts that districts were made of. Three queries."""

    def __init__(self, on: date) -> None:
        used = list_on(on)
        self.used = used.facts if used else None
        rows = used.rows.on(on).select_related("district") if used else ()
        self.rows = {row.district.code: row.rule for row in rows}
        self.places = {district.code: district.place for district in District.objects.all()}
        self.ended: dict[str, list[rules.Place]] = defaultdict(list)
        for place in self.places.values():
            if place.successor_code:
                self.ended[place.successor_code].append(place)

    def existed_then(self, code: str | None) -> bool:
        """Whether the district is one of the list's own day."""
        return bool(self.used and code and self.places[code].existed_on(self.used.districts_as_at))

    def locate(self, code: str | None, *, source: str) -> Location:
        place = self.places[code] if code else None
        made_of = self.ended.get(code, []) if code else []
        return rules.locate(place, predecessors=made_of, rows=self.rows, used=self.used, source=source)
