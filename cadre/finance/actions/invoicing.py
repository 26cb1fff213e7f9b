"""Issuing invoices and credit notes. The PDF is drawn afterwards (`papers`), so that the number's lock is short."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum

from cadre.finance.actions import numbering
from cadre.finance.models import Invoice, InvoiceLine
from cadre.finance.queries.rules_in_force import payment_terms_on, vat_rule_on
from cadre.finance.rules.invoices import Line, Totals, credit_of, due_on, fingerprint, totals
from cadre.finance.states import (
    CREDIT_NOTE_ISSUED,
    INVOICE_ISSUED,
    PURCHASE_ORDER_ADDED,
    InvoiceKind,
    Series,
    Treatment,
)
from cadre.groups.models import Enrolment, Group
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.errors import Refusal
from cadre.lib.money import pounds
from cadre.lib.seen import refuse_unseen


@dataclass(frozen=True)
class Payer:
    """Who is billed, as they are today."""

    name: str
    email: str = ""
    address: Sequence[str] = ()
    contact: str | None = None


@dataclass(frozen=True)
class Charge:
    """The lines of one place."""

    enrolment: Enrolment | None
    lines: Sequence[Line]


@transaction.atomic
def issue_invoice(
    *,
    key: str,
    group: Group | None,
    payer: Payer,
    charges: Sequence[Charge],
    purchase_order: str = "",
    by: Actor,
    today: date,
    now: datetime,
) -> Invoice:
    """Issue an invoice with the next number. The same `key` again answers with the first one.

    Raises Refusal when there is nothing to pay, and NoRate when no VAT rule or terms hold today.
    """
    if known := Invoice.objects.filter(key=key).first():
        return known
    series = numbering.lock(Series.INVOICE)
    if known := Invoice.objects.filter(key=key).first():
        return known
    lines = [line for charge in charges for line in charge.lines]
    number, dated = numbering.take(series, on=today)
    vat, terms = vat_rule_on(dated), payment_terms_on(dated)
    sums = totals(lines, basis_points=vat.basis_points)
    if sums.net <= 0:
        raise Refusal("There is nothing to pay, so there is no invoice.")
    invoice = Invoice.objects.create(
        number=number,
        group=group,
        key=key,
        payer=payer.name[:160],
        bill_to={"name": payer.name, "address": list(payer.address), "contact": payer.contact},
        payer_email=payer.email,
        purchase_order=purchase_order,
        issued_on=dated,
        supply_on=dated,
        due_on=due_on(dated, days=terms.days),
        net_pence=sums.net,
        vat_pence=sums.vat,
        total_pence=sums.total,
        vat={
            "rule": vat.pk,
            "treatment": vat.treatment,
            "basis_points": vat.basis_points,
            "words": _vat_words(vat.words, Treatment(vat.treatment), vat.basis_points, sums),
        },
        terms=terms.words.replace("{days}", str(terms.days)),
        issued_at=now,
    )
    _write_lines(invoice, charges)
    journal.record(INVOICE_ISSUED, invoice, by=by, number=number, payer=payer.name, total=pounds(sums.total))
    return invoice


@transaction.atomic
def credit_invoice(
    invoice: Invoice,
    *,
    reason: str,
    key: str,
    lines: Iterable[InvoiceLine] | None = None,
    by: Actor,
    today: date,
    now: datetime,
) -> Invoice:
    """Credit the whole rest of an invoice, or some of its lines, with a reason. The same `key` again: the first note.

    Raises Refusal for a credit note, for an invoice with nothing left, and for more than is left of it.
    """
    if known := Invoice.objects.filter(key=key).first():
        return known
    series = numbering.lock(Series.CREDIT_NOTE)
    if known := Invoice.objects.filter(key=key).first():
        return known
    if not reason.strip():
        raise Refusal("Give the reason, in a sentence; it is printed on the credit note.", field="reason")
    if invoice.is_credit_note:
        raise Refusal("A credit note cannot be credited. Issue a new invoice instead.")
    original, credited = Totals(invoice.net_pence, invoice.vat_pence), _credited(invoice)
    if credited.net >= original.net:
        raise Refusal(f"{invoice.number} is credited in full already.")
    chosen = list(invoice.lines.select_related("enrolment") if lines is None else lines)
    if lines is not None and (twice := _credited_already(invoice, chosen)):
        raise Refusal(f"{twice} is credited already.", field="lines")
    net = original.net - credited.net if lines is None else sum(line.amount_pence for line in chosen)
    try:
        sums = credit_of(net, original=original, credited=credited, basis_points=invoice.vat["basis_points"])
    except ValueError as fault:
        rest = pounds(original.net - credited.net)
        raise Refusal(f"{fault} {rest} of {invoice.number} is left before VAT.", field="lines") from fault
    number, dated = numbering.take(series, on=today)
    note = Invoice.objects.create(
        kind=InvoiceKind.CREDIT_NOTE,
        number=number,
        group=invoice.group,
        key=key,
        credits=invoice,
        reason=reason,
        payer=invoice.payer,
        bill_to=invoice.bill_to,
        payer_email=invoice.payer_email,
        purchase_order=invoice.purchase_order,
        issued_on=dated,
        supply_on=invoice.supply_on,
        net_pence=sums.net,
        vat_pence=sums.vat,
        total_pence=sums.total,
        vat=invoice.vat | {"words": invoice.vat["words"] if not sums.vat else f"VAT as on {invoice.number}."},
        issued_at=now,
    )
    if lines is None and credited.net:
        _write_lines(note, [Charge(None, [Line(f"The rest of {invoice.number}", net)])])
    else:
        _write_lines(note, [Charge(line.enrolment, [_again(line)]) for line in chosen])
    journal.record(
        CREDIT_NOTE_ISSUED,
        invoice,
        by=by,
        credits=invoice.number,
        number=number,
        total=pounds(sums.total),
        reason=reason,
        note=note.pk,
    )
    return note


@transaction.atomic
def add_purchase_order(
    invoice: Invoice, *, purchase_order: str, by: Actor, today: date, now: datetime, seen: str = ""
) -> Invoice:
    """Put a late purchase order on an invoice: on the same number while no PDF was drawn, else by credit and reissue.

    Answers with the invoice that now carries it. Raises Refusal when it is on there already, or all is credited, and
    Conflict when it carries another than was seen.
    """
    held = Invoice.objects.select_for_update().get(pk=invoice.pk)
    refuse_unseen(held, ("purchase_order",), seen)
    if not purchase_order.strip():
        raise Refusal("Write the purchase order number.", field="purchase_order")
    if held.is_credit_note:
        raise Refusal("A credit note carries the purchase order of its invoice.", field="purchase_order")
    if held.purchase_order == purchase_order:
        raise Refusal(f"{held.number} carries this number already.", field="purchase_order")
    if held.document_id is None:
        held.purchase_order = purchase_order
        held.save(update_fields=["purchase_order"])
        journal.record(PURCHASE_ORDER_ADDED, held, by=by, purchase_order=purchase_order)
        return held
    if _credited(held).net:
        raise Refusal(f"{held.number} is credited already, so it is not issued again.", field="purchase_order")
    again = fingerprint(held.number, purchase_order)
    credit_invoice(
        held,
        reason=f"Issued again with purchase order {purchase_order}.",
        key=f"credit:{again}",
        by=by,
        today=today,
        now=now,
    )
    bill = held.bill_to
    return issue_invoice(
        key=f"again:{again}",
        group=held.group,
        payer=Payer(bill["name"], held.payer_email, bill["address"], bill["contact"]),
        charges=[Charge(line.enrolment, [_again(line)]) for line in held.lines.select_related("enrolment")],
        purchase_order=purchase_order,
        by=by,
        today=today,
        now=now,
    )


def _credited(invoice: Invoice) -> Totals:
    found = invoice.credit_notes.aggregate(net=Sum("net_pence"), vat=Sum("vat_pence"))
    return Totals(found["net"] or 0, found["vat"] or 0)


def _credited_already(invoice: Invoice, lines: Sequence[InvoiceLine]) -> str:
    """The first of these lines that a credit note names, in words; empty when none does."""
    named = set(
        InvoiceLine.objects.filter(invoice__credits=invoice).values_list("enrolment", "description", "amount_pence")
    )
    return next((str(line) for line in lines if (line.enrolment_id, line.description, line.amount_pence) in named), "")


def _again(line: InvoiceLine) -> Line:
    return Line(line.description, line.unit_pence, line.quantity)


def _write_lines(invoice: Invoice, charges: Sequence[Charge]) -> None:
    InvoiceLine.objects.bulk_create(
        InvoiceLine(
            invoice=invoice,
            enrolment=charge.enrolment,
            description=line.description[:300],
            quantity=line.quantity,
            unit_pence=line.unit,
            amount_pence=line.amount,
        )
        for charge in charges
        for line in charge.lines
    )


def _vat_words(words: str, treatment: Treatment, basis_points: int, sums: Totals) -> str:
    if treatment != Treatment.STANDARD:
        return words
    return f"VAT at {basis_points // 100}% on {pounds(sums.net)}. {words}".strip()
