"""Who delivers a qualification near somebody, with the days their groups have picked: what the public page lists."""

from datetime import date
from itertools import groupby

from django.db.models import F, FilteredRelation, Q

from cadre.groups.states import GroupState
from cadre.partners.queries import directory, nearby, nearest_first, place_of
from cadre.programmes.models import Offering, Qualification
from cadre.programmes.nearby import Around, tells_who_delivers


@tells_who_delivers
def partners_with_days(qualification: Qualification, offering: Offering | None, asked: str, today: date) -> Around:
    """One query, or two when a place was asked. Of a partner with several groups, the days of the first."""
    point = place_of(asked)
    shown = Q(groups__offering=offering) & Q(groups__state__in=(GroupState.FORMING, GroupState.CONFIRMED))
    found = (
        directory(today, qualification=qualification)
        .annotate(shown=FilteredRelation("groups", condition=shown))
        .annotate(group_pk=F("shown__pk"), day=F("shown__events__starts_on"))
        .order_by("name", "group_pk", "day")
    )
    rows = []
    for _, lines in groupby(found, key=lambda line: line.pk):
        of_partner = list(lines)
        first = of_partner[0].group_pk
        days = tuple(line.day for line in of_partner if line.group_pk == first and line.day)
        rows.append(nearby(of_partner[0], point, days))
    return Around(tuple(nearest_first(rows)), asked=asked, place=point[0] if point else "")
