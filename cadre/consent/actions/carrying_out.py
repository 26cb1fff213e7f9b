"""The plan of a settled round was carried out: the round ends in the same transaction, then everybody is told."""

from collections import Counter
from datetime import datetime

from django.db import transaction

from cadre.consent import emails
from cadre.consent.actions.links import link_to_offer
from cadre.consent.models import Round
from cadre.consent.queries.outcome import outcome_lines, seated
from cadre.consent.states import LIVE_ROUNDS, ROUND_CARRIED_OUT, ROUND_WORKFLOW, OfferState, Option
from cadre.formation.models import Plan
from cadre.journal import actions as journal
from cadre.journal.locking import held
from cadre.lib.errors import Refusal
from cadre.messages.actions import post
from cadre.people.models import User


def carried_out(plan: Plan, *, by: User, now: datetime) -> None:
    """Raises Refusal when something was answered at the last moment."""
    live = Round.objects.live().filter(plan=plan).first()
    if live is None:
        return
    row = held(Round.objects.select_related("offering"), live.pk)
    if row.state not in LIVE_ROUNDS:
        return
    if row.is_behind:
        raise Refusal(f"Somebody has just answered in {row.ref}. It is planned again; look again in a moment.")
    row.state = ROUND_WORKFLOW.after("carry_out", row.state)
    row.ended_at, row.ended_by_name = now, by.name[:200]
    row.save(update_fields=["state", "ended_at", "ended_by_name"])
    accepted = Counter(row.offers.filter(state=OfferState.ACCEPTED).values_list("answer", flat=True))
    number, distance = accepted[Option.LOCAL], accepted[Option.DISTANCE]
    people = f"{number} by another place, {distance} by distance learning"
    journal.record(ROUND_CARRIED_OUT, row, by=by, people=people)


@transaction.atomic
def tell_outcome(row: Round, *, now: datetime) -> None:
    """Whoever has the seat they accepted, and each partner that was asked, once. Safe to repeat."""
    days = emails.Days()
    for offer in seated(row.pk):
        post(emails.offer_settled(offer, link_to_offer(offer, now=now), days=days), now=now)
    asked = row.agreements.select_related("partner", "round__policy", "round__offering__intake")
    latest = {agreement.partner_id: agreement for agreement in asked.order_by("turn")}
    for agreement in latest.values():
        for mail in emails.agreement_settled(agreement, outcome_lines(agreement), now=now):
            post(mail, now=now)
