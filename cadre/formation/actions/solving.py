"""A plan is worked out: no lock is held meanwhile, and a worker that dies leaves it to be done again."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from cadre.formation.actions.working_out import Start, Worked, work_out
from cadre.formation.models import Plan, PlannedGroup, PlannedSeat
from cadre.formation.queries.pinning import PinsSaid, pins_said
from cadre.formation.queries.proposal import Proposal
from cadre.formation.states import PLAN_FAILED, PLAN_READY, PLAN_WORKFLOW, UNDER_WAY, PlanState
from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.journal.telling import Stopped, teller

PLANNING = System("Planning")
BATCH = 500
ANEW = 1_000
"""People up to whom a plan is worked out from nothing whenever something is pinned; a larger one goes on from the one
that was adjusted, within half a seat of the best around the pin."""


def solve_plan(plan_id: int, *, now: datetime, only_if_untouched: bool = False) -> Plan:
    """Work the plan out and keep what it proposes. Safe to repeat, and by two at once: the first to end is kept.

    `only_if_untouched`: leave it to whoever has begun. Raises Unsound when the checker does not pass it.
    """
    begun = Plan.objects.filter(pk=plan_id, state__in=[PlanState.QUEUED] if only_if_untouched else UNDER_WAY)
    if not begun.update(state=PlanState.RUNNING):
        return Plan.objects.get(pk=plan_id)
    plan = Plan.objects.get(pk=plan_id)
    pins = pins_said(plan.pins.select_related("application"))
    from cadre.formation.solver.network import PinsCannotHold

    try:
        worked = work_out(plan.drawn, pins, _teller(plan_id), _start_of(plan, pins))
    except PinsCannotHold as impossible:
        return _fail(plan, str(impossible).replace("'", ""))
    except Stopped:
        return Plan.objects.get(pk=plan_id)
    proposal = Proposal(plan, worked.result, worked.people, worked.partners)
    return _keep(plan, worked, proposal.place_rows(), proposal.seat_rows(), now=now)


def _start_of(plan: Plan, pins: PinsSaid) -> Start | None:
    """The plan this one adjusts, where it is large, of the same facts, and nothing was taken off again."""
    base = plan.base
    if base is None or not base.is_worked_out or not base.packed or plan.people <= ANEW:
        return None
    if base.drawn != plan.drawn:
        return None
    before = pins_said(base.pins.select_related("application"))
    kept = all(set(before[name]) <= set(pins[name]) for name in ("open", "closed"))
    kept = kept and before["people"].items() <= pins["people"].items()
    return Start(base.result, before, bytes(base.packed)) if kept else None


def _teller(plan_id: int) -> Callable[[int, int], None]:
    running = Plan.objects.filter(pk=plan_id, state=PlanState.RUNNING)
    return teller(lambda done, steps: running.update(done=done, steps=steps))


@transaction.atomic
def _keep(plan: Plan, worked: Worked, places: list[PlannedGroup], seats: list[PlannedSeat], *, now: datetime) -> Plan:
    locked = Plan.objects.select_for_update().light().get(pk=plan.pk)
    if not PLAN_WORKFLOW.allows("finish", locked.state):
        return locked
    locked.state = PLAN_WORKFLOW.after("finish", locked.state)
    result = worked.result
    locked.result, locked.packed, locked.ready_at = result, worked.packed, now
    locked.levels, locked.bounds, locked.hand = result["levels"], result["bounds"], result["hand"]
    locked.save(update_fields=["state", "result", "packed", "ready_at", "levels", "bounds", "hand"])
    PlannedGroup.objects.bulk_create(places, batch_size=BATCH)
    PlannedSeat.objects.bulk_create(seats, batch_size=BATCH)
    numbers = {"seated": f"{result['levels']['seated']:,}", "people": f"{plan.people:,}"}
    journal.record(PLAN_READY, locked, by=PLANNING, preferred=f"{result['levels']['preferred']:,}", **numbers)
    return locked


@transaction.atomic
def _fail(plan: Plan, why: str) -> Plan:
    locked = Plan.objects.select_for_update().light().get(pk=plan.pk)
    if PLAN_WORKFLOW.allows("fail", locked.state):
        locked.state, locked.why = PLAN_WORKFLOW.after("fail", locked.state), why
        locked.save(update_fields=["state", "why"])
        journal.record(PLAN_FAILED, locked, by=PLANNING, why=why)
    return locked
