"""Groups that could be opened for those who wait."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, F, OuterRef, Q, Subquery, When

from cadre.bookings.models import QueueEntryQuerySet, QueueMember
from cadre.bookings.rules.proposing import Proposal, Waiting, proposals
from cadre.groups.models import Group
from cadre.groups.queries.placing import size_rule
from cadre.groups.states import GroupState
from cadre.partners.models import Partner
from cadre.programmes.models import Offering


@dataclass(frozen=True)
class ProposedGroup:
    """A group that could run at once: where, for whom, and which partner to ask first, if any has none forming."""

    offering: Offering
    area: str
    people: int
    partner: Partner | None


def proposed_groups(entries: QueueEntryQuerySet, *, today: date) -> list[ProposedGroup]:
    """For intakes that have not begun: where enough of `entries` wait without an offer. Four queries.

    The area is the region they name, or that of the partner or the school they wait for.
    """
    rows = entries.waiting().filter(offering__intake__starts_on__gt=today).annotate(area=_area())
    needs = [Waiting(*row) for row in rows.values_list("offering", "area", "places", "partner")]
    found = proposals(needs, minimum=size_rule(today).minimum) if needs else []
    if not found:
        return []
    offerings = Offering.objects.select_related("intake", "qualification").in_bulk({one.offering for one in found})
    hosts = list(Partner.objects.active_on(today).order_by("name"))
    forming = Group.objects.filter(offering__in=offerings, state=GroupState.FORMING).with_people()
    with_room = set(forming.filter(Q(people__lt=F("size"))).values_list("offering", "partner"))
    return [ProposedGroup(offerings[one.offering], one.area, one.people, _host(one, hosts, with_room)) for one in found]


def _host(proposal: Proposal, hosts: list[Partner], with_room: set[tuple[int, int]]) -> Partner | None:
    """The partner most of them name, else the first of the area; none that has places already."""
    free = [host for host in hosts if (proposal.offering, host.pk) not in with_room]
    wanted = {host.pk: host for host in free}
    named = (wanted[partner] for partner in proposal.partners if partner in wanted)
    return next(named, None) or next((host for host in free if host.region == proposal.area), None)


def _area() -> Case:
    first = QueueMember.objects.filter(entry=OuterRef("pk"), ended_at=None).order_by("pk")
    at_school = Subquery(first.values("application__school__region")[:1])
    return Case(
        When(~Q(region=""), then=F("region")),
        When(Q(partner__isnull=False) & ~Q(partner__region=""), then=F("partner__region")),
        When(Q(school__isnull=False) & ~Q(school__region=""), then=F("school__region")),
        default=at_school,
        output_field=CharField(),
    )
