"""A partner's own groups in the intake that closes next. Never another partner's people."""

from dataclasses import dataclass
from datetime import date

from cadre.groups.models import Group
from cadre.groups.states import NOT_RUNNING
from cadre.partners.models import PartnerQuerySet
from cadre.recruitment.queries.cockpit import Cockpit, Course, Look, cockpit, dated
from cadre.recruitment.queries.flows import flows
from cadre.recruitment.queries.page import aids
from cadre.recruitment.queries.remindable import remindable_by_partner
from cadre.recruitment.rules.help import Help, helps

Points = list[tuple[date, int]]
EVERYTHING = 3


@dataclass(frozen=True)
class OwnGroup:
    """`points`: everybody who chose the partner or is in its groups, by day."""

    course: Course
    look: Look
    helps: list[Help]
    km: int
    points: Points


@dataclass(frozen=True)
class OwnGroups:
    seen: Cockpit
    groups: list[OwnGroup]


def own_groups(partners: PartnerQuerySet, *, today: date) -> OwnGroups | None:
    """Short groups first; None where the partners have no group. Sixteen queries, whatever the size of the intake."""
    keys = set(partners.values_list("pk", flat=True))
    rows = Group.objects.filter(partner__in=keys).exclude(state__in=NOT_RUNNING).select_related("offering__intake")
    coming = rows.filter(offering__intake__closes_on__gte=today).order_by("offering__intake__closes_on").first()
    chosen = coming or rows.order_by("-offering__intake__closes_on").first()
    if chosen is None:
        return None
    seen = cockpit(chosen.offering.intake, today=today)
    came = flows([course.offering for course in seen.courses])
    found = []
    for course, aid in aids(seen, remindable_by_partner(seen.intake, seen.policy)):
        for look in (one for one in course.looks if one.group.partner_id in keys):
            group = look.group
            flow = came.get((course.offering.pk, group.partner_id))
            closes_on = seen.intake.closes_on
            points = dated(flow, closes_on, until=min(today, closes_on)) if flow else []
            own = [aid.shorts[group.pk]] if group.pk in aid.shorts else []
            found.append(OwnGroup(course, look, helps(own, most=EVERYTHING), aid.km, points))
    return OwnGroups(seen, sorted(found, key=lambda own: not own.look.is_short))
