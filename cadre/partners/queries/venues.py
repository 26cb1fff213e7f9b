"""A partner's venues with what each has, and the schools it covers."""

from dataclasses import dataclass
from datetime import date

from cadre.partners.models import CoveredSchool, HostingItem, Partner, Venue, VenueCheck
from cadre.partners.states import CheckAnswer


@dataclass(frozen=True)
class Asked:
    """An item of the hosting checklist with what was said of it, if anything."""

    item: HostingItem
    check: VenueCheck | None

    @property
    def answer(self) -> str:
        return self.check.answer if self.check else CheckAnswer.UNKNOWN

    @property
    def words(self) -> str:
        return CheckAnswer(self.answer).label


def asked_of(venue: Venue, today: date) -> list[Asked]:
    """The checklist of `today` for one venue, in its order. Two queries."""
    said = {check.item_id: check for check in venue.checks.select_related("said_by")}
    return [Asked(item, said.get(item.pk)) for item in HostingItem.objects.on(today).order_by("position", "pk")]


def venues_of(partner: Partner, today: date) -> list[tuple[Venue, int, int]]:
    """(venue, answered, asked) with those in use first. Three queries, however many venues."""
    items = set(HostingItem.objects.on(today).values_list("pk", flat=True))
    rows = list(partner.venues.prefetch_related("checks"))
    rows.sort(key=lambda venue: (venue.retired_on is not None and venue.retired_on <= today, venue.name))
    return [
        (
            venue,
            sum(one.item_id in items and one.answer != CheckAnswer.UNKNOWN for one in venue.checks.all()),
            len(items),
        )
        for venue in rows
    ]


def covered_on(partner: Partner, today: date) -> list[CoveredSchool]:
    """The schools the partner covers on `today`, by name. One query."""
    return list(partner.covered.on(today).select_related("school").order_by("school__name"))
