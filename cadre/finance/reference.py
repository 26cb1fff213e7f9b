"""The rates and settings a new deployment starts with. Loading twice changes nothing.

Facts are the partner information document's. “Design” marks a choice of ours that a provider confirms or replaces
by a later row; it is printed where it acts.
"""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from django.db import transaction

from cadre.finance.models import (
    Dated,
    FacilitationBand,
    FacilitationRate,
    FeePolicy,
    HeadCountRule,
    HostingRate,
    NumberSeries,
    PaymentTerms,
    VatRule,
    Wording,
)
from cadre.finance.states import Answer, FeeKind, HeadCount, Paragraph, Product, Question, Series, Treatment
from cadre.programmes.models import DatedQuerySet

D = TypeVar("D", bound=Dated)
SINCE = date(2017, 9, 1)
DOCUMENT = "partner information document"
DESIGN = "design, for the provider to confirm"
HOSTING_PENCE = 2_500
SINGLE_PENCE = 40_000
BANDS = [(12, 14, 50_000), (15, 18, 60_000), (19, 23, 70_000), (24, None, 80_000)]
HEAD_COUNTS = {FeeKind.HOSTING: HeadCount.REGISTERED, FeeKind.FACILITATION: HeadCount.CONTRACTED}
POLICIES = {
    Question.BELOW_MINIMUM: (Answer.DECIDE, "the fee table starts at 12; nothing is assumed below it"),
    Question.RESIDENTIAL: (Answer.EACH_DAY, "NPQEL: Residential 1 is Training Events 1 and 2"),
    Question.LATE_JOINER: (Answer.COUNTED, DESIGN),
}
VAT_WORDS = (
    "No VAT is charged. Treatment to be confirmed by an accountant: education by an eligible body is exempt "
    "(VATA 1994, Schedule 9, Group 6)."
)
VAT = {
    Product.COURSE: VAT_WORDS,
    Product.HOSTING_REGISTERED: "EXAMPLE, to be settled by an accountant: no VAT is worked out here. Your invoice "
    "shows it where it is due, with this number.",
    Product.HOSTING: "EXAMPLE, to be settled by an accountant: by the details in use you are not registered for VAT, "
    "so your invoice shows none.",
}
LATE_PAYMENT = "Late Payment of Commercial Debts (Interest) Act 1998"
TERMS = "Payment is due within {days} days of the invoice date. Give the invoice number with your payment."
WORDINGS = {
    Paragraph.CANCELLATION: "Either side may withdraw from an event with 14 days’ notice and no fee. "
    "With less, finance and the facilitator agree what is paid.",
    Paragraph.DATA_PROTECTION: "You see names, schools and what is to be arranged, to run these events and for nothing "
    "else. Tell us of a loss within 24 hours. Destroy paper copies after the last event.",
    Paragraph.BRIEFING: "The lead facilitator leads a briefing online, one hour, before each event; whoever "
    "facilitates it takes part. The time is part of the fee.",
    Paragraph.STATUS: "EXAMPLE, to be settled by an accountant: the fee is paid to the payee named above, who sees to "
    "tax and national insurance. Whoever works through a company of their own tells us before the first event, so that "
    "their status can be decided.",
    Paragraph.FACILITATOR_INVOICES: "Invoice us after each event and give the number of this schedule. "
    "We pay within 30 days.",
    Paragraph.PARTNER_INVOICES: "Invoice us after each event and give the group’s reference. We pay within 30 days.",
}
PREFIXES = {Series.INVOICE: "OLP-", Series.CREDIT_NOTE: "OLP-C-", Series.SCHEDULE: "CS-", Series.PAYMENT_RUN: "PR-"}


@transaction.atomic
def load(today: date) -> None:
    """Seed every rate, rule and number series that is not there yet. Two queries for each table."""
    _add_missing([HostingRate(from_on=SINCE, pence=HOSTING_PENCE, source=DOCUMENT)])
    for rate in _add_missing([FacilitationRate(from_on=SINCE, single_pence=SINGLE_PENCE, source=DOCUMENT)]):
        FacilitationBand.objects.bulk_create(
            FacilitationBand(rate=rate, least=least, most=most, total_pence=total) for least, most, total in BANDS
        )
    _add_missing(
        [HeadCountRule(fee=fee, from_on=SINCE, basis=basis, source=DESIGN) for fee, basis in HEAD_COUNTS.items()], "fee"
    )
    _add_missing(
        [
            FeePolicy(question=question, from_on=SINCE, answer=answer, source=source)
            for question, (answer, source) in POLICIES.items()
        ],
        "question",
    )
    _add_missing(
        [
            VatRule(product=product, from_on=SINCE, treatment=Treatment.TO_BE_CONFIRMED, words=words, source=DESIGN)
            for product, words in VAT.items()
        ],
        "product",
    )
    _add_missing([PaymentTerms(from_on=SINCE, days=30, words=TERMS, source=LATE_PAYMENT)])
    _add_missing([Wording(key=key, from_on=SINCE, text=text, source=DESIGN) for key, text in WORDINGS.items()], "key")
    known = set(NumberSeries.objects.values_list("kind", flat=True))
    NumberSeries.objects.bulk_create(
        NumberSeries(kind=kind, prefix=prefix) for kind, prefix in PREFIXES.items() if kind not in known
    )


def _add_missing(rows: Sequence[D], key: str = "from_on") -> Sequence[D]:
    """Write those of one table's first rows for which there is none with the same `key` since the same day."""
    model = type(rows[0])
    table: DatedQuerySet[D] = DatedQuerySet(model)
    known = set(table.filter(from_on=SINCE).values_list(key, flat=True))
    return table.bulk_create(row for row in rows if getattr(row, key) not in known)
