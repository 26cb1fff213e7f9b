"""What candidates answer: one of the options, none of them, or nothing in time."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from cadre.applications.actions import grant_deferral, withdraw_application
from cadre.applications.models import Reason
from cadre.applications.reasons import reasons_on
from cadre.applications.states import ReasonKind
from cadre.bookings.actions.queue import lock_list
from cadre.consent import emails
from cadre.consent.actions.links import link_to_offer
from cadre.consent.actions.locking import changed, hold_offer
from cadre.consent.actions.partners import THE_ROUND
from cadre.consent.models import AlternateOffer, ConsentPolicy
from cadre.consent.queries.rounds import not_reminded
from cadre.consent.states import (
    LIVE_ROUNDS,
    OFFER_ACCEPTED,
    OFFER_DECLINED,
    OFFER_LAPSED,
    OFFER_OVER,
    OFFER_REMINDED,
    OFFER_TAKEN_BACK,
    OFFER_WORKFLOW,
    STAYS_IN,
    OfferState,
    Option,
)
from cadre.groups.rules import STILL_OPEN
from cadre.journal import actions as journal
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.messages.actions import post

CODES = {
    ReasonKind.WITHDRAW: ("group_not_run", "dates_or_place"),
    ReasonKind.DEFER: ("other_exceptional",),
}
"""The coded reasons of who goes because no place suits, the first that the office keeps."""


@transaction.atomic
def accept_offer(
    offer: AlternateOffer, option: str, *, by: journal.Actor, now: datetime, tell: bool = True
) -> AlternateOffer:
    """Take one of the options. A seat is held until the plan is carried out; going on or out of it is done now.

    `tell`: with a mail about the seat; who answers for somebody writes another. The same press twice is one. Raises
    Refusal when it was answered otherwise, has ended, or was not offered.
    """
    row = hold_offer(offer)
    if row.state == OfferState.ACCEPTED and row.answer == option:
        return row
    _refuse(row, now=now)
    if option not in row.options:
        raise Refusal("This is not what is offered to you. Open the page again.")
    if option == Option.LOCAL and row.group and row.group.state not in STILL_OPEN:
        raise Refusal("This group takes nobody any more. We look for another place and write to you.")
    row.state, row.answer = OFFER_WORKFLOW.after("accept", row.state), option
    _ended(row, by=by, now=now)
    changed(row.round)
    journal.record(OFFER_ACCEPTED, row, by=by, what=row.taken)
    if option in STAYS_IN:
        if tell:
            post(emails.offer_accepted(row, link_to_offer(row, now=now)), now=now)
    elif option == Option.WITHDRAWAL:
        code = _reason(ReasonKind.WITHDRAW, now)
        withdraw_application(row.application, by=by, now=now, reason="No place suited them", code=code)
    else:
        code = _reason(ReasonKind.DEFER, now)
        if code is None:
            raise Refusal("This cannot be done here just now. Write to us, and we move your start.")
        said = f"Offered in {row.round.ref}: their group does not run as they chose it"
        grant_deferral(row.application, reason=code, wanted=row.next_offering, by=by, now=now, override=said)
    return row


@transaction.atomic
def decline_offer(offer: AlternateOffer, *, by: journal.Actor, now: datetime) -> AlternateOffer:
    """None of it: they stay where they are or wait. Declined already, as it stands. Raises Refusal."""
    row = hold_offer(offer)
    if row.state == OfferState.DECLINED:
        return row
    _refuse(row, now=now)
    row.state = OFFER_WORKFLOW.after("decline", row.state)
    _ended(row, by=by, now=now)
    changed(row.round)
    journal.record(OFFER_DECLINED, row, by=by, what=row.what)
    return row


@transaction.atomic
def lapse_offers(*, now: datetime) -> int:
    """End every offer whose time is over, each once. Safe to repeat. How many."""
    due = AlternateOffer.objects.open().filter(expires_at__lte=now, round__state__in=LIVE_ROUNDS)
    rows = list(due.select_related("round"))
    lock_list(*{row.round.offering_id for row in rows})
    ended = 0
    for offer in sorted(rows, key=lambda one: one.application_id):
        row = hold_offer(offer)
        if not row.is_open:
            continue
        row.state = OFFER_WORKFLOW.after("lapse", row.state)
        _ended(row, by=THE_ROUND, now=now)
        changed(row.round)
        journal.record(OFFER_LAPSED, row, by=THE_ROUND, what=row.what)
        post(emails.offer_lapsed(row), now=now)
        ended += 1
    return ended


@transaction.atomic
def take_back_offers(
    offers: Iterable[AlternateOffer], *, reason: str, by: journal.Actor, now: datetime
) -> list[AlternateOffer]:
    """End open and accepted ones from our side, all of them or none; each person is told, and may be offered another.

    Raises Refusal naming one that has ended, or was acted on already.
    """
    if not reason.strip():
        raise Refusal("Say why. It stands in the mail to each of them.", field="reason")
    offers = list(offers)
    lock_list(*{offer.round.offering_id for offer in offers})
    ended = []
    for offer in sorted(offers, key=lambda one: one.application_id):
        row = hold_offer(offer)
        acted = row.state == OfferState.ACCEPTED and row.answer not in STAYS_IN
        if acted or row.round.state not in LIVE_ROUNDS or not OFFER_WORKFLOW.allows("take_back", row.state):
            raise Refusal(f"The offer to {row} cannot be taken back any more. Nothing was changed.")
        end_offer(row, "take_back", why=reason.strip(), by=by, now=now)
        changed(row.round)
        ended.append(row)
    return ended


@transaction.atomic
def person_is_gone(offer: AlternateOffer, *, why: str, by: journal.Actor, now: datetime) -> None:
    """The person left, or has another place: their live offer is over. Safe to repeat."""
    row = hold_offer(offer)
    acted = row.state == OfferState.ACCEPTED and row.answer not in STAYS_IN
    if acted or row.round.state not in LIVE_ROUNDS or not OFFER_WORKFLOW.allows("pass", row.state):
        return
    end_offer(row, "pass", why=why, by=by, now=now)
    changed(row.round)


@transaction.atomic
def remind_offers(offers: Iterable[AlternateOffer], *, by: journal.Actor, now: datetime) -> int:
    """Recall open ones by mail, each at most once an hour. How many."""
    recalled = 0
    for row in offers:
        if not_reminded(AlternateOffer.objects.filter(pk=row.pk), now=now).update(reminded_at=now):
            post(emails.offer_reminder(row, link_to_offer(row, now=now), now=now), now=now)
            journal.record(OFFER_REMINDED, row, by=by)
            recalled += 1
    return recalled


@transaction.atomic
def remind_candidates_when_due(*, now: datetime) -> int:
    """Recall each open offer once, when its last hours begin. Safe to repeat."""
    longest = max(ConsentPolicy.objects.values_list("remind_hours", flat=True), default=0)
    soon = AlternateOffer.objects.open().filter(
        reminded_at=None,
        round__state__in=LIVE_ROUNDS,
        expires_at__gt=now,
        expires_at__lte=now + timedelta(hours=longest),
    )
    look = (
        "application",
        "partner",
        "group",
        "round__policy",
        "round__offering__intake",
        "round__offering__qualification",
    )
    due = [
        row
        for row in soon.select_related(*look)
        if row.expires_at - timedelta(hours=row.round.policy.remind_hours) <= now
    ]
    return remind_offers(due, by=THE_ROUND, now=now)


def end_offer(row: AlternateOffer, verb: str, *, why: str, by: journal.Actor, now: datetime) -> None:
    """Bring a held, live offer to an end that the person did not choose; who loses a place is told."""
    row.state, row.why = OFFER_WORKFLOW.after(verb, row.state), why
    _ended(row, by=by, now=now)
    if verb == "take_back":
        journal.record(OFFER_TAKEN_BACK, row, by=by, what=row.what, reason=why)
        post(emails.offer_taken_back(row), now=now)
    else:
        journal.record(OFFER_OVER, row, by=by, why=why)


def _refuse(row: AlternateOffer, *, now: datetime) -> None:
    if row.round.state not in LIVE_ROUNDS:
        raise Refusal("This offer has ended.")
    if not row.is_open:
        raise Refusal(f"There is nothing to answer any more: {row.get_state_display().lower()}.")
    if now >= row.expires_at:
        raise Refusal(f"This offer ended on {emails.moment(row.expires_at)}.")


def _ended(row: AlternateOffer, *, by: journal.Actor, now: datetime) -> None:
    row.ended_at, row.ended_by_name = now, by.name[:200]
    row.save(update_fields=["state", "answer", "why", "ended_at", "ended_by_name"])


def _reason(kind: ReasonKind, now: datetime) -> Reason | None:
    known = {row.code: row for row in reasons_on(kind, clock.day_of(now))}
    return next((known[code] for code in CODES[kind] if code in known), None)
