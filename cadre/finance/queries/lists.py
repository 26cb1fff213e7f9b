"""Rows of finance's lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from cadre.finance.models import EventFee, EventFeeQuerySet, Invoice, InvoiceQuerySet
from cadre.finance.states import FeeKind, InvoiceKind
from cadre.groups.models import Group
from cadre.partners.models import Partner
from cadre.partners.queries import tell_mergers
from cadre.programmes.models import Intake


def for_list(invoices: InvoiceQuerySet) -> InvoiceQuerySet:
    """With group, qualification and intake, and what was credited."""
    credited = (
        Invoice.objects.filter(credits=OuterRef("pk")).order_by().values("credits").annotate(sum=Sum("total_pence"))
    )
    return (
        invoices.select_related(
            "group__partner", "group__offering__qualification", "group__offering__intake", "credits"
        )
        .annotate(credited=Subquery(credited.values("sum")))
        .defer("bill_to", "vat", "terms")
    )


def search_invoices(invoices: InvoiceQuerySet, words: str) -> InvoiceQuerySet:
    """Those whose payer, number or purchase order contains the words."""
    by_words = Q(payer__icontains=words) | Q(number__icontains=words) | Q(purchase_order__icontains=words)
    return invoices.filter(by_words)


def state_of(invoice: Invoice) -> tuple[str, str]:
    """(words, kind of tag) of an invoice from `for_list` or `with_credits`."""
    if invoice.document_id is None:
        return "PDF queued", "open"
    if invoice.is_credit_note:
        return "Credit note", "brand"
    credited = getattr(invoice, "credited", 0) or 0
    if credited >= invoice.total_pence:
        return "Credited", "none"
    return ("Part credited", "warn") if credited else ("Issued", "good")


@dataclass(frozen=True)
class Sums:
    """What a list of invoices comes to, in pence."""

    invoices: int
    invoiced: int
    credit_notes: int
    credited: int
    queued: int

    @property
    def after_credits(self) -> int:
        return self.invoiced - self.credited


def sums_of(invoices: QuerySet[Invoice]) -> Sums:
    """One query. Credits are those of the invoices in the list, and credit notes in it are not counted twice."""
    bills = Q(kind=InvoiceKind.INVOICE)
    found = invoices.order_by().aggregate(
        bills=Count("pk", filter=bills),
        billed=Coalesce(Sum("total_pence", filter=bills), 0),
        notes=Count("pk", filter=~bills),
        credits=Coalesce(Sum("credited", filter=bills), 0),
        queued=Count("pk", filter=Q(document=None)),
    )
    return Sums(found["bills"], found["billed"], found["notes"], found["credits"], found["queued"])


def in_pounds(pence: int | None) -> Decimal | None:
    """For files: `125000` is 1250.00, exactly."""
    return None if pence is None else Decimal(pence).scaleb(-2)


def fees_for_list(fees: EventFeeQuerySet) -> EventFeeQuerySet:
    return fees.select_related(
        "event__element",
        "event__group__partner",
        "event__group__offering__qualification",
        "event__group__offering__intake",
        "facilitator__user",
        "partner",
    )


@dataclass(frozen=True)
class FeeSums:
    hosting: int
    facilitation: int
    waiting: int

    @property
    def total(self) -> int:
        return self.hosting + self.facilitation


def fee_sums(fees: QuerySet[EventFee]) -> FeeSums:
    """One query."""
    found = fees.order_by().aggregate(
        hosting=Coalesce(Sum("pence", filter=Q(kind=FeeKind.HOSTING)), 0),
        facilitation=Coalesce(Sum("pence", filter=Q(kind=FeeKind.FACILITATION)), 0),
        waiting=Count("event", filter=Q(pence=None), distinct=True),
    )
    return FeeSums(found["hosting"], found["facilitation"], found["waiting"])


@dataclass(frozen=True)
class PartnerRow:
    """What one partner is owed for one intake, and how much of it nobody approved yet. `key` names it in a form."""

    partner: Partner
    intake: Intake
    events: int
    people: int
    pence: int
    to_approve: int = 0

    @property
    def key(self) -> str:
        return f"{self.partner.pk}-{self.intake.pk}"


def partner_rows(fees: EventFeeQuerySet, due: Mapping[tuple[int, int], int] | None = None) -> list[PartnerRow]:
    """Hosting by intake and partner, the latest intake first, each partner with its `history`. Four queries.

    `due`: what is to approve, by partner and intake, as `queries.payments.due_by_statement` gives it.
    """
    due = due or {}
    grouped = list(
        fees.filter(kind=FeeKind.HOSTING)
        .order_by()
        .values("partner", intake=F("event__group__offering__intake"))
        .annotate(events=Count("pk"), heads=Sum("people"), owed=Sum("pence"))
    )
    partners = Partner.objects.in_bulk([row["partner"] for row in grouped])
    intakes = Intake.objects.in_bulk([row["intake"] for row in grouped])
    tell_mergers(partners.values())
    rows = [
        PartnerRow(
            partners[row["partner"]],
            intakes[row["intake"]],
            row["events"],
            row["heads"],
            row["owed"],
            due.get((row["partner"], row["intake"]), 0),
        )
        for row in grouped
    ]
    return sorted(rows, key=lambda row: (-row.intake.starts_on.toordinal(), row.partner.name))


def waiting_groups(fees: EventFeeQuerySet) -> Iterable[Group]:
    """Groups whose facilitation waits for finance's decision."""
    waiting = EventFee.objects.waiting().filter(pk__in=fees.values("pk"))
    return Group.objects.filter(pk__in=waiting.values("event__group")).select_related("partner")
