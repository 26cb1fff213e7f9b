"""Kinds of fee and paper, the questions the agreement leaves open, and what can happen in finance."""

from cadre.lib.choices import Choice
from cadre.lib.happenings import happening


class FeeKind(Choice):
    HOSTING = "hosting", "Hosting"
    FACILITATION = "facilitation", "Facilitation"


class HeadCount(Choice):
    """Which number of people a fee is counted from."""

    CONTRACTED = "contracted", "People in the group when it was confirmed"
    REGISTERED = "registered", "People on the register of the event, present or absent"
    ATTENDED = "attended", "People marked present in the register"


class Question(Choice):
    """What the agreement leaves open. Each is answered by a dated row, which is printed where it acts."""

    BELOW_MINIMUM = "below_minimum", "Two facilitators, and fewer people than the first band"
    RESIDENTIAL = "residential", "A residential of more than one day"
    LATE_JOINER = "late_joiner", "Somebody added to the register on the day"


class Answer(Choice):
    DECIDE = "decide", "Finance decides each time, with a reason"
    LOWEST_BAND = "lowest_band", "The fee of the lowest band is paid"
    SINGLE_FEE = "single_fee", "The fee of one facilitator is paid, in equal halves"
    EACH_DAY = "each_day", "Each of its days is one event"
    ONCE = "once", "It is one event"
    COUNTED = "counted", "Counted from the event they join"
    NOT_COUNTED = "not_counted", "Not counted"


ANSWERS: dict[Question, tuple[Answer, ...]] = {
    Question.BELOW_MINIMUM: (Answer.DECIDE, Answer.LOWEST_BAND, Answer.SINGLE_FEE),
    Question.RESIDENTIAL: (Answer.EACH_DAY, Answer.ONCE),
    Question.LATE_JOINER: (Answer.COUNTED, Answer.NOT_COUNTED),
}


class InvoiceKind(Choice):
    INVOICE = "invoice", "Invoice"
    CREDIT_NOTE = "credit_note", "Credit note"


class Waits(Choice):
    """Why a place of a confirmed group is not invoiced yet."""

    ASKED = "asked", "There is no scholarship, and they have not said who pays."
    NO_QUOTE = "no_quote", "There is no quote."
    NOT_CONFIRMED = "not_confirmed", "The scholarship is not confirmed yet."


FIRST = {
    Waits.ASKED: "Ask them again: the invoice follows by itself when they have said it.",
    Waits.NO_QUOTE: "Quote it first, on their application.",
    Waits.NOT_CONFIRMED: "Settle it first, on their application: what is then to pay is invoiced by itself.",
}
"""What to do first, by why a place waits."""


class Product(Choice):
    """What VAT is decided for."""

    COURSE = "course", "Course fee"
    HOSTING_REGISTERED = "hosting_registered", "Hosting, by a partner registered for VAT"
    HOSTING = "hosting", "Hosting, by a partner not registered for VAT"


class Treatment(Choice):
    """How VAT treats a product. `TO_BE_CONFIRMED` charges none and says so on the paper."""

    TO_BE_CONFIRMED = "to_be_confirmed", "To be confirmed by an accountant"
    EXEMPT = "exempt", "Exempt"
    STANDARD = "standard", "Standard rated"
    ZERO = "zero", "Zero rated"
    OUTSIDE_SCOPE = "outside_scope", "Outside the scope"


class Paragraph(Choice):
    """Texts that papers carry."""

    CANCELLATION = "cancellation", "Cancellation, on contract schedules"
    DATA_PROTECTION = "data_protection", "Data protection, on contract schedules"
    BRIEFING = "briefing", "The briefing before each event, on contract schedules"
    STATUS = "status", "Payee and status, on contract schedules"
    FACILITATOR_INVOICES = "facilitator_invoices", "How a facilitator invoices, on contract schedules"
    PARTNER_INVOICES = "partner_invoices", "How a partner invoices, on statements and group details"


class Series(Choice):
    """Papers that are numbered without gaps."""

    INVOICE = "invoice", "Invoices"
    CREDIT_NOTE = "credit_note", "Credit notes"
    SCHEDULE = "schedule", "Contract schedules"
    PAYMENT_RUN = "payment_run", "Payment runs"


FACILITATOR = "facilitator"
"""The party that signs a contract schedule."""

INVOICE_ISSUED = happening("finance.invoice_issued", "Invoice {number} was issued to {payer} for {total}", major=True)
CREDIT_NOTE_ISSUED = happening(
    "finance.credit_note_issued", "{by} credited invoice {credits} with {number}, {total}: “{reason}”", major=True
)
PURCHASE_ORDER_ADDED = happening("finance.purchase_order_added", "{by} added the purchase order {purchase_order}")
INVOICE_DRAWN = happening("finance.invoice_drawn", "The PDF of {subject} was drawn and its mail written")
INVOICE_WITHHELD = happening("finance.invoice_withheld", "{person} is not invoiced yet: {reason}")
FEES_ACCRUED = happening("finance.fees_accrued", "Fees for {event} were worked out: {total}. {changes}")
FEE_DECIDED = happening(
    "finance.fee_decided", "{by} decided the facilitation fee of {subject}, {total} an event: “{reason}”", major=True
)
SCHEDULE_ISSUED = happening(
    "finance.schedule_issued", "{facilitator} was sent contract schedule {number}, version {version}", major=True
)
SCHEDULE_CANCELLED = happening(
    "finance.schedule_cancelled",
    "{facilitator} was sent a cancellation, version {version} of contract schedule {number}",
    major=True,
)
SCHEDULE_ACCEPTED = happening(
    "finance.schedule_accepted", "{by} accepted contract schedule {number}, version {version}"
)
SCHEDULE_WITHHELD = happening(
    "finance.schedule_withheld", "No contract schedule yet for {subject}: {reason}", major=True
)
HOSTING_APPROVED = happening(
    "finance.hosting_approved", "{by} approved {total} of hosting for {subject}, {intake}, to be paid", major=True
)
APPROVALS_TAKEN_BACK = happening(
    "finance.approvals_taken_back", "{by} took back {total} that was approved for {subject}"
)
PAYEE_AFTER_MERGER = happening(
    "finance.payee_after_merger",
    "{by} decided that {to} is paid for {subject}, which went into {into}{why}",
    major=True,
)
PAYMENT_RUN_MADE = happening(
    "finance.payment_run_made", "{by} made the payment run {number} for {day}: {payments}, {total}", major=True
)
PAYMENT_RUN_EXPORTED = happening(
    "finance.payment_run_exported", "{by} took the file of payment run {number}: {payments}, {total}", major=True
)
PAYMENT_RUN_CANCELLED = happening(
    "finance.payment_run_cancelled", "{by} cancelled payment run {number}: “{reason}”", major=True
)
