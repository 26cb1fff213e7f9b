"""How finance’s lists draw their columns, by their names; the others show their value."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from cadre.finance.actions.courses import payer_of_application
from cadre.finance.models import PaymentRun
from cadre.finance.queries.changed import Changed
from cadre.finance.queries.lists import PartnerRow, state_of
from cadre.finance.queries.places import why_not_yet
from cadre.finance.states import FIRST
from cadre.groups.models import Enrolment
from cadre.lib.clock import day_of
from cadre.lib.dates import short_day
from cadre.ui.markup import markup
from cadre.ui.tags.filters import pounds
from cadre.ui.tags.small import button, code, tag

LINK = '<a href="{url}">{words}</a></span> <span class="cd-sub">{beneath}</span>'
BOX = '<label class="cd-tickbox"><input type="checkbox" class="cd-tick" name="ref" value="{ref}">'
PERSON = f'<span class="cd-person">{LINK}'
PICKABLE = f'<span class="cd-person">{BOX}<span class="vh">Select {{name}}</span></label> {LINK}'
BENEATH = '{} <span class="cd-sub">{}</span>'
BESIDE = '<span class="cd-beside"><span>{}</span> {}</span>'
NOW = "Being invoiced now."
"""Of a place that waits for nothing."""


def place_cells(*, may_invoice: bool) -> dict[str, Callable[[Any], object]]:
    """`may_invoice`: each person has a box to tick, and whoever waits for nothing a button of the form `one`."""
    shown = PICKABLE if may_invoice else PERSON

    def person(row: Enrolment) -> SafeString:
        one = row.application
        url = reverse("office:applications:application", args=[one.ref])
        return markup(shown, ref=row.ref, name=one.name, words=one.name, url=url, beneath=one.workplace)

    def why(row: Any) -> object:
        if row.waits:
            return markup(BENEATH, why_not_yet(row), FIRST[row.waits])
        url = reverse("office:finance:invoice_place", args=[row.ref])
        now = button("Invoice now", "secondary", form="one", action=url, small=True, hidden=row.application.name)
        return markup(BESIDE, NOW, now) if may_invoice else NOW

    return {"person": person, "group": _group, "confirmed": _confirmed, "payer": _payer, "why": why, "price": _price}


def changed_cells(*, may_correct: bool) -> dict[str, Callable[[Any], object]]:
    """`may_correct`: whoever waits for nothing has a box to tick, and a button of the form `one`."""

    def person(row: Changed) -> SafeString:
        one, shown = row.enrolment.application, PICKABLE if may_correct and not row.waits else PERSON
        url = reverse("office:applications:application", args=[one.ref])
        return markup(shown, ref=row.enrolment.ref, name=one.name, words=one.name, url=url, beneath=one.workplace)

    def why(row: Changed) -> object:
        if row.waits or not may_correct:
            return row.waits or row.why
        url = reverse("office:finance:correction", args=[row.enrolment.ref])
        again = button(
            "Credit and invoice again",
            "secondary",
            form="one",
            action=url,
            name="seen",
            value=row.payable_pence,
            small=True,
            hidden=row.enrolment.application.name,
        )
        return markup(BESIDE, row.why, again)

    return {
        "person": person,
        "group": lambda row: code(row.enrolment.group.ref),
        "invoice": _invoice,
        "invoiced": lambda row: pounds(row.invoiced_pence),
        "price": lambda row: pounds(row.payable_pence),
        "why": why,
    }


def _invoice(row: Changed) -> SafeString:
    number = row.invoice.number
    return markup('<a href="{}">{}</a>', reverse("office:finance:invoice", args=[number]), number)


def _group(row: Enrolment) -> object:
    named, history = code(row.group.ref), row.group.history
    return markup(BENEATH, named, history[:1].upper() + history[1:]) if history else named


def _confirmed(row: Enrolment) -> object:
    at = row.group.confirmed_at
    return markup('<span class="nowrap">{}</span>', short_day(day_of(at))) if at else ""


def _payer(row: Enrolment) -> object:
    payer, order = payer_of_application(row.application).name, row.application.purchase_order
    return markup(BENEATH, payer, order) if order else payer


def _price(row: Enrolment) -> str:
    return pounds(row.application.quote.payable_pence) if row.application.quote else "none yet"


def statement_cells(*, may_approve: bool) -> dict[str, Callable[[Any], object]]:
    """`may_approve`: each that has something to approve has a box to tick."""

    def partner(row: PartnerRow) -> SafeString:
        whose, named = row.partner, f"{row.partner}, {row.intake}"
        url = reverse("office:finance:statement", args=[whose.slug, row.intake.slug])
        shown = PICKABLE if may_approve and row.to_approve else PERSON
        history = whose.history[:1].upper() + whose.history[1:]
        return markup(shown, ref=row.key, name=named, words=whose, url=url, beneath=history)

    return {"partner": partner, "owed": _owed, "due": _due, "paper": _paper}


def _owed(row: PartnerRow) -> str:
    return pounds(row.pence)


def _due(row: PartnerRow) -> str:
    return pounds(row.to_approve) if row.to_approve else "nothing"


def _paper(row: PartnerRow) -> SafeString:
    url = reverse("office:finance:statement_paper", args=[row.partner.slug, row.intake.slug])
    return markup('<a href="{}">PDF<span class="vh"> of {}, {}</span></a>', url, row.partner, row.intake)


def run_cells() -> dict[str, Callable[[Any], object]]:
    def number(row: PaymentRun) -> SafeString:
        return markup('<a href="{}">{}</a>', reverse("office:finance:run", args=[row.number]), row.number)

    def state(row: PaymentRun) -> SafeString:
        cancelled = tag("Cancelled", "warn")
        return markup(BENEATH, cancelled, row.reason) if row.is_cancelled else tag("Made", "good")

    return {"number": number, "pays_on": lambda row: short_day(row.pays_on), "total": _total, "state": state}


def _total(row: Any) -> str:
    return pounds(row.total)


def _number(row: Any) -> SafeString:
    link = markup('<a href="{}">{}</a>', reverse("office:finance:invoice", args=[row.number]), code(row.number))
    return markup(BENEATH, link, f"credits {row.credits.number}") if row.credits else link


def _issued(row: Any) -> object:
    day = short_day(row.issued_on)
    return markup(BENEATH, day, f"due {short_day(row.due_on)}") if row.due_on else day


def _invoice_group(row: Any) -> object:
    if not row.group:
        return "none"
    ref = code(row.group.ref)
    return markup(BENEATH, ref, capfirst(row.group.history)) if row.group.history else ref


def _order(row: Any) -> SafeString:
    return code(row.purchase_order) if row.purchase_order else markup('<span class="soft">none given</span>')


def _invoice_total(row: Any) -> object:
    total = f"{'−' if row.is_credit_note else ''}{pounds(row.total_pence)}"
    return markup(BENEATH, total, f"{pounds(row.credited)} credited") if row.credited else total


INVOICE_CELLS: dict[str, Callable[[Any], object]] = {
    "number": _number,
    "issued": _issued,
    "group": _invoice_group,
    "order": _order,
    "total": _invoice_total,
    "state": lambda row: tag(*state_of(row)),
}
