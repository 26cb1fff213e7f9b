"""Every dated row, for the page that shows them with their sources."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from cadre.finance.models import (
    Dated,
    FacilitationRate,
    FeePolicy,
    HeadCountRule,
    HostingRate,
    PaymentTerms,
    VatRule,
    Wording,
)
from cadre.finance.queries.rules_in_force import terms_of
from cadre.finance.states import Answer, FeeKind, HeadCount, Paragraph, Product, Question, Treatment
from cadre.lib.money import pounds
from cadre.programmes.models import ListFee


@dataclass(frozen=True)
class RateRow:
    """One row in words. `state` is in force, later or past."""

    what: str
    value: str
    from_on: date
    source: str
    state: str


@dataclass(frozen=True)
class RateTable:
    title: str
    rows: Sequence[RateRow]
    note: str = ""
    slug: str = ""


def rate_tables(today: date) -> list[RateTable]:
    """What is charged and paid, and how people are counted, with where each is from. Nine queries."""
    fees = ListFee.objects.select_related("qualification").order_by("qualification__position", "-from_on")
    return [
        RateTable("Course fees", _rows(fees, lambda row: (str(row.qualification), pounds(row.pence)), today)),
        RateTable(
            "Hosting",
            _rows(_latest(HostingRate), lambda row: ("For each person and event", pounds(row.pence)), today),
            slug="hosting",
        ),
        RateTable("Facilitation, each event", _facilitation(today), "Two facilitators share in equal halves."),
        RateTable(
            "Which people count",
            _rows(_latest(HeadCountRule), lambda r: (FeeKind(r.fee).label, HeadCount(r.basis).label), today),
            "Printed on statements and contract schedules.",
            slug="head-count",
        ),
        RateTable(
            "What the agreement leaves open",
            _rows(_latest(FeePolicy), lambda r: (Question(r.question).label, Answer(r.answer).label), today),
            "Every person counts at the partner whose register they are on. Somebody who moves counts from their first "
            "event there.",
            slug="policy",
        ),
        RateTable("VAT", _rows(_latest(VatRule), _vat, today)),
        RateTable("Payment terms", _rows(_latest(PaymentTerms), lambda r: ("Invoices", f"{r.days} days"), today)),
        RateTable("Texts on papers", _rows(_latest(Wording), lambda r: (Paragraph(r.key).label, r.text), today)),
    ]


def _latest(model: type[Dated]):
    return model.objects.order_by("-from_on", "pk")


def _rows(rows, words: Callable[..., tuple[str, str]], today: date) -> list[RateRow]:
    """The row in force is the latest that has begun, for each thing it speaks of."""
    seen: set[str] = set()
    made = []
    for row in sorted(rows, key=lambda row: row.from_on, reverse=True):
        what, value = words(row)
        begun = row.from_on <= today and (row.to_on is None or row.to_on > today)
        state = "later" if row.from_on > today else "in force" if begun and what not in seen else "past"
        if state == "in force":
            seen.add(what)
        made.append(RateRow(what, value, row.from_on, row.source, state))
    order = {what: at for at, what in enumerate(dict.fromkeys(words(row)[0] for row in rows))}
    return sorted(made, key=lambda row: (order[row.what], -row.from_on.toordinal()))


def _facilitation(today: date) -> list[RateRow]:
    made: list[RateRow] = []
    for rate in FacilitationRate.objects.prefetch_related("bands").order_by("-from_on"):
        terms = terms_of(rate)
        begun = rate.from_on <= today and (rate.to_on is None or rate.to_on > today)
        newer = any(row.state == "in force" for row in made)
        state = "later" if rate.from_on > today else "in force" if begun and not newer else "past"
        values = [
            ("One facilitator", terms.single),
            *((f"Two, {band.words} people", band.total) for band in terms.bands),
        ]
        made += [RateRow(what, pounds(pence), rate.from_on, rate.source, state) for what, pence in values]
    return made


def _vat(row: VatRule) -> tuple[str, str]:
    words = f"{Treatment(row.treatment).label}, {row.basis_points // 100} %. Printed: “{row.words}”"
    return Product(row.product).label, words
