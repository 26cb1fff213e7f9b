"""Partners as the public and the office look for them, and codes as people type them."""

from datetime import date

from django.conf import settings
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from cadre.lib.refs import normal_code
from cadre.partners.models import AllocationCode, Contact, Partner, PartnerQuerySet, Venue
from cadre.partners.states import ContactPurpose
from cadre.programmes.models import Offering, Qualification
from cadre.programmes.nearby import Around, Nearby, tells_who_delivers
from cadre.programmes.queries import open_offerings
from cadre.schools.queries import point_of
from cadre.schools.rules import kilometres

MOST_TYPED = 60


def match_code(typed: str, today: date) -> AllocationCode | None:
    """The code that `typed` means and that holds on `today`, with its partner: `peak 7q4m`, `PEAK-7Q4M`. One query."""
    normal = normal_code(typed[:MOST_TYPED])
    if not normal:
        return None
    return AllocationCode.objects.on(today).filter(normal=normal).select_related("partner").first()


def directory(today: date, *, region: str = "", qualification: Qualification | None = None) -> PartnerQuerySet:
    """Partners of the public directory, with the name of their first `venue_name`. One query."""
    found = Partner.objects.active_on(today)
    if region:
        found = found.filter(region__iexact=region)
    if qualification:
        found = found.delivering(qualification)
    venue = Venue.objects.filter(partner=OuterRef("pk")).order_by("name")
    return found.annotate(venue_name=Subquery(venue.values("name")[:1])).order_by("name")


def place_of(typed: str) -> tuple[str, int, int] | None:
    """As `schools.queries.point_of`, or a partner's own town where no school's is written so. At most two queries."""
    if (point := point_of(typed)) or not typed.strip():
        return point
    there = Partner.objects.filter(town__iexact=" ".join(typed.split())).exclude(easting=None).exclude(northing=None)
    found = there.values_list("town", "easting", "northing").first()
    return found and (found[0], int(found[1] or 0), int(found[2] or 0))


def nearby(partner: Partner, point: tuple[str, int, int] | None, days: tuple[date, ...] = ()) -> Nearby:
    """A partner of `directory` as a row of a public list."""
    venue = getattr(partner, "venue_name", None) or ""
    where = venue if partner.town.casefold() in venue.casefold() else ", ".join(filter(None, [venue, partner.town]))
    km = None
    if point and partner.easting is not None and partner.northing is not None:
        km = kilometres(point[1:], (partner.easting, partner.northing))
    return Nearby(partner.slug, partner.name, partner.short_name, where, partner.region, km, days)


def nearest_first(rows: list[Nearby]) -> list[Nearby]:
    """By distance, those without one last; all by name where no place was asked."""
    return sorted(rows, key=lambda row: (row.km is None, row.km or 0, row.name))


@tells_who_delivers
def partners_around(qualification: Qualification, offering: Offering | None, asked: str, today: date) -> Around:
    """Without dates, which rooms above know. One query, or two when a place was asked."""
    point = place_of(asked)
    rows = [nearby(partner, point) for partner in directory(today, qualification=qualification)]
    return Around(tuple(nearest_first(rows)), asked=asked, place=point[0] if point else "")


def offered_by(partner: Partner, today: date) -> list[tuple[Qualification, Offering | None]]:
    """The qualifications the partner delivers, each with what is open now. Two or three queries."""
    named = list(partner.qualifications.all()) or list(Qualification.objects.all())
    open_now: dict[int, Offering] = {}
    for offering in open_offerings(today):
        open_now.setdefault(offering.qualification_id, offering)
    return [(one, open_now.get(one.pk)) for one in named]


def code_address(code: AllocationCode, qualification: Qualification | None = None) -> str:
    """Where a code's printed link leads: the first page of an application, or the partner's public page."""
    path = (
        reverse("public:applications:start", args=[qualification.slug])
        if qualification
        else reverse("public:partners:partner", args=[code.partner.slug])
    )
    return f"{settings.SITE_URL}{path}?code={code.shown}"


def office_list(rows: QuerySet[Partner], today: date) -> QuerySet[Partner]:
    """Partners with their `lead_name`, present `code` and number of `venue_count`. One query."""
    leads = Contact.objects.on(today).filter(partner=OuterRef("pk"), purpose=ContactPurpose.LEAD)
    codes = AllocationCode.objects.on(today).filter(partner=OuterRef("pk"))
    return rows.annotate(
        lead_name=Subquery(leads.order_by("from_on").values("user__name")[:1]),
        code=Subquery(codes.values("shown")[:1]),
        venue_count=Count("venues", distinct=True),
    )


def search_partners(rows: QuerySet[Partner], typed: str) -> QuerySet[Partner]:
    """Every typed word in name, town, postcode or code; `%` and `_` stand for themselves."""
    for word in typed.split()[:8]:
        has = Q(name__icontains=word) | Q(town__icontains=word) | Q(postcode__icontains=word)
        if normal := normal_code(word):
            has |= Q(pk__in=AllocationCode.objects.filter(normal__startswith=normal).values("partner"))
        rows = rows.filter(has)
    return rows
