"""A round goes on: planned again around what was answered, once for many answers, and then adopted behind locks.

No lock is held while it is planned. What was answered meanwhile makes the plan too old to adopt, and it is made again;
a worker that dies leaves the round behind its answers, and whoever looks next takes it up.
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from cadre.consent.actions.adopting import Adoption
from cadre.consent.actions.locking import changed, hold_round
from cadre.consent.actions.partners import THE_ROUND
from cadre.consent.models import AlternateOffer, Round
from cadre.consent.queries.answers import Standing, answers_of, standing_of
from cadre.consent.rules.offering import hopeless
from cadre.consent.states import LIVE_ROUNDS, PLAN_WANTED, ROUND_STUCK, OfferState, Option
from cadre.formation.actions import replan, solve_plan
from cadre.formation.models import Pin, Plan
from cadre.formation.queries.carrying_out import what_changed
from cadre.formation.states import PinKind, PlanState
from cadre.journal import actions as journal
from cadre.lib.errors import Refusal
from cadre.lib.words import counted

TIMES = 5
CANNOT = "Those who accepted cannot all sit where they accepted any more, because a group would have too few people."


def go_on(round_id: int, *, today: date, now: datetime) -> None:
    """Bring a round up to its answers. Safe to repeat, and by several at once; does nothing when it is not behind.

    After a few times of answers that come while it plans, it leaves the rest to the next who looks.
    """
    for _ in range(TIMES):
        found = (
            Round.objects.behind().select_related("plan__offering", "policy", "started_by").filter(pk=round_id).first()
        )
        if found is None:
            return
        seen = found.changes
        plan, why = _planned(found, today=today, now=now)
        if adopt(found, plan, why=why, seen=seen, today=today, now=now):
            return


@transaction.atomic
def adopt(found: Round, plan: Plan | None, *, why: str, seen: int, today: date, now: datetime) -> bool:
    """Go on with the plan: offers that it has no seat for end, partners and people are asked what is new.

    False, and nothing has happened, when anything was answered or changed since it was made. Without a plan the round
    is stuck, with `why`, for the office.
    """
    row = hold_round(found)
    if row.state not in LIVE_ROUNDS or row.solved == seen == row.changes:
        return True
    if row.changes != seen:
        return False
    if plan is None:
        row.stuck, row.solved = why, seen
        row.save(update_fields=["stuck", "solved"])
        journal.record(ROUND_STUCK, row, by=THE_ROUND, why=why)
        return True
    changes, faults = what_changed(plan, today=today)
    if changes or faults:
        return False
    row.plan, row.solved, row.stuck = plan, seen, ""
    Adoption(row, plan, standing_of(row), now=now).act()
    return True


def _planned(found: Round, *, today: date, now: datetime) -> tuple[Plan | None, str]:
    """A plan that is ready and seats everybody who accepted where they accepted; else None and why."""
    seen = standing_of(found)
    for held in _tries(seen):
        try:
            made, _ = replan(
                found.plan,
                answers=answers_of(seen, held, today=today),
                fixed=[_pin(offer, found, now) for offer in held],
                by=found.started_by,
                today=today,
                now=now,
                pinned=found.asked,
            )
        except Refusal as nobody:
            return None, str(nobody)
        made = solve_plan(made.pk, now=now)
        if made.state == PlanState.READY and _seats_all(made, seen.seated(also_open=False)):
            return made, ""
    return None, _where_hosts_left(seen, today) or CANNOT


def _where_hosts_left(seen: Standing, today: date) -> str:
    """Who accepted a place at a partner that has no groups any more, by the partners' names; empty for nobody."""
    there = [offer for offer in seen.seated(also_open=False) if offer.partner and not offer.partner.is_active_on(today)]
    names = sorted({offer.partner.name for offer in there if offer.partner})
    if not names:
        return ""
    people = counted(len(there), "person", "people")
    return f"{' and '.join(names)} can have no group now, where {people} accepted a place. Take those offers back."


def _tries(seen: Standing) -> Iterator[list[AlternateOffer]]:
    """Whom to keep in their place: everybody; then without open offers of a place that cannot run any more; then those
    alone who accepted."""
    everybody, accepted = seen.seated(), seen.seated(also_open=False)
    lost = _hopeless(seen, everybody)
    hopeful = [offer for offer in everybody if not offer.is_open or offer.place not in lost]
    if not lost:
        yield everybody
    if lost or len(hopeful) != len(everybody):
        yield hopeful
    if len(accepted) != len(hopeful):
        yield accepted


def _hopeless(seen: Standing, held: list[AlternateOffer]) -> set[str]:
    plan = seen.round.plan
    could: dict[str, set[str]] = {}
    gone = {seen.refs[key] for key, earlier in seen.earlier.items() if key not in seen.live}
    for one in plan.drawn["instance"]["applicants"]:
        options = () if one["id"] in gone else [option["partner"] for option in one["options"]]
        for place in {one["preferred"], *options} - {None}:
            could.setdefault(place, set()).add(one["id"])
    settled = {offer.application.ref: offer.place for offer in held}
    least = dict(plan.places.values_list("place", "least"))
    wanted = [(offer.application.ref, offer.place) for offer in held if offer.place]
    return hopeless(wanted, could=could, settled=settled, least=least)  # type: ignore[arg-type]


def _pin(offer: AlternateOffer, found: Round, now: datetime) -> Pin:
    said = "accepted" if offer.state == OfferState.ACCEPTED else "is offered"
    place = "" if offer.answer == Option.DISTANCE else place_of(offer)
    reason = f"{offer.application.name} {said} this in {found.ref}"
    return Pin(
        kind=PinKind.PERSON, place=place, application=offer.application, reason=reason, by=found.started_by, at=now
    )


def place_of(offer: AlternateOffer) -> str:
    """The id of its place as plans have it now: a group that was confirmed meanwhile is a place of its own."""
    if offer.group and offer.group.is_confirmed:
        return str(offer.group.ref)
    return str(offer.partner.slug) if offer.partner else ""


def _seats_all(plan: Plan, accepted: list[AlternateOffer]) -> bool:
    seats = plan.result["seats"]
    return all(
        (seats.get(offer.application.ref) or "") == ("" if offer.answer == Option.DISTANCE else place_of(offer))
        for offer in accepted
    )


@transaction.atomic
def plan_again(found: Round, *, why: str, by: journal.Actor) -> Round:
    """Have a live round planned again, because the facts have changed."""
    row = hold_round(found)
    if row.state not in LIVE_ROUNDS:
        raise Refusal(f"{row.ref} has ended.")
    changed(row)
    journal.record(PLAN_WANTED, row, by=by, why=why)
    return row
