"""Whom a plan finds no seat near, and who agreed to it, takes part at a distance."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from cadre.applications.states import State
from cadre.formation.models import Plan
from cadre.formation.states import SeatKind
from cadre.groups import actions as groups
from cadre.people.models import User


def seat_at_a_distance(
    plan: Plan, agreed: Collection[int], *, reason: str, by: User, now: datetime
) -> tuple[list[list[Any]], list[str]]:
    """Into the offering's distance-learning group, and a further one when it is full.

    `agreed`: keys of the applications whose people agreed; nobody else is seated. Those of them alone are who the
    plan gave no seat and who are accepted. The caller holds the offering's groups and applications. Answers with the
    moves ([application, group before, group now]) and the references of the groups that were opened.
    """
    kept = plan.seats.filter(kind=SeatKind.DISTANCE, application__in=agreed, application__state=State.ACCEPTED)
    waiting = list(kept.select_related("application", "now_in").order_by("application__submitted_at", "application"))
    known = set(plan.offering.groups.values_list("pk", flat=True))
    moves: list[list[Any]] = []
    opened: list[str] = []
    while waiting:
        group = groups.distance_group(plan.offering, by=by, now=now)
        free = group.size - group.enrolments.taking_a_place().count()
        batch, waiting = waiting[:free], waiting[free:]
        groups.gather([row.application for row in batch], group, reason=reason, by=by, now=now)
        moves += [[row.application_id, row.now_in.ref if row.now_in else "", group.ref] for row in batch]
        if group.pk not in known:
            known.add(group.pk)
            opened.append(group.ref)
    return moves, opened
