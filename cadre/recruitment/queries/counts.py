"""Where people stand: of each partner and qualification of an intake, against what its groups need."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from django.db.models import Count, F, Q

from cadre.applications.models import Application
from cadre.applications.states import GONE, WAITING, State
from cadre.bookings.models import QueueMember
from cadre.bookings.states import OfferState
from cadre.groups.models import TAKES_A_PLACE, Group
from cadre.groups.states import NOT_RUNNING, EnrolmentState
from cadre.programmes.models import Offering

UNPLACED = Q(enrolment=None) | Q(enrolment__state=EnrolmentState.WAITING)


@dataclass
class Counts:
    """People by how they stand, and what the groups need.

    `drafts`, `submitted` (no decision yet), `accepted` (no place yet) and `elsewhere` (offered a place with another
    partner) are those who chose the partner; `enrolled` are in its groups, whoever they chose.
    """

    drafts: int = 0
    submitted: int = 0
    accepted: int = 0
    enrolled: int = 0
    elsewhere: int = 0
    groups: int = 0
    minimum: int = 0
    size: int = 0
    target: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


def counts(
    offerings: Iterable[Offering], groups: Iterable[Group], *, target: int
) -> dict[tuple[int, int | None], Counts]:
    """By (offering, partner). `groups` are those of the offerings with their `people`. Two queries."""
    keys = [offering.pk for offering in offerings]
    found: dict[tuple[int, int | None], Counts] = {}
    for row in _people(keys):
        key = (row.pop("offering"), row.pop("preferred_partner"))
        found[key] = Counts(**row)
    for row in _offered_elsewhere(keys):
        found.setdefault((row["offering"], row["partner"]), Counts()).elsewhere = row["n"]
    for group in groups:
        if group.state in NOT_RUNNING:
            continue
        one = found.setdefault((group.offering_id, group.partner_id), Counts())
        one.enrolled += group.people  # type: ignore[attr-defined]
        one.groups += 1
        one.minimum += group.minimum
        one.size += group.size
        one.target += min(max(target, group.minimum), group.size)
    return found


def _people(offerings: list[int]):
    rows = Application.objects.filter(offering__in=offerings).exclude(state__in=GONE).order_by()
    return rows.values("offering", "preferred_partner").annotate(
        drafts=Count("pk", filter=Q(state=State.DRAFT)),
        submitted=Count("pk", filter=Q(state__in=WAITING)),
        accepted=Count("pk", filter=UNPLACED & Q(state=State.ACCEPTED)),
    )


def _offered_elsewhere(offerings: list[int]):
    """People with an open offer of another partner's group than the one they chose."""
    rows = QueueMember.objects.filter(ended_at=None, application__offering__in=offerings)
    rows = rows.filter(entry__offers__state=OfferState.OPEN, application__preferred_partner__isnull=False)
    rows = rows.exclude(application__enrolment__state__in=TAKES_A_PLACE)
    rows = rows.exclude(entry__offers__group__partner=F("application__preferred_partner"))
    named = rows.order_by().values(offering=F("application__offering"), partner=F("application__preferred_partner"))
    return named.annotate(n=Count("application", distinct=True))
