"""Accepted people without a group: where they work, and which short groups they are near."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cadre.applications.models import Application
from cadre.applications.states import State
from cadre.groups.queries.group import distance
from cadre.partners.models import Partner
from cadre.programmes.models import Offering
from cadre.recruitment.queries.counts import UNPLACED

NOT_KNOWN = "not confirmed"
SCHOOL = ("school__region", "school__easting", "school__northing")
READ = ("ref", "offering", "preferred_partner", "may_offer_local", "travel_km", *SCHOOL)
"""What is read of thousands: an application's answers alone weigh more than all of this."""


@dataclass(frozen=True)
class Place:
    """People of one region without a group. `point` is the middle of their schools, None where none is known."""

    region: str
    people: int
    point: tuple[float, float] | None


def people_without_group(offerings: Iterable[Offering]) -> dict[int, list[Application]]:
    """Accepted people without a place by offering, in the order of application, with their schools. One query."""
    found: dict[int, list[Application]] = defaultdict(list)
    rows = Application.objects.filter(UNPLACED, offering__in=[one.pk for one in offerings], state=State.ACCEPTED)
    for one in rows.select_related("school").only(*READ).order_by("submitted_at", "pk"):
        found[one.offering_id].append(one)
    return found


def places_of(people: Iterable[Application]) -> list[Place]:
    """By region, most people first."""
    rows: dict[str, list[Any]] = defaultdict(list)
    for one in people:
        school = one.school
        region = (school.region if school else "") or NOT_KNOWN
        on_the_grid = school is not None and school.easting is not None and school.northing is not None
        rows[region].append((school.easting, school.northing) if on_the_grid else None)  # type: ignore[union-attr]
    found = []
    for region, points in rows.items():
        known = [point for point in points if point]
        middle = (sum(x for x, _ in known) / len(known), sum(y for _, y in known) / len(known)) if known else None
        found.append(Place(region, len(points), middle))
    return sorted(found, key=lambda place: (-place.people, place.region))


def near(partner: Partner, people: Sequence[Application], *, km: int) -> list[Application]:
    """Those who work within `km` of the partner and within their own limit, and did not refuse another group; nearest
    first. Whoever chose the partner counts wherever they work."""
    found = []
    for one in people:
        away = distance(one, partner)
        if one.preferred_partner_id == partner.pk:
            found.append((0, one.pk, one))
        elif one.may_offer_local is not False and away is not None and away <= min(km, one.travel_km or km):
            found.append((away, one.pk, one))
    return [one for *_, one in sorted(found, key=lambda row: row[:2])]
