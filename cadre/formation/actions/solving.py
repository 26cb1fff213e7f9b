"""A plan is worked out: no lock is held meanwhile, and a worker that dies leaves it to be done again."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from cadre.formation.models import Plan, PlannedGroup, PlannedSeat
from cadre.formation.queries.pinning import PinsSaid, as_positions, pins_said
from cadre.formation.queries.proposal import Proposal
from cadre.formation.rules.keeping import places_to_keep
from cadre.formation.states import PLAN_FAILED, PLAN_READY, PLAN_WORKFLOW, UNDER_WAY, PlanState
from cadre.journal import actions as journal
from cadre.journal.actions import System

PLANNING = System("Planning")
TELL_SECONDS = 0.5
BATCH = 500
TIMES = 4


class Stopped(Exception):
    """The plan was cancelled while it was worked out."""


class Unsound(Exception):
    """The checker found faults in what was worked out; nothing was kept."""


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
        result, people, partners = work_out(plan.drawn, pins, _teller(plan_id))
    except PinsCannotHold as impossible:
        return _fail(plan, str(impossible).replace("'", ""))
    except Stopped:
        return Plan.objects.get(pk=plan_id)
    proposal = Proposal(plan, result, people, partners)
    return _keep(plan, result, proposal.place_rows(), proposal.seat_rows(), now=now)


def work_out(
    drawn: dict[str, Any], pins: PinsSaid, tell: Callable[[int, int], None]
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """(the plan as its file says it, with `hand`; reasons for people; reasons for partners), all checked.

    Whoever sits in a group that runs goes before whoever waits for it: where a first plan would have it otherwise, it
    is made again around them. The bounds are those of the first, and hold for both. Raises PinsCannotHold, Unsound,
    and what `tell` raises.
    """
    from cadre.formation.solver.checker import faults_of
    from cadre.formation.solver.hand import by_hand
    from cadre.formation.solver.network import PinsCannotHold
    from cadre.formation.solver.plan import plan_for
    from cadre.formation.solver.reading import read
    from cadre.formation.solver.reasons import reasons_for_partners, reasons_for_people
    from cadre.formation.solver.reasons_checker import reason_faults

    instance = drawn["instance"]
    read_in = read(instance)
    made = plan_for(read_in, as_positions(read_in, pins), tell)
    bounds, around = made.as_json()["bounds"], pins
    for _ in range(TIMES):
        keeping = places_to_keep(drawn, made.as_json()["seats"], around)
        if not keeping:
            break
        wider = around | {"people": around["people"] | keeping}
        try:
            made, around = plan_for(read_in, as_positions(read_in, wider), tell), wider
        except PinsCannotHold:  # somebody was pinned into a group that is full of people who sit there
            break
    result = made.as_json() | {"bounds": bounds}
    people = {who: why.as_json() for who, why in reasons_for_people(made.network, made.seating).items()}
    partners = {who: why.as_json() for who, why in reasons_for_partners(made.network, made.seating).items()}
    faults = faults_of(instance, result, around) or reason_faults(instance, result, people, partners, around)
    if faults:
        raise Unsound("\n".join(faults[:20]))
    preferred, seated, km = by_hand(read_in).levels
    return result | {"hand": {"preferred": preferred, "seated": seated, "km": km}}, people, partners


def _teller(plan_id: int) -> Callable[[int, int], None]:
    """Notes how far it is, and stops when the plan was cancelled; asks the database twice a second at most."""
    last = 0.0

    def tell(done: int, steps: int) -> None:
        nonlocal last
        if time.monotonic() - last < TELL_SECONDS:
            return
        last = time.monotonic()
        if not Plan.objects.filter(pk=plan_id, state=PlanState.RUNNING).update(done=done, steps=steps):
            raise Stopped

    return tell


@transaction.atomic
def _keep(
    plan: Plan, result: dict[str, Any], places: list[PlannedGroup], seats: list[PlannedSeat], *, now: datetime
) -> Plan:
    locked = Plan.objects.select_for_update().light().get(pk=plan.pk)
    if not PLAN_WORKFLOW.allows("finish", locked.state):
        return locked
    locked.state = PLAN_WORKFLOW.after("finish", locked.state)
    locked.result, locked.ready_at = result, now
    locked.levels, locked.bounds, locked.hand = result["levels"], result["bounds"], result["hand"]
    locked.save(update_fields=["state", "result", "ready_at", "levels", "bounds", "hand"])
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
