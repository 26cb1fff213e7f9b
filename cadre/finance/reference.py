"""The rates and settings a new deployment starts with. Loading twice changes nothing.

Facts are the partner information document's. “Design” marks a choice of ours that a provider confirms or replaces
by a later row; it is printed where it acts.
"""

from datetime import date

from django.db import transaction

from cadre.finance.models import (
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
HOSTING_VAT = {
    Product.HOSTING_REGISTERED: "EXAMPLE, to be settled by an accountant: no VAT is worked out here. Your invoice "
    "shows it where it is due, with this number.",
    Product.HOSTING: "EXAMPLE, to be settled by an accountant: by the details in use you are not registered for VAT, "
    "so your invoice shows none.",
}
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
    """Seed every rate, rule and number series that is not there yet."""
    HostingRate.objects.get_or_create(from_on=SINCE, defaults={"pence": HOSTING_PENCE, "source": DOCUMENT})
    rate, new = FacilitationRate.objects.get_or_create(
        from_on=SINCE, defaults={"single_pence": SINGLE_PENCE, "source": DOCUMENT}
    )
    if new:
        for least, most, total in BANDS:
            rate.bands.create(least=least, most=most, total_pence=total)
    for fee, basis in HEAD_COUNTS.items():
        HeadCountRule.objects.get_or_create(fee=fee, from_on=SINCE, defaults={"basis": basis, "source": DESIGN})
    for question, (answer, source) in POLICIES.items():
        FeePolicy.objects.get_or_create(question=question, from_on=SINCE, defaults={"answer": answer, "source": source})
    VatRule.objects.get_or_create(
        product=Product.COURSE,
        from_on=SINCE,
        defaults={"treatment": Treatment.TO_BE_CONFIRMED, "words": VAT_WORDS, "source": DESIGN},
    )
    for product, words in HOSTING_VAT.items():
        VatRule.objects.get_or_create(
            product=product,
            from_on=SINCE,
            defaults={"treatment": Treatment.TO_BE_CONFIRMED, "words": words, "source": DESIGN},
        )
    PaymentTerms.objects.get_or_create(
        from_on=SINCE,
        defaults={"days": 30, "words": TERMS, "source": "Late Payment of Commercial Debts (Interest) Act 1998"},
    )
    for key, text in WORDINGS.items():
        Wording.objects.get_or_create(key=key, from_on=SINCE, defaults={"text": text, "source": DESIGN})
    for kind, prefix in PREFIXES.items():
        NumberSeries.objects.get_or_create(kind=kind, defaults={"prefix": prefix})
