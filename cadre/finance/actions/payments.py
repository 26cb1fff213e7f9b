"""Hosting approved to be paid, and paid in runs: one file a day to the bank, in which each partner is one payment."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from cadre.finance.access import may_pay
from cadre.finance.actions import numbering
from cadre.finance.models import Approval, EventFee, PaymentLine, PaymentRun
from cadre.finance.queries.lists import in_pounds
from cadre.finance.queries.payments import payables, to_approve
from cadre.finance.queries.successors import places_paid, ways
from cadre.finance.rules.payments import payment_reference
from cadre.finance.states import (
    APPROVALS_TAKEN_BACK,
    HOSTING_APPROVED,
    PAYMENT_RUN_CANCELLED,
    PAYMENT_RUN_EXPORTED,
    PAYMENT_RUN_MADE,
    Series,
)
from cadre.journal import actions as journal
from cadre.lib.dates import long_day
from cadre.lib.errors import Conflict, Refusal
from cadre.lib.money import pounds
from cadre.lib.words import counted
from cadre.partners.actions import read_to_pay
from cadre.partners.models import Partner
from cadre.partners.states import PayeeState
from cadre.people.models import User
from cadre.programmes.models import Intake

HEADERS = ("Sort code", "Account number", "Account name", "Amount", "Reference", "Roll number", "Payment date")
"""Columns of the file: a generic layout of payments by BACS, one a line."""


@transaction.atomic
def approve_hosting(partner: Partner, intake: Intake, *, seen: int, by: User, now: datetime) -> int:
    """What is owed for an intake, and not approved yet, may be paid. In pence.

    Raises Conflict when it is no longer what the reader saw (`seen`), Refusal when there is nothing.
    """
    _refuse_others(by)
    hold_partners([partner.pk])
    due = to_approve(partner, intake)
    total = sum(pence for _, pence in due)
    if not total:
        raise Refusal("There is nothing to approve. Somebody may have just done it.")
    if total != seen:
        raise Conflict(f"It is {pounds(total)} now, not {pounds(seen)}. Look at it again, then approve it.")
    Approval.objects.bulk_create(Approval(fee=fee, pence=pence, approved_by=by, approved_at=now) for fee, pence in due)
    journal.record(HOSTING_APPROVED, partner, by=by, total=pounds(total), intake=intake.name)
    return total


@transaction.atomic
def take_back_approvals(partner: Partner, *, by: User) -> int:
    """Nothing of it is paid until it is approved anew. What is in a run stays. In pence; raises Refusal for nothing."""
    _refuse_others(by)
    hold_partners([partner.pk])
    rows = Approval.objects.unpaid().filter(fee__partner=partner)
    total = rows.aggregate(sum=Sum("pence"))["sum"]
    if not total:
        raise Refusal("Nothing that was approved waits to be paid.")
    rows.delete()
    journal.record(APPROVALS_TAKEN_BACK, partner, by=by, total=pounds(total))
    return int(total)


@transaction.atomic
def make_payment_run(*, pays_on: date, seen: int, by: User, today: date, now: datetime) -> PaymentRun:
    """Pay on a day what was approved and not paid, to each partner's details in use. The rest waits with its reason.

    After a merger the details are those finance decided on; until then the partner waits.

    Raises Conflict when it is no longer what the reader saw, in pence, and Refusal when nobody can be paid.
    """
    _refuse_others(by)
    if pays_on < today:
        raise Refusal("Nothing is paid in the past. Give today or a later day.", field="pays_on")
    waiting = set(Approval.objects.unpaid().order_by().values_list("fee__partner", flat=True))
    held = hold_partners(waiting | set(places_paid(waiting, ways(waiting, pays_on)).values()))
    found = payables(EventFee.objects.filter(partner__in=waiting), pays_on)
    rows = [row for row in found if row.can_be_paid]
    if any(row.payee and row.payee.partner_id not in held for row in rows):
        raise Conflict("It was just decided who is paid after a merger. Look at it again, then make the run.")
    total = sum(row.standing.approved for row in rows)
    if not rows:
        raise Refusal("There is nobody to pay: nothing is approved that can be paid.")
    if total != seen:
        raise Conflict(f"It is {pounds(total)} now, not {pounds(seen)}. Look at it again, then make the run.")
    number, _ = numbering.take(numbering.lock(Series.PAYMENT_RUN), on=today)
    run = PaymentRun.objects.create(number=number, pays_on=pays_on, made_by=by, made_at=now)
    for at, row in enumerate(rows, 1):
        assert row.payee is not None
        line = PaymentLine.objects.create(
            run=run,
            partner=row.partner,
            payee=row.payee,
            pence=row.standing.approved,
            reference=payment_reference(number, at),
        )
        Approval.objects.unpaid().filter(fee__partner=row.partner).update(line=line)
    said = {"payments": counted(len(rows), "payment"), "total": pounds(total)}
    journal.record(PAYMENT_RUN_MADE, run, by=by, number=number, day=long_day(pays_on), **said)
    return run


@transaction.atomic
def take_payment_file(run: PaymentRun, *, by: User) -> list[tuple[str, str, str, Decimal, str, str, str]]:
    """The rows of the run's file, as `HEADERS` has them; each taking is on record. Amounts are pounds, exactly.

    Raises Refusal for a cancelled run, and where details in it are in use no longer: nobody is paid to those.
    """
    _refuse_others(by)
    hold_partners(key for pair in run.lines.values_list("partner", "payee__partner") for key in pair)
    held = PaymentRun.objects.get(pk=run.pk)
    if held.is_cancelled:
        raise Refusal(f"This run was cancelled: “{held.reason}”. Nobody is paid by it.")
    lines = list(held.lines.select_related("partner", "payee__partner"))
    gone = [line.partner.short_name for line in lines if line.payee.state != PayeeState.CONFIRMED]
    if gone:
        raise Refusal(f"The bank details of {', '.join(gone)} have changed. Cancel this run, and make another.")
    if turned := _paid_elsewhere(lines, held.pays_on):
        names = ", ".join(turned)
        raise Refusal(f"It has changed to whom {names} is paid, by a merger. Cancel this run, and make another.")
    banks = read_to_pay([line.payee for line in lines], by=by)
    said = {"payments": counted(len(lines), "payment"), "total": pounds(sum(line.pence for line in lines))}
    journal.record(PAYMENT_RUN_EXPORTED, held, by=by, number=held.number, **said)
    day = held.pays_on.isoformat()
    return [
        (bank.sort_code, bank.account, line.payee.account_name, _exact(line.pence), line.reference, bank.roll, day)
        for line, bank in zip(lines, banks, strict=True)
    ]


def _paid_elsewhere(lines: list[PaymentLine], day: date) -> list[str]:
    """Partners of the lines that are paid to other details now, because of a merger or what finance decided on it."""
    keys = {line.partner_id for line in lines}
    places = places_paid(keys, ways(keys, day))
    return [line.partner.short_name for line in lines if places.get(line.partner_id) != line.payee.partner_id]


def _exact(pence: int) -> Decimal:
    amount = in_pounds(pence)
    assert amount is not None
    return amount


@transaction.atomic
def cancel_payment_run(run: PaymentRun, *, reason: str, by: User, now: datetime) -> PaymentRun:
    """Nobody was paid by it: what was approved waits again. Raises Refusal without a reason, Conflict the next time."""
    _refuse_others(by)
    if not reason.strip():
        raise Refusal("Say why. It is kept with the run.", field="reason")
    hold_partners(run.lines.values_list("partner", flat=True))
    held = PaymentRun.objects.select_for_update().get(pk=run.pk)
    if held.is_cancelled:
        raise Conflict(f"This run was cancelled already: “{held.reason}”.")
    Approval.objects.filter(line__run=held).update(line=None)
    held.cancelled_by, held.cancelled_at, held.reason = by, now, reason.strip()
    held.save(update_fields=["cancelled_by", "cancelled_at", "reason"])
    journal.record(PAYMENT_RUN_CANCELLED, held, by=by, number=held.number, reason=held.reason)
    return held


def _refuse_others(by: User) -> None:
    if not may_pay(by):
        raise Refusal("Finance approves and makes payments.")


def hold_partners(partners: Iterable[int]) -> list[int]:
    """Partners in the order of their keys: what is approved for them, and where they are paid to, stays meanwhile."""
    rows = Partner.everybody.select_for_update().filter(pk__in=list(partners)).order_by("pk")
    return list(rows.values_list("pk", flat=True))
