"""Who waits for a place, and where the rule would put them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from cadre.applications.models import Application, ApplicationQuerySet
from cadre.applications.states import State
from cadre.groups import rules
from cadre.groups.claims import Claim, claims_on
from cadre.groups.models import Enrolment, Group
from cadre.groups.states import EnrolmentState, GroupState
from cadre.programmes.models import GroupSizeRule, Offering
from cadre.programmes.states import Pathway


def unplaced(offering: Offering) -> ApplicationQuerySet:
    """Accepted people of the offering without a place, who have not withdrawn."""
    settled = Enrolment.objects.filter(application=OuterRef("pk")).exclude(state=EnrolmentState.WAITING)
    return Application.objects.filter(~Exists(settled), offering=offering, state=State.ACCEPTED)


def placing_plan(offering: Offering) -> list[rules.Outcome]:
    """Where everybody who waits would go by code and preferred partner, in order of application.

    Forming groups only: a confirmed one takes nobody without a reason. Places that others were offered or wait for
    count as taken.
    """
    groups = Group.objects.filter(offering=offering, state=GroupState.FORMING).with_people().select_related("partner")
    in_order = list(groups.order_by("ref"))
    claims = claims_on(in_order)
    places = [
        rules.Places(group.pk, group.partner_id, group.partner.short_name, _left(group, claims)) for group in in_order
    ]
    waiting = unplaced(offering).order_by("submitted_at", "pk")
    rows: Any = waiting.values_list("pk", "name", "submitted_at", "code__partner", "preferred_partner")
    return rules.placing([rules.Applicant(*row) for row in rows], places)


def _left(group: Group, claims: Mapping[int, Claim]) -> int:
    """The free places of a group from `with_people()` that nobody was offered or is next in line for."""
    claim, free = claims[group.pk], group.size - group.people  # type: ignore[attr-defined]
    return max(free - claim.offered - claim.waited_for, 0)


def days_left(offering: Offering, *, today: date) -> int:
    """Days to the end of registration: 0 on its last day, negative after it."""
    return (offering.intake.closes_on - today).days


def with_names(rows: ApplicationQuerySet) -> ApplicationQuerySet:
    """Applications with their school, and the partners of their choice and code."""
    return rows.select_related("school", "preferred_partner", "code__partner")


def size_rule(today: date, pathway: str = Pathway.IN_PERSON) -> GroupSizeRule:
    """The minimum and size that a group opened today gets: the pathway's own rule, else the one for all."""
    rules_now = GroupSizeRule.objects.on(today).filter(pathway__in=("", pathway))
    return rules_now.order_by("-pathway", "-from_on")[0]
