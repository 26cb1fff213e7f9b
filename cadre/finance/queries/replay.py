"""Everything that was decided, worked out again. Each answers how many there are, and a sentence where one differs."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Sum

from cadre.finance.models import ContractSchedule, EventFee, Invoice, NumberSeries, PaymentRun
from cadre.finance.queries.working import differs
from cadre.finance.rules.invoices import vat_on
from cadre.finance.rules.numbers import missing, number_of, position_of
from cadre.finance.states import InvoiceKind, Series

CHUNK = 1_000
SHOWN = 50


def fee_faults() -> tuple[int, list[str]]:
    faults = []
    rows = EventFee.objects.select_related("event__element", "facilitator__user")
    for fee in rows.iterator(chunk_size=CHUNK):
        try:
            found = differs(fee)
        except (ObjectDoesNotExist, KeyError) as gone:
            found = f"{fee}: its rule rows or inputs are gone ({gone})."
        if found:
            faults.append(found)
    return rows.count(), faults


def invoice_faults() -> tuple[int, list[str]]:
    """Lines against net, and VAT against the rule of the day of issue; credits against what they credit."""
    faults = []
    sums = dict(Invoice.objects.annotate(of_lines=Sum("lines__amount_pence")).values_list("pk", "of_lines"))
    for invoice in Invoice.objects.with_credits().order_by("pk").iterator(chunk_size=CHUNK):
        vat = vat_on(invoice.net_pence, basis_points=invoice.vat["basis_points"])
        if sums[invoice.pk] != invoice.net_pence:
            faults.append(f"{invoice}: lines come to {sums[invoice.pk]}, net is {invoice.net_pence}.")
        elif abs(vat - invoice.vat_pence) > (1 if invoice.is_credit_note else 0):
            faults.append(f"{invoice}: VAT is {invoice.vat_pence}, worked out again {vat}.")
        elif (getattr(invoice, "credited", 0) or 0) > invoice.total_pence:
            faults.append(f"{invoice}: more is credited than it came to.")
    return len(sums), faults


@dataclass(frozen=True)
class SeriesState:
    """One series as an auditor looks at it."""

    kind: Series
    first: str
    last: str
    count: int
    missing: list[str]
    backwards: list[str]
    last_on: date | None

    @property
    def title(self) -> str:
        return self.kind.label

    @property
    def is_whole(self) -> bool:
        return not self.missing and not self.backwards


def series_states() -> list[SeriesState]:
    """Each series: whether every number from 1 to the last is on a paper, and dates never go back."""
    rows = {row.kind: row for row in NumberSeries.objects.all()}
    return [_state(rows[kind]) for kind in Series if kind in rows]


def _state(row: NumberSeries) -> SeriesState:
    kind = Series(row.kind)
    numbers, backwards = _papers(kind)
    positions = [position_of(number, row.prefix) for number in numbers]
    gaps = [number_of(row.prefix, position) for position in missing(positions, row.next)]
    beyond = [number for number, position in zip(numbers, positions, strict=True) if position >= row.next]
    return SeriesState(
        kind=kind,
        first=number_of(row.prefix, 1) if row.next > 1 else "",
        last=number_of(row.prefix, row.next - 1) if row.next > 1 else "",
        count=len(numbers),
        missing=[*gaps, *beyond],
        backwards=backwards,
        last_on=row.last_on,
    )


def _papers(kind: Series) -> tuple[list[str], list[str]]:
    """Its numbers in order, and those that carry an earlier date than the one before."""
    if kind == Series.SCHEDULE:
        return _schedules()
    if kind == Series.PAYMENT_RUN:
        return list(PaymentRun.objects.order_by("number").values_list("number", flat=True)), []
    return _invoices(InvoiceKind(kind))


def _invoices(kind: InvoiceKind) -> tuple[list[str], list[str]]:
    rows = list(Invoice.objects.filter(kind=kind).order_by("number").values_list("number", "issued_on"))
    backwards = [later for (_, before), (later, after) in pairwise(rows) if after < before]
    return [number for number, _ in rows], backwards


def _schedules() -> tuple[list[str], list[str]]:
    return list(ContractSchedule.objects.filter(version=1).order_by("number").values_list("number", flat=True)), []


def series_faults() -> tuple[int, list[str]]:
    states = series_states()
    faults = []
    for state in states:
        wrong = [*(f"{number} is missing" for number in state.missing), *(f"{n} goes back" for n in state.backwards)]
        if wrong:
            faults.append(f"{state.kind.label}: {', '.join(wrong[:SHOWN])}.")
    return len(states), faults
