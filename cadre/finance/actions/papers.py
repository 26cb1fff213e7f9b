"""Drawing the PDF of an issued invoice, and writing the mail that carries it."""

from datetime import datetime

from django.db import transaction

from cadre.documents.actions import store
from cadre.documents.models import Document
from cadre.finance import emails
from cadre.finance.models import Invoice
from cadre.finance.queries.papers import invoice_paper
from cadre.finance.states import INVOICE_DRAWN
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.messages.actions import post


@transaction.atomic
def draw_invoice(invoice: Invoice, *, by: Actor, now: datetime) -> Document:
    """Draw, keep and post an invoice or credit note. From then on nothing of it changes. Safe to repeat."""
    held = Invoice.objects.select_for_update().get(pk=invoice.pk)
    if held.document:
        return held.document
    noun = "Credit note" if held.is_credit_note else "Invoice"
    paper = store(
        kind=held.kind,
        template="invoice",
        title=f"{noun} {held.number}",
        filename=f"{held.number}.pdf",
        data=dict(invoice_paper(held)),
        now=now,
        subject=held,
        dedupe_key=f"{held.kind}:{held.number}",
    )
    held.document = paper
    held.save(update_fields=["document"])
    post((emails.credit_note if held.is_credit_note else emails.invoice)(held, paper), now=now)
    journal.record(INVOICE_DRAWN, held, by=by)
    return paper
