"""Who could join a group, best fit first."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from cadre.applications.models import Application, ApplicationQuerySet
from cadre.applications.states import State
from cadre.groups import rules
from cadre.groups.models import Enrolment, Group, GroupQuerySet
from cadre.groups.queries.group import distance, fee_words
from cadre.groups.refused import refused_distance
from cadre.groups.states import EnrolmentState

REACH = 60_000
"""Metres beyond which nobody with a place elsewhere is suggested who did not choose the partner."""


@dataclass
class Candidate:
    """Somebody who could join. `now_in` is their present place, None for the unplaced."""

    application: Application
    kilometres: int | None
    fit: rules.Fit
    now_in: Enrolment | None
    picked: bool = False

    @property
    def order(self) -> tuple:
        far = self.kilometres if self.kilometres is not None else REACH
        return (self.fit.rank, far, self.application.name, self.application.pk)

    @property
    def fee(self) -> str:
        return fee_words(self.application)


def could_join(applications: ApplicationQuerySet, group: Group, *, picked: Iterable[str] = ()) -> list[Candidate]:
    """Those of `applications` who could join: accepted for the offering, and unplaced, near, or by choice; best first.

    At a distance nobody is near: there it is the unplaced. Two queries. `picked`: references of applications that are
    ticked; they are listed whatever their distance.
    """
    wanted = set(picked)
    partner = group.partner
    near = Q(preferred_partner=partner) | Q(code__partner=partner) | Q(ref__in=wanted)
    if partner.easting is not None and partner.northing is not None:
        near |= Q(
            school__easting__range=(partner.easting - REACH, partner.easting + REACH),
            school__northing__range=(partner.northing - REACH, partner.northing + REACH),
        )
    near |= Q(enrolment=None) | Q(enrolment__state=EnrolmentState.WAITING)
    settled = Q(enrolment__state__in=(EnrolmentState.WITHDRAWN, EnrolmentState.COMPLETED))
    here = Q(enrolment__group=group, enrolment__state=EnrolmentState.ENROLLED)
    rows = applications.filter(near, offering=group.offering_id, state=State.ACCEPTED).exclude(settled | here)
    rows = rows.select_related("school", "quote", "code", "enrolment__group")
    others = {row.pk: row for row in siblings(group)}
    refused = refused_distance(group.offering_id) if group.is_distance else frozenset()
    found = [candidate_for(row, group, others, picked=row.ref in wanted, refused=row.pk in refused) for row in rows]
    return sorted(found, key=lambda candidate: candidate.order)


def candidate_for(
    row: Application, group: Group, others: dict[int, Group], *, picked: bool, refused: bool = False
) -> Candidate:
    """How `row` fits the group. `others`: the offering's other groups by key, with their people. `refused`: they
    said no to distance learning since they applied."""
    enrolment: Enrolment | None = getattr(row, "enrolment", None)
    if enrolment and enrolment.state != EnrolmentState.ENROLLED:
        enrolment = None
    kilometres = distance(row, group.partner)
    leaves = None
    if enrolment:
        enrolment.group = others.get(enrolment.group_id, enrolment.group)
        leaves = max(enrolment.group.minimum - getattr(enrolment.group, "people", 0) + 1, 0)
    if group.is_distance:
        found = rules.distance_fit(consents=False if refused else row.may_offer_distance, leaves_short=leaves)
        return Candidate(row, kilometres, found, enrolment, picked)
    chose = group.partner_id in (row.preferred_partner_id, row.code.partner_id if row.code else None)
    found = rules.fit(
        chose_it=chose,
        kilometres=kilometres,
        limit=row.travel_km,
        consents=row.may_offer_local,
        leaves_short=leaves,
    )
    return Candidate(row, kilometres, found, enrolment, picked)


def siblings(group: Group) -> GroupQuerySet:
    """The offering's other groups, with their people."""
    rows = Group.objects.filter(offering=group.offering_id).exclude(pk=group.pk)
    return rows.select_related("partner").with_people()
