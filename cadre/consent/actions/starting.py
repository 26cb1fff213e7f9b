"""A round begins, its candidates are asked, and it is called off."""

from datetime import date, datetime

from django.db import transaction

from cadre.bookings.actions.queue import lock_list
from cadre.consent.actions.adopting import Adoption
from cadre.consent.actions.locking import changed, hold_round
from cadre.consent.actions.offers import end_offer
from cadre.consent.models import AlternateOffer, Round
from cadre.consent.queries.answers import standing_of
from cadre.consent.queries.proposing import asked_by
from cadre.consent.queries.rounds import policy_on
from cadre.consent.states import (
    AGREEMENT_WORKFLOW,
    CANDIDATES_ASKED,
    LIVE_OFFERS,
    ROUND_CALLED_OFF,
    ROUND_STARTED,
    ROUND_WORKFLOW,
    STAYS_IN,
    OfferState,
)
from cadre.formation.actions import stale_words
from cadre.formation.models import Plan
from cadre.formation.queries.carrying_out import what_changed
from cadre.journal import actions as journal
from cadre.journal.locking import all_held, held
from cadre.lib.errors import Refusal
from cadre.lib.refs import reference
from cadre.lib.words import counted
from cadre.people.models import User


@transaction.atomic
def start_round(plan: Plan, *, sends_alone: bool, by: User, today: date, now: datetime) -> Round:
    """Ask for a plan that is ready: its partners first. `sends_alone`: candidates follow once every partner answered.

    Raises Refusal without terms of consent, while another round goes on, where the plan is stale or seats people who
    are not accepted, and where nobody needs to be asked.
    """
    lock_list(plan.offering_id)
    plan = held(Plan.objects.select_related("offering__intake"), plan.pk)
    policy = policy_on(today)
    if policy is None:
        raise Refusal("No terms of consent hold today. Add some first.")
    if not plan.is_ready:
        raise Refusal(f"{plan.ref} is {plan.get_state_display().lower()}, so nobody is asked about it.")
    if live := Round.objects.live().filter(offering=plan.offering_id).first():
        raise Refusal(f"{live.ref} asks about this offering already.")
    changes, faults = what_changed(plan, today=today)
    if changes or faults:
        why = stale_words(changes) if changes else faults[0]
        raise Refusal(f"Things have changed since this plan was made: {why} Plan again.")
    asked = asked_by(plan)
    if asked.undecided:
        raise Refusal("The plan seats people who are not accepted. Decide first, or plan for accepted people alone.")
    if not asked.elsewhere and not asked.nowhere and not asked.affected():
        raise Refusal("Everybody would sit where they chose, so there is nobody to ask.")
    found = Round.objects.create(
        ref=reference("CR"),
        offering=plan.offering,
        asked=plan,
        plan=plan,
        policy=policy,
        sends_alone=sends_alone,
        started_at=now,
        started_by=by,
    )
    people, partners = len(asked.elsewhere) + len(asked.nowhere), len(asked.affected())
    journal.record(
        ROUND_STARTED,
        found,
        by=by,
        partners=counted(partners, "partner"),
        people=counted(people, "person", "people"),
    )
    Adoption(found, plan, standing_of(found), now=now).act()
    return found


@transaction.atomic
def ask_candidates(found: Round, *, by: journal.Actor) -> Round:
    """Do not wait for the remaining partners: whoever is concerned by those who answered is offered a place now."""
    row = hold_round(found)
    row.state = ROUND_WORKFLOW.after("ask_candidates", row.state)
    row.save(update_fields=["state"])
    changed(row)
    journal.record(CANDIDATES_ASKED, row, by=by)
    return row


@transaction.atomic
def call_off(found: Round, *, reason: str, by: journal.Actor, now: datetime) -> Round:
    """End a round: open and accepted offers are taken back, with the reason; who moved on or withdrew stays so."""
    if not reason.strip():
        raise Refusal("Say why. It stands in the mail to everybody who was offered a place.", field="reason")
    row = hold_round(found)
    row.state = ROUND_WORKFLOW.after("call_off", row.state)
    row.ended_at, row.ended_by_name, row.ended_reason = now, by.name[:200], reason.strip()
    row.save(update_fields=["state", "ended_at", "ended_by_name", "ended_reason"])
    look = ("application", "partner", "round__offering__intake", "round__offering__qualification")
    rows = AlternateOffer.objects.filter(round=row, state__in=LIVE_OFFERS).order_by("application")
    for offer in all_held(rows.select_related(*look)):
        if offer.state == OfferState.OPEN or offer.answer in STAYS_IN:
            end_offer(offer, "take_back", why=reason.strip(), by=by, now=now)
    for agreement in row.agreements.open():
        agreement.state = AGREEMENT_WORKFLOW.after("pass", agreement.state)
        agreement.save(update_fields=["state"])
    journal.record(ROUND_CALLED_OFF, row, by=by, reason=reason.strip())
    return row
