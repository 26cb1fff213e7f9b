"""Places whose price is another one than their invoice says: by a later intake, a settlement, a correction."""

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from cadre.finance.models import Invoice, InvoiceLine
from cadre.finance.queries.places import asked_who_pays, why_not_yet
from cadre.finance.rules.invoices import price_change
from cadre.finance.states import InvoiceKind
from cadre.groups.models import Enrolment
from cadre.groups.states import GroupState


@dataclass(frozen=True)
class Changed:
    """A place, its latest invoice, what stands invoiced, what is to pay, and why it cannot be corrected yet."""

    enrolment: Enrolment
    invoice: Invoice
    invoiced_pence: int
    payable_pence: int
    words: str
    waits: str

    @property
    def why(self) -> str:
        """The sentence of the price as it is now."""
        quote = self.enrolment.application.quote
        return quote.sentence if quote else ""


def changed_places(place: int | None = None) -> list[Changed]:
    """Of confirmed groups, or one place by its key. Three queries.

    Left out is an invoice of which nothing is left: what follows a full credit is by hand.
    """
    rows = Enrolment.objects.taking_a_place().filter(
        group__state__in=(GroupState.CONFIRMED, GroupState.FINISHED), application__quote__isnull=False
    )
    rows = rows.filter(pk=place) if place else rows
    latest = _lines(InvoiceKind.INVOICE).order_by("-invoice_id").values("invoice")[:1]
    found: list[Any] = list(
        rows.annotate(billed=_sum(InvoiceKind.INVOICE), back=_sum(InvoiceKind.CREDIT_NOTE), latest=Subquery(latest))
        .filter(latest__isnull=False)
        .select_related("application__quote", "group__offering__qualification")
        .order_by("group__ref", "application__name", "pk")
    )
    apart = [one for one in found if _words(one)]
    if not apart:
        return []
    invoices: dict[int, Any] = Invoice.objects.with_credits().in_bulk({one.latest for one in apart})
    asked = asked_who_pays()
    return [
        Changed(
            one,
            invoices[one.latest],
            one.billed - one.back,
            one.application.quote.payable_pence,
            _words(one),
            why_not_yet(one, asked),
        )
        for one in apart
        if (invoices[one.latest].credited_net or 0) < invoices[one.latest].net_pence
    ]


def _words(row: Any) -> str:
    return price_change(invoiced=row.billed - row.back, payable=row.application.quote.payable_pence)


def _lines(kind: InvoiceKind) -> QuerySet[InvoiceLine]:
    return InvoiceLine.objects.filter(enrolment=OuterRef("pk"), invoice__kind=kind)


def _sum(kind: InvoiceKind) -> Coalesce:
    total = _lines(kind).order_by().values("enrolment").annotate(total=Sum("amount_pence")).values("total")
    return Coalesce(Subquery(total), 0)
