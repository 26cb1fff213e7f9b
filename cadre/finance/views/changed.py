"""The office's list of places whose price changed after they were invoiced, and correcting one or several."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from cadre.finance.access import may_invoice
from cadre.finance.actions.correcting import correct_price
from cadre.finance.cells import changed_cells
from cadre.finance.forms import ChangedFilter
from cadre.finance.queries.changed import Changed, changed_places
from cadre.finance.queries.lists import in_pounds
from cadre.finance.tabs import finance_tabs
from cadre.groups.access import enrolments_visible_to
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.text import whole_number
from cadre.lib.words import counted
from cadre.people.access import page, signed_in
from cadre.ui.held import HeldListing
from cadre.ui.listing import Column, picked

AT_ONCE = 50
"""How many are corrected in one press: each is a credit note and an invoice, which takes the server a moment."""
COLUMNS = [
    Column("person", "Person", "enrolment.application.name", sort=("enrolment.application.name",)),
    Column("place", "Candidate number", "enrolment.ref", in_files=True),
    Column("group", "Group", "enrolment.group.ref", sort=("enrolment.group.ref", "enrolment.application.name")),
    Column("invoice", "Invoice", "invoice.number", sort=("invoice.number",)),
    Column("invoiced", "Invoiced", lambda row: in_pounds(row.invoiced_pence), sort=("invoiced_pence",), number=True),
    Column("price", "Price now", lambda row: in_pounds(row.payable_pence), sort=("payable_pence",), number=True),
    Column("why", "Why", lambda row: row.waits or row.why),
    Column("may", "May be corrected", lambda row: "No" if row.waits else "Yes", in_files=True),
]


@page("customer_invoice", "L", "office")
def changed(request: HttpRequest) -> HttpResponseBase:
    may_correct = may_invoice(signed_in(request))
    listing = HeldListing(
        request,
        changed_places(),
        COLUMNS,
        filter_form=ChangedFilter,
        name="changed-prices",
        drawn=changed_cells(may_correct=may_correct),
    )
    if listing.wants_file:
        return listing.file()
    context = {
        "tabs": finance_tabs(request, "invoices"),
        "listing": listing,
        "may_correct": may_correct,
        "filtered": [(key, value) for key, value in request.GET.items() if key in ChangedFilter.base_fields],
    }
    return render(request, "finance/office/changed.html", context)


@page("credit_note", "C", "office")
def correcting(request: HttpRequest) -> HttpResponseBase:
    """Several at once: first what would be credited and invoiced, then those that were shown with that price."""
    rows = changed_places()
    if request.method == "POST":
        seen = dict(one.split(":") for one in picked(request.POST, "seen") if one.count(":") == 1)
        shown = [(row, whole_number(seen[row.enrolment.ref])) for row in rows if row.enrolment.ref in seen]
        _correct(request, shown[:AT_ONCE])
        return redirect("office:finance:changed")
    chosen = _chosen(request.GET, rows)
    ready = [row for row in chosen if not row.waits]
    context = {
        "rows": [*ready[:AT_ONCE], *(row for row in chosen if row.waits)],
        "ready": ready[:AT_ONCE],
        "others": max(0, len(ready) - AT_ONCE),
        "save_words": f"Credit and invoice {counted(len(ready[:AT_ONCE]), 'place')} again",
    }
    return render(request, "finance/office/correcting.html", context)


def _chosen(sent: QueryDict, rows: list[Changed]) -> list[Changed]:
    """Those that were ticked (`ref`), or with `all` every one that passes the list's filter in the same address."""
    if not sent.get("all"):
        ticked = picked(sent, "ref")
        return [row for row in rows if row.enrolment.ref in ticked]
    narrowed = ChangedFilter(sent)
    narrowed.is_valid()
    return narrowed.narrow(rows)


def _correct(request: HttpRequest, shown: list[tuple[Changed, int | None]]) -> None:
    """Each is corrected, or left with its reason."""
    done = 0
    for row, pence in shown:
        try:
            _credit_and_invoice(request, row.enrolment, pence)
            done += 1
        except Refusal as refusal:
            messages.warning(request, f"{row.enrolment.application.name}: {refusal}")
    if done:
        messages.success(request, f"Credited, and invoiced again: {counted(done, 'place')}.")
    elif not shown:
        messages.warning(request, "Nothing was left to correct of them.")


def _credit_and_invoice(request: HttpRequest, place: Any, seen: int | None) -> Any:
    now = clock.now()
    return correct_price(
        place, seen_pence=-1 if seen is None else seen, by=signed_in(request), today=clock.today(), now=now
    )


@page("credit_note", "C", "office", methods=("POST",))
def correction(request: HttpRequest, ref: str) -> HttpResponse:
    """Credit a place whose price changed, and invoice it again with the price that was shown."""
    place = get_object_or_404(enrolments_visible_to(signed_in(request)), ref=ref)
    try:
        note, issued = _credit_and_invoice(request, place, whole_number(request.POST.get("seen", ""), most_digits=9))
        again = f"{issued} is issued" if issued else "there is nothing more to pay"
        messages.success(request, f"{note} takes the old price back, and {again}.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("office:finance:changed")
