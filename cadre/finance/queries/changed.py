"""Places whose price is another one than their invoice says: by a later intake, a settlement, a correction."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from cadre.finance.models import Invoice, InvoiceLine
from cadre.finance.queries.places import why_not_yet, with_waits
from cadre.finance.rules.invoices import price_change
from cadre.finance.states import InvoiceKind
from cadre.groups.models import TAKES_A_PLACE, Enrolment
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
    """Of confirmed groups, or one place by its key. Three queries, one where no price has changed.

    Left out is an invoice of which nothing is left: what follows a full credit is by hand.
    """
    sums = {one["enrolment"]: one for one in _sums_apart(place)}
    if not sums:
        return []
    places = with_waits(Enrolment.objects.filter(pk__in=sums))
    invoices: dict[int, Any] = Invoice.objects.with_credits().in_bulk({one["latest"] for one in sums.values()})
    found = []
    for one in places.order_by("group__ref", "application__name", "pk"):
        said, quote = sums[one.pk], one.application.quote
        invoice, invoiced = invoices[said["latest"]], said["billed"] - said["back"]
        words = price_change(invoiced=invoiced, payable=quote.payable_pence) if quote else ""
        if quote and words and (invoice.credited_net or 0) < invoice.net_pence:
            found.append(Changed(one, invoice, invoiced, quote.payable_pence, words, why_not_yet(one)))
    return found


def _sums_apart(place: int | None) -> QuerySet[InvoiceLine, dict[str, int]]:
    """By place: what was billed, what was taken back, and the latest invoice; where that is not what is to pay.

    The lines are added up once for all places: asked for place by place they took three looks each.
    """
    billed, back = (Q(invoice__kind=kind) for kind in (InvoiceKind.INVOICE, InvoiceKind.CREDIT_NOTE))
    rows = InvoiceLine.objects.filter(
        enrolment__state__in=TAKES_A_PLACE, enrolment__group__state__in=(GroupState.CONFIRMED, GroupState.FINISHED)
    )
    rows = rows.filter(enrolment=place) if place else rows
    to_pay = "enrolment__application__quote__payable_pence"
    return (
        rows.order_by()
        .values("enrolment", to_pay)
        .annotate(
            billed=Coalesce(Sum("amount_pence", filter=billed), 0),
            back=Coalesce(Sum("amount_pence", filter=back), 0),
            latest=Max("invoice", filter=billed),
        )
        .filter(~Q(billed=F("back") + F(to_pay)), latest__isnull=False)
    )
