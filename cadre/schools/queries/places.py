"""Where schools are, and the point of a place."""

from django.db.models import Avg, OuterRef, Q, QuerySet, Subquery

from cadre.schools import rules
from cadre.schools.models import Placement, School


def with_present_places(schools: QuerySet[School]) -> QuerySet[School]:
    """Schools with the names of their present `district` and `trust`. One query."""
    present = Placement.objects.filter(school=OuterRef("pk"), to_on=None)
    return schools.annotate(
        district=Subquery(present.values("district__name")[:1]), trust=Subquery(present.values("trust__name")[:1])
    )


def point_of(typed: str) -> tuple[str, int, int] | None:
    """(the place as it is written, easting, northing) of a postcode, its first half, or a town; metres on the grid.

    It is the middle of the schools there: no list of postcodes ships with the product. One query, or none.
    """
    written = " ".join(typed.split()).upper()[:40]
    if not written:
        return None
    outward = rules.outward_of(written)
    full = written.replace(" ", "")
    there = School.objects.exclude(easting=None).exclude(northing=None)
    spread = there.filter(Q(postcode__istartswith=f"{outward} ") if outward else Q(town__iexact=written))
    exact = Q(postcode__iexact=f"{full[:-3]} {full[-3:]}")
    found = spread.aggregate(
        e=Avg("easting"), n=Avg("northing"), exact_e=Avg("easting", filter=exact), exact_n=Avg("northing", filter=exact)
    )
    if found["e"] is None:
        return None
    name = (f"{full[:-3]} {full[-3:]}" if found["exact_e"] is not None else outward) or written.title()
    return name, round(found["exact_e"] or found["e"]), round(found["exact_n"] or found["n"])
