"""The public directory: where people look from, the rows in their order, and the map of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.utils.safestring import SafeString

from cadre.lib.words import counted
from cadre.partners.models import Partner, ProfileVersion, Venue, VenueCheck
from cadre.partners.queries.directory import nearby, nearest_first, place_of
from cadre.partners.queries.profile import host_of
from cadre.partners.states import CheckAnswer, CheckKind
from cadre.programmes.nearby import Nearby
from cadre.schools.models import School
from cadre.schools.queries import search_schools
from cadre.schools.regions import regions
from cadre.ui.components.areas import AreaMap, Square

MOST_SCHOOLS = 8


@dataclass(frozen=True)
class Near:
    """Where distances are counted from: a school or a place. `schools` are to choose from where several match."""

    name: str = ""
    point: tuple[str, int, int] | None = None
    asked: str = ""
    schools: list[School] = field(default_factory=list)


NOWHERE = Near()


def near_to(typed: str) -> Near:
    """The postcode or town, else the one school of this name or URN; several are given to choose from.

    At most five queries.
    """
    if not typed.strip():
        return NOWHERE
    if point := place_of(typed):
        return Near(point[0], point, typed)
    schools = [one for one in search_schools(typed, MOST_SCHOOLS) if one.easting is not None]
    exact = [one for one in schools if one.urn == typed.strip()] or schools
    if len(exact) == 1 and (near := _at(exact[0], typed)):
        return near
    return Near(asked=typed, schools=schools)


def _at(school: School, typed: str) -> Near | None:
    if school.easting is None or school.northing is None:
        return None
    return Near(school.name, (school.name, school.easting, school.northing), typed)


def near_rows(partners: Iterable[Partner], near: Near, *, within: int | None) -> list[Nearby]:
    """By distance where there is one to count from, those within `within` km; else by region and name."""
    rows = [nearby(partner, near.point) for partner in partners]
    if near.point is None:
        return sorted(rows, key=lambda row: (row.region, row.name))
    return nearest_first([row for row in rows if not within or (row.km is not None and row.km <= within)])


def regions_of(rows: Sequence[Nearby]) -> list[tuple[str, int]]:
    """How many partners each region has, by name: the figures of the map."""
    return sorted(Counter(row.region for row in rows).items())


def partner_map(partners: Iterable[Partner], near: Near, region: str) -> SafeString | None:
    """England with each partner that has a point, and where distances are counted from. None where nothing has one."""
    placed = [one for one in partners if one.easting is not None and one.northing is not None]
    squares = [
        Square(one.easting, one.northing, "good", one.name)
        for one in placed
        if one.easting is not None and one.northing is not None
    ]
    if not squares:
        return None
    if near.point:
        squares.append(Square(near.point[1], near.point[2], "warn", near.name))
    words = f"{counted(len(placed), 'partner')} on a map of England; listed beside"
    return AreaMap(regions(), shaded=[region] if region else [], squares=squares).drawing(words)


def venue_map(partner: Partner, venues: Iterable[Venue]) -> SafeString | None:
    """England with the partner's venues, filled, and where it is at home itself. None where nothing has a point.

    A venue has the point of its postcode in the register of schools.
    """
    rows = list(venues)
    placed = [
        Square(one.easting, one.northing, "good", one.name)
        for one in rows
        if one.easting is not None and one.northing is not None
    ]
    squares = list(placed)
    if partner.easting is not None and partner.northing is not None:
        squares.insert(0, Square(partner.easting, partner.northing, "brand", partner.short_name))
    if not squares:
        return None
    words = f"{counted(len(placed), 'venue')} of {partner.short_name} on a map of England; listed beside"
    return AreaMap(regions(), shaded=[partner.region], squares=squares).drawing(words)


def kept_query(query: QueryDict, *without: str) -> str:
    """The other filters, to go before `school=…` in a link: `region=London&`."""
    kept = query.copy()
    for name in without:
        kept.pop(name, None)
    return f"{kept.urlencode()}&" if kept else ""


def public_venues(partner: Partner, today: date) -> list[tuple[Venue, list[str]]]:
    """Each venue in use with what it has for access. Two queries."""
    venues = list(partner.venues.in_use(today))
    checks = VenueCheck.objects.filter(venue__in=venues, answer=CheckAnswer.YES, item__kind=CheckKind.ACCESS)
    has: dict[int, list[str]] = {}
    for check in checks.select_related("item").order_by("item__position"):
        if check.item.to_on is None or check.item.to_on > today:
            has.setdefault(check.venue_id, []).append(check.item.words)
    return [(venue, has.get(venue.pk, [])) for venue in venues]


def links_of(profile: ProfileVersion | None) -> list[tuple[str, str]]:
    """(words, address) of the website and the further links."""
    if profile is None:
        return []
    website = [(host_of(profile.website), profile.website)] if profile.website else []
    return website + [(label, address) for label, address in profile.links]
