"""Kinds of fee and paper, which head count a fee uses, and what can happen in finance."""

from cadre.lib.choices import Choice
from cadre.lib.happenings import happening


class FeeKind(Choice):
    HOSTING = "hosting", "Hosting"
    FACILITATION = "facilitation", "Facilitation"


class HeadCount(Choice):
    """Which number of people a fee is counted from."""

    CONTRACTED = "contracted", "People in the group when it was confirmed"
    REGISTERED = "registered", "People enrolled on the day of the event"
    ATTENDED = "attended", "People marked present in the register"


class InvoiceKind(Choice):
    INVOICE = "invoice", "Invoice"
    CREDIT_NOTE = "credit_note", "Credit note"


INVOICE_ISSUED = happening("finance.invoice_issued", "Invoice {number} was issued to {payer} for {total}", major=True)
CREDIT_NOTE_ISSUED = happening("finance.credit_note_issued", "{by} credited invoice {credits} with {number}: “{reason}”", major=True)
FEES_ACCRUED = happening("finance.fees_accrued", "Fees for {subject} were worked out: {total}")
SCHEDULE_ISSUED = happening("finance.schedule_issued", "{facilitator} was sent the contract schedule for {subject}", major=True)
