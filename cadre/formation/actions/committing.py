"""A plan is carried out: seats are given and exchanged by the actions of `groups`, all of them or none."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cadre.applications.models import Application
from cadre.formation.actions.distance import seat_at_a_distance
from cadre.formation.actions.wishing import wish_as_chosen
from cadre.formation.consents import carried_out
from cadre.formation.models import Plan, PlannedSeat
from cadre.formation.queries.carrying_out import Carrying, carrying, counts_changed, names_of, what_changed
from cadre.formation.rules.changes import Changes
from cadre.formation.states import AGREED_OTHERWISE, PLAN_COMMITTED, PLAN_WORKFLOW
from cadre.groups import actions as groups
from cadre.groups.actions.placing import lock_groups
from cadre.groups.models import Enrolment, Group
from cadre.journal import actions as journal
from cadre.journal.locking import held
from cadre.lib.errors import Refusal
from cadre.lib.words import counted
from cadre.people.models import User


class Stale(Refusal):
    """The facts are no longer those the plan was made from."""


@transaction.atomic
def commit_plan(
    plan: Plan,
    *,
    close: Collection[str],
    reason: str,
    by: User,
    today: date,
    now: datetime,
    at_a_distance: Collection[int] = (),
    agreed_otherwise: str = "",
) -> Plan:
    """Give everybody the seat that the plan proposes. `close`: references of the empty groups to close.

    `at_a_distance`: keys of the applications whose people agreed to distance learning, beside those that a room above
    asked. Whoever of them the plan found no seat for joins the distance-learning group; nobody else does.
    `agreed_otherwise`: how those agreed whom nobody asked here.

    Raises Stale when anything has changed since, Refusal while somebody who would be seated is not accepted or has not
    agreed, when the checker finds a fault, or when `groups` refuses a seat; then nothing has happened. Locks groups,
    then applications.
    """
    plan = held(Plan.objects.select_related("offering__intake"), plan.pk)
    state = PLAN_WORKFLOW.after("commit", plan.state)
    lock_groups(plan.offering.groups.values_list("pk", flat=True))
    people = Application.objects.filter(offering=plan.offering_id).order_by("pk").select_for_update()
    list(people.values_list("pk", flat=True))
    _refuse(plan, today=today)
    wanted = carrying(plan)
    _refuse_undecided(wanted)
    _refuse_unasked(wanted, agreed_otherwise)
    touched = {change.group.pk for change in counts_changed(wanted)}
    opened = {partner.pk: groups.open_group(plan.offering, partner, by=by, now=now) for partner in wanted.opening}
    moves = _take_out(wanted, close, reason=reason, by=by, now=now)
    moves += _seat_all(wanted, touched, opened, reason=reason, by=by, now=now)
    closed = _close(wanted, close, reason=reason, by=by, now=now)
    agreed = {*at_a_distance, *wanted.given.distance}
    far, new = seat_at_a_distance(plan, agreed, reason=reason, by=by, now=now)
    settled = {key for key, *_ in far}
    moves = [move for move in moves if move[0] not in settled] + far
    refs = [*(group.ref for group in opened.values()), *new]
    plan.applied = {"moves": moves, "closed": closed, "opened": refs}
    plan.state, plan.committed_at, plan.committed_by = state, now, by
    plan.save(update_fields=["applied", "state", "committed_at", "committed_by"])
    said = {
        "placed": f"{len(wanted.placed)} placed" + (f", {len(far)} at a distance" if far else ""),
        "moved": f"{len(wanted.moved)} moved",
        "closed": counted(len(closed), "group closed", "groups closed"),
    }
    wish_as_chosen(plan, by=by, now=now)
    journal.record(PLAN_COMMITTED, plan, by=by, reason=reason, **said)
    if wanted.unasked:
        names = names_of([row.application.ref for row in wanted.unasked])
        journal.record(AGREED_OTHERWISE, plan, by=by, people=names, reason=agreed_otherwise)
    carried_out(plan, by=by, now=now)
    return plan


def _refuse(plan: Plan, *, today: date) -> None:
    changes, faults = what_changed(plan, today=today)
    if changes:
        raise Stale(f"Things have changed since this plan was made: {stale_words(changes)} Plan again.")
    if faults:
        raise Refusal("The plan does not pass its check, so nothing was done: " + " ".join(faults[:3]))


def stale_words(changes: Changes) -> str:
    """`Amina Yusuf left; 2 groups are different.`"""
    said = list(changes.hosts)
    for refs, words in ((changes.gone, "left"), (changes.new, "came"), (changes.different, "changed")):
        if refs:
            said.append(f"{names_of(refs)} {words}")
    if changes.places:
        number = len(changes.places)
        said.append(counted(number, "group is different", "groups are different"))
    if changes.rule:
        said.append("the rule of sizes is another")
    return "; ".join(said) + "."


def _refuse_undecided(wanted: Carrying) -> None:
    if wanted.undecided:
        names = names_of([row.application.ref for row in wanted.undecided])
        raise Refusal(f"Decide these applications first, or plan for accepted people alone: {names}.")


def _refuse_unasked(wanted: Carrying, agreed_otherwise: str) -> None:
    if wanted.given.bar:
        raise Refusal(wanted.given.bar)
    if wanted.unasked and not agreed_otherwise.strip():
        names = names_of([row.application.ref for row in wanted.unasked])
        raise Refusal(f"Nobody sits where they did not agree to. Ask first, or say how they agreed: {names}.")


def _seat_all(
    wanted: Carrying, touched: set[int], opened: dict[int, Group], *, reason: str, by: User, now: datetime
) -> list[list[Any]]:
    """Everybody into their group, as room comes free. Where people only exchange full groups, one waits meanwhile.

    `touched`: the groups, by key, whose head count changes. `opened`: the new ones, by their partner's key.
    """
    pending = [(row, row.group or opened[row.partner_id or 0]) for row in [*wanted.placed, *wanted.moved]]
    free = {
        group.pk: group.size - group.people  # type: ignore[attr-defined]
        for group in Group.objects.filter(pk__in={*touched, *(to.pk for _, to in pending)}).with_people()
    }
    moves = [[row.application_id, row.now_in.ref if row.now_in else "", to.ref] for row, to in pending]
    while pending:
        going = [(row, to) for row, to in pending if free[to.pk] > 0]
        batch = [row for row, to in going if to == going[0][1]][: free[going[0][1].pk]] if going else []
        if not batch:
            _step_out(pending, free, reason=reason, by=by, now=now)
            continue
        to = going[0][1]
        groups.gather([row.application for row in batch], to, reason=reason, by=by, now=now)
        free[to.pk] -= len(batch)
        for row in batch:
            if row.now_in_id in free and not getattr(row, "stepped_out", False):
                free[row.now_in_id] += 1
        pending = [pair for pair in pending if pair[0] not in batch]
    return moves


def _step_out(
    pending: list[tuple[PlannedSeat, Group]], free: dict[int, int], *, reason: str, by: User, now: datetime
) -> None:
    """The first who sits anywhere leaves that place, so that others can go on. Raises Refusal where nobody can."""
    row = next((row for row, _ in pending if row.now_in_id and not getattr(row, "stepped_out", False)), None)
    if row is None:
        raise Refusal("A group is too full for what the plan proposes. Plan again.")
    groups.release(Enrolment.objects.get(application=row.application_id), reason=reason, by=by, now=now)
    row.stepped_out = True  # type: ignore[attr-defined]
    free[row.now_in_id] = free.get(row.now_in_id, 0) + 1  # type: ignore[index,arg-type]


def _close(wanted: Carrying, close: Collection[str], *, reason: str, by: User, now: datetime) -> list[str]:
    """The groups that are empty by the plan and were named. Whoever is left in one waits to be placed again."""
    closed = []
    for group in wanted.closing:
        if group.ref in close:
            groups.close_group(group, reason=reason, by=by, now=now)
            closed.append(group.ref)
    return closed


def _take_out(wanted: Carrying, close: Collection[str], *, reason: str, by: User, now: datetime) -> list[list[Any]]:
    """Whoever the plan leaves without a place, from groups that run; closing a group takes its people out itself.

    Those in a group that would be empty and stays open stay in it.
    """
    closing = {group.ref for group in wanted.closing}
    moves = []
    for row in wanted.left:
        was = row.now_in.ref if row.now_in else ""
        if was not in closing:
            groups.release(Enrolment.objects.get(application=row.application_id), reason=reason, by=by, now=now)
        if was not in closing or was in close:
            moves.append([row.application_id, was, ""])
    return moves
