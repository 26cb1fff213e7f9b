"""What carrying out a plan changed is taken back, each by its reverse move."""

from datetime import datetime
from typing import Any

from django.db import transaction

from cadre.applications.models import Application
from cadre.formation.models import Plan
from cadre.formation.states import PLAN_UNDONE, PLAN_WORKFLOW
from cadre.groups import actions as groups
from cadre.groups.actions.placing import lock_groups
from cadre.groups.models import Enrolment, Group
from cadre.groups.states import EnrolmentState, GroupState
from cadre.journal import actions as journal
from cadre.journal.locking import held
from cadre.people.models import User


@transaction.atomic
def undo_plan(plan: Plan, *, reason: str, by: User, now: datetime) -> Plan:
    """Everybody who is still where the plan put them goes back; whoever has moved on since stays there.

    Closed groups form again, opened ones that are empty are closed. Raises Refusal when `groups` refuses a step, such
    as a group that is full by now; then nothing has happened.
    """
    plan = held(Plan.objects.select_related("offering"), plan.pk)
    state = PLAN_WORKFLOW.after("undo", plan.state)
    all_groups = {group.ref: group for group in lock_groups(plan.offering.groups.values_list("pk", flat=True))}
    for ref in plan.applied["closed"]:
        if all_groups[ref].state == GroupState.CLOSED:
            groups.reopen_group(all_groups[ref], by=by, now=now)
    back = _put_back(plan.applied["moves"], all_groups, reason=reason, by=by, now=now)
    for ref in plan.applied["opened"]:
        group = Group.objects.with_people().get(ref=ref)
        if group.state == GroupState.FORMING and not group.people:  # type: ignore[attr-defined]
            groups.close_group(group, reason=reason, by=by, now=now)
    plan.state = state
    plan.save(update_fields=["state"])
    number = len(plan.applied["moves"])
    words = f"{back} of {number} people back where they were"
    journal.record(PLAN_UNDONE, plan, by=by, reason=reason, back=words)
    return plan


def _put_back(moves: list[list[Any]], all_groups: dict[str, Group], *, reason: str, by: User, now: datetime) -> int:
    """How many went back."""
    keys = [key for key, *_ in moves]
    people = Application.objects.in_bulk(keys)
    sits = {row.application_id: row for row in Enrolment.objects.filter(application__in=keys).select_related("group")}
    still = [move for move in moves if _is_where_it_was_put(sits.get(move[0]), move[2])]
    for key, before, _after in still:
        if not before:
            groups.release(sits[key], reason=reason, by=by, now=now)
    wanted: dict[str, list[Application]] = {}
    for key, before, _after in still:
        if before:
            wanted.setdefault(before, []).append(people[key])
    for ref, returning in sorted(wanted.items()):
        groups.gather(returning, all_groups[ref], reason=reason, by=by, now=now)
    return len(still)


def _is_where_it_was_put(place: Enrolment | None, after: str) -> bool:
    if place is None:
        return False
    if not after:
        return place.state == EnrolmentState.WAITING
    return place.state == EnrolmentState.ENROLLED and place.group.ref == after
