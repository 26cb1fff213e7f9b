"""The office's invoices and credit notes, and the audit of their numbers."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.documents.responses import pdf_response
from cadre.finance.access import invoices_visible_to, may_credit
from cadre.finance.actions.invoicing import add_purchase_order, credit_invoice
from cadre.finance.cells import INVOICE_CELLS
from cadre.finance.forms import CreditForm, InvoiceFilter, PurchaseOrderForm
from cadre.finance.models import Invoice
from cadre.finance.queries.changed import changed_places
from cadre.finance.queries.credits import creditable_places, lines_of_place
from cadre.finance.queries.lists import for_list, in_pounds, state_of, sums_of
from cadre.finance.queries.places import left_of, uninvoiced
from cadre.finance.queries.replay import series_states
from cadre.finance.tabs import finance_tabs
from cadre.groups.access import enrolments_visible_to
from cadre.groups.queries.history import historian, tell_history
from cadre.journal.queries import entries_about
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.ui.latest import latest_or_all
from cadre.ui.listing import Column, Listing

COLUMNS = [
    Column("number", "Number", "number", sort=("number",)),
    Column("kind", "Kind", "get_kind_display", in_files=True),
    Column("issued", "Issued", "issued_on", sort=("issued_on", "issued_at")),
    Column("due", "Due", "due_on", sort=("due_on",), in_files=True),
    Column("payer", "Payer", "payer", sort=("payer",), whole_line=True),
    Column("group", "Group", "group.ref", sort=("group__ref",)),
    Column("qualification", "Qualification", "group.offering.qualification.code", in_files=True),
    Column("intake", "Intake", "group.offering.intake.name", in_files=True),
    Column("order", "Purchase order", "purchase_order"),
    Column("net", "Net £", lambda row: in_pounds(row.net_pence), number=True, in_files=True),
    Column("vat", "VAT £", lambda row: in_pounds(row.vat_pence), number=True, in_files=True),
    Column("total", "Total", lambda row: in_pounds(row.total_pence), sort=("total_pence",), number=True),
    Column("credited", "Credited £", lambda row: in_pounds(row.credited), number=True, in_files=True),
    Column("credits", "Credits invoice", "credits.number", in_files=True),
    Column("state", "State", lambda row: state_of(row)[0]),
]


@page("customer_invoice", "L", "office")
def invoices(request: HttpRequest) -> HttpResponseBase:
    user = signed_in(request)
    rows, told = for_list(invoices_visible_to(user)), historian()
    before = Column("history", "Partner’s history", lambda row: told(row.group) if row.group else "", in_files=True)
    columns = [*COLUMNS, before]
    listing = Listing(
        request,
        rows,
        columns,
        filter_form=InvoiceFilter,
        name="invoices",
        default_sort="-issued",
        drawn=INVOICE_CELLS,
    )
    if listing.wants_file:
        return listing.file()
    tell_history([row.group for row in listing.rows if row.group])
    context = {
        "tabs": finance_tabs(request, "invoices"),
        "listing": listing,
        "sums": sums_of(listing.filtered),
        "left": left_of(uninvoiced(enrolments_visible_to(user))),
        "changed": len(changed_places()),
    }
    return render(request, "finance/office/invoices.html", context)


def _invoice(request: HttpRequest, number: str) -> Invoice:
    rows = invoices_visible_to(signed_in(request)).with_credits()
    related = ("group__offering__qualification", "group__offering__intake", "group__partner", "credits")
    found = get_object_or_404(rows.select_related(*related).defer("document__content"), number=number)
    tell_history([found.group] if found.group else [])
    return found


@page("customer_invoice", "V", "office")
def invoice(request: HttpRequest, number: str) -> HttpResponse:
    return _page(request, _invoice(request, number))


@page("customer_invoice", "V", "office")
def paper(request: HttpRequest, number: str) -> HttpResponse:
    """The PDF as it was sent. 404 until it is drawn."""
    found = _invoice(request, number)
    if found.document is None:
        raise Http404
    return pdf_response(found.document)


@page("credit_note", "C", "office")
def credit(request: HttpRequest, number: str) -> HttpResponse:
    found, now = _invoice(request, number), clock.now()
    if request.method != "POST":
        return redirect("office:finance:invoice", number)
    form = CreditForm(request.POST, places=creditable_places(found))
    if form.is_valid():
        chosen = form.cleaned_data
        lines = None if chosen["what"] == "rest" else lines_of_place(found, chosen["what"])
        try:
            note = credit_invoice(
                found,
                reason=chosen["reason"],
                key=f"credit:{number}:{chosen['once']}",
                lines=lines,
                by=signed_in(request),
                today=clock.today(),
                now=now,
            )
        except Refusal as refusal:
            form.add_error("reason" if refusal.field == "reason" else "what", str(refusal))
        else:
            messages.success(request, f"{note} takes {number} back. Its PDF is drawn and mailed in a moment.")
            return redirect("office:finance:invoice", note.number)
    return _page(request, found, credit_form=form)


@page("customer_invoice", "A", "office")
def purchase_order(request: HttpRequest, number: str) -> HttpResponse:
    found = _invoice(request, number)
    if request.method != "POST":
        return redirect("office:finance:invoice", number)
    form = PurchaseOrderForm(request.POST)
    if form.is_valid():
        order, now = form.cleaned_data["purchase_order"], clock.now()
        try:
            now_on = add_purchase_order(
                found, **form.cleaned_data, by=signed_in(request), today=clock.day_of(now), now=now
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            again = f"{number} was credited and issued again as {now_on.number}." if now_on.pk != found.pk else ""
            messages.success(request, f"{now_on.number} carries {order}. {again}".strip())
            return redirect("office:finance:invoice", now_on.number)
    return _page(request, found, order_form=form)


@page("credit_note", "L", "office")
def numbers(request: HttpRequest) -> HttpResponse:
    context = {"tabs": finance_tabs(request, "numbers"), "series": series_states()}
    return render(request, "finance/office/numbers.html", context)


def _page(
    request: HttpRequest,
    found: Invoice,
    *,
    credit_form: CreditForm | None = None,
    order_form: PurchaseOrderForm | None = None,
) -> HttpResponse:
    user = signed_in(request)
    state, kind = state_of(found)
    notes = invoices_visible_to(user).filter(credits=found)
    credit_form = credit_form or CreditForm(
        places=creditable_places(found), initial={"what": "rest", "once": uuid4().hex}
    )
    order_form = order_form or PurchaseOrderForm(row=found, columns=("purchase_order",))
    context: dict[str, Any] = {
        "tabs": finance_tabs(request, "invoices"),
        "invoice": found,
        "lines": found.lines.all(),
        "state": state,
        "state_kind": kind,
        "notes": notes,
        "left": found.total_pence - (found.credited or 0),  # type: ignore[attr-defined]
        "entries": latest_or_all(entries_about(found), request.GET),
        "may_credit": may_credit(user, found),
        "credit_form": credit_form,
        "order_form": order_form,
        "form": credit_form if credit_form.is_bound else order_form,
    }
    bad = credit_form.is_bound or order_form.is_bound
    return render(request, "finance/office/invoice.html", context, status=422 if bad else 200)
