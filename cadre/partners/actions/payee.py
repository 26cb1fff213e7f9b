"""A change of bank and VAT details: held, announced, confirmed by a second person or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from cadre.journal import actions as journal
from cadre.journal.actions import Actor, System
from cadre.lib import clock
from cadre.lib.errors import Conflict, Refusal
from cadre.messages.actions import post_all
from cadre.messages.sealing import seal, unseal
from cadre.partners import emails
from cadre.partners.access import may_confirm_payees, numbers_known
from cadre.partners.actions.holding import hold_partner
from cadre.partners.models import Partner, PayeeDetails, PayeePolicy
from cadre.partners.rules.payee import refuse_confirming
from cadre.partners.states import (
    PAYEE_CHANGED,
    PAYEE_CONFIRMED,
    PAYEE_EXPIRED,
    PAYEE_READ,
    PAYEE_REFUSED,
    PAYEE_TAKEN_BACK,
    PAYEE_TAKEN_DOWN,
    PAYEE_WORKFLOW,
    PayeeState,
    Told,
)
from cadre.people.models import User

THE_SYSTEM = System("The calendar")


@dataclass(frozen=True)
class Bank:
    """The digits of an account, checked."""

    sort_code: str
    account: str
    roll: str = ""

    def __repr__(self) -> str:
        """Nothing of it gets into a log or an error page."""
        return "Bank(…)"


@dataclass(frozen=True)
class TakenDown:
    """Who gave details to finance, how, and the key of the contact whose number was called back."""

    giver: str
    told: Told
    contact: int


@transaction.atomic
def change_payee(
    partner: Partner, *, account_name: str, bank: Bank, vat_number: str, by: User, now: datetime
) -> PayeeDetails:
    """Hold new details until somebody else confirms them, and announce them at once to all who looked after the old.

    What is paid to stays until then. Raises Refusal while another change waits, or when no terms hold.
    """
    row, policy = _free_to_change(partner, now)
    made = _hold(row, policy, account_name, bank, vat_number, by=by, now=now)
    journal.record(PAYEE_CHANGED, row, by=by)
    _announce(made, policy, now)
    return made


@transaction.atomic
def take_down_payee(
    partner: Partner,
    *,
    account_name: str,
    bank: Bank,
    vat_number: str,
    taken: TakenDown,
    by: User,
    now: datetime,
) -> PayeeDetails:
    """Finance writes down what was given on the phone or by letter. It is held and announced like a partner's own.

    The call back was to a number that was on record before. Raises Refusal for any other, and as `change_payee`.
    """
    if not may_confirm_payees(by):
        raise Refusal("Finance writes down bank details.")
    if not taken.giver.strip():
        raise Refusal("Say who gave them.", field="giver")
    row, policy = _free_to_change(partner, now)
    known = numbers_known(row, clock.day_of(now)).get(taken.contact)
    if known is None:
        raise Refusal("Call back on a number that we had before.", field="contact")
    made = _hold(row, policy, account_name, bank, vat_number, by=by, now=now, taken=taken, called_back=known)
    said = {"giver": made.giver, "how": taken.told.label.lower(), "number": known}
    journal.record(PAYEE_TAKEN_DOWN, row, by=by, **said)
    _announce(made, policy, now)
    return made


def _free_to_change(partner: Partner, now: datetime) -> tuple[Partner, PayeePolicy]:
    row = hold_partner(partner)
    policy = PayeePolicy.objects.on(clock.day_of(now)).first()
    if policy is None:
        raise Refusal("No terms of holding a change are set for today. Tell our office.")
    if row.payees.waiting().exists():
        raise Refusal("A change waits to be confirmed. Take it back before you give another.")
    return row, policy


def _hold(
    row: Partner,
    policy: PayeePolicy,
    account_name: str,
    bank: Bank,
    vat_number: str,
    *,
    by: User,
    now: datetime,
    taken: TakenDown | None = None,
    called_back: str = "",
) -> PayeeDetails:
    newest = row.payees.first()
    return PayeeDetails.objects.create(
        partner=row,
        number=newest.number + 1 if newest else 1,
        account_name=account_name,
        sealed=seal({"sort_code": bank.sort_code, "account": bank.account, "roll": bank.roll}),
        last_four=bank.account[-4:],
        vat_number=vat_number,
        entered_by=by,
        entered_at=now,
        expires_at=now + timedelta(days=policy.held_days),
        giver=taken.giver.strip() if taken else "",
        told=taken.told if taken else "",
        called_back=called_back,
    )


def _announce(made: PayeeDetails, policy: PayeePolicy, now: datetime) -> None:
    today = clock.day_of(now)
    post_all(emails.payee_changed(made, told_since=today - timedelta(days=policy.told_days), today=today), now=now)


@transaction.atomic
def read_payee(payee: PayeeDetails, *, by: User, whole: bool = False) -> Bank | None:
    """Reading is on record. The digits are given where `whole` is asked, by who may confirm, while it waits."""
    journal.record(PAYEE_READ, payee.partner, by=by, what="in full" if whole else "in part")
    if not whole:
        return None
    if payee.state != PayeeState.WAITING or not may_confirm_payees(by):
        raise Refusal("The whole number is shown only while a change is being confirmed.")
    return _opened(payee)


def read_to_pay(payees: Iterable[PayeeDetails], *, by: User) -> list[Bank]:
    """The digits for a file that pays there, in order: each reading is on record. The caller's transaction."""
    rows = list(payees)
    if not may_confirm_payees(by):
        raise Refusal("Finance makes payments.")
    for payee in rows:
        journal.record(PAYEE_READ, payee.partner, by=by, what="in full, for a payment")
    return [_opened(payee) for payee in rows]


def _opened(payee: PayeeDetails) -> Bank:
    held = unseal(payee.sealed)
    return Bank(held["sort_code"], held["account"], held["roll"])


@transaction.atomic
def confirm_payee(payee: PayeeDetails, *, by: User, now: datetime) -> PayeeDetails:
    """Money goes there from now on. Raises Refusal for whoever entered it, Conflict when it waits no longer."""
    partner, row = _held(payee, "confirm")
    why = refuse_confirming(entered_by=row.entered_by_id, by=by.pk, is_finance=may_confirm_payees(by))
    if why:
        raise Refusal(why)
    if now >= row.expires_at:
        raise Refusal("This waited too long. The partner gives it again.")
    partner.payees.confirmed().update(state=PayeeState.REPLACED)
    _decided(row, "confirm", by=by, now=now)
    journal.record(PAYEE_CONFIRMED, partner, by=by)
    post_all(emails.payee_decided(row), now=now)
    return row


@transaction.atomic
def refuse_payee(payee: PayeeDetails, *, reason: str, by: User, now: datetime) -> PayeeDetails:
    """What was paid to stays. Everybody who heard of the change hears why."""
    if not reason.strip():
        raise Refusal("Say why. It stands in the mail to the partner.", field="reason")
    partner, row = _held(payee, "refuse")
    if not may_confirm_payees(by):
        raise Refusal("Finance refuses changes of bank details.")
    row.reason = reason
    _decided(row, "refuse", by=by, now=now)
    journal.record(PAYEE_REFUSED, partner, by=by, reason=reason)
    post_all(emails.payee_decided(row), now=now)
    return row


@transaction.atomic
def take_back_payee(payee: PayeeDetails, *, by: User, now: datetime) -> PayeeDetails:
    """The partner does not want it any more, or never did."""
    partner, row = _held(payee, "take_back")
    _decided(row, "take_back", by=by, now=now)
    journal.record(PAYEE_TAKEN_BACK, partner, by=by)
    post_all(emails.payee_decided(row), now=now)
    return row


@transaction.atomic
def expire_payees(*, now: datetime, by: Actor = THE_SYSTEM) -> int:
    """End every change that waited too long, each once. Safe to repeat. How many."""
    ended = 0
    for due in PayeeDetails.objects.waiting().filter(expires_at__lte=now).order_by("partner", "pk"):
        partner = hold_partner(due.partner)
        row = PayeeDetails.objects.select_related("partner", "entered_by").get(pk=due.pk)
        if row.state != PayeeState.WAITING:
            continue
        row.state, row.decided_at = PAYEE_WORKFLOW.after("expire", row.state), now
        row.reason = "Nobody confirmed it in time."
        row.save(update_fields=["state", "decided_at", "reason"])
        journal.record(PAYEE_EXPIRED, partner, by=by)
        post_all(emails.payee_decided(row), now=now)
        ended += 1
    return ended


def _held(payee: PayeeDetails, verb: str) -> tuple[Partner, PayeeDetails]:
    partner = hold_partner(payee.partner)
    row = PayeeDetails.objects.select_related("partner", "entered_by", "decided_by").get(pk=payee.pk)
    if not PAYEE_WORKFLOW.allows(verb, row.state):
        who = f" by {row.decided_by.name}" if row.decided_by else ""
        raise Conflict(f"This is {PayeeState(row.state).label.lower()}{who}. Nothing was changed.")
    return partner, row


def _decided(row: PayeeDetails, verb: str, *, by: User, now: datetime) -> None:
    row.state = PAYEE_WORKFLOW.after(verb, row.state)
    row.decided_by, row.decided_at = by, now
    row.save(update_fields=["state", "decided_by", "decided_at", "reason"])
