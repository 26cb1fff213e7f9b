"""The office's list of places that are not invoiced yet, and invoicing some of them at once."""

from typing import Any

from django.contrib import messages
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.finance.access import may_invoice as may_invoice_places
from cadre.finance.actions.courses import invoice_by_hand, invoice_places, payer_of_application
from cadre.finance.cells import place_cells
from cadre.finance.forms import PlaceFilter
from cadre.finance.queries import places as queries
from cadre.finance.queries.lists import in_pounds
from cadre.finance.states import FIRST
from cadre.finance.tabs import finance_tabs
from cadre.groups.access import enrolments_visible_to
from cadre.groups.models import Enrolment, EnrolmentQuerySet
from cadre.groups.queries.history import historian, tell_history
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.words import counted
from cadre.people.access import page, signed_in
from cadre.ui.listing import MOST, Column, Listing, picked


def _first(row: Any) -> str:
    return FIRST.get(row.waits, "")


def _price(row: Enrolment) -> object:
    quote = row.application.quote
    return in_pounds(quote.payable_pence if quote else None)


COLUMNS = [
    Column("person", "Person", "application.name", sort=("application__name",)),
    Column("place", "Candidate number", "ref", in_files=True),
    Column("application", "Application", "application.ref", in_files=True),
    Column("school", "School", "application.workplace", in_files=True),
    Column("group", "Group", "group.ref", sort=("group__ref", "application__name")),
    Column("partner", "Partner", "group.name", in_files=True),
    Column("qualification", "Qualification", "group.offering.qualification.code", in_files=True),
    Column("intake", "Intake", "group.offering.intake.name", in_files=True),
    Column("confirmed", "Confirmed", "group.confirmed_at", sort=("group__confirmed_at", "group__ref")),
    Column("payer", "Payer", lambda row: payer_of_application(row.application).name),
    Column("order", "Purchase order", "application.purchase_order", in_files=True),
    Column("why", "Why", queries.why_not_yet, sort=("waits", "group__ref")),
    Column("first", "What to do first", _first, in_files=True),
    Column("price", "Price", _price, sort=("application__quote__payable_pence",), number=True),
]


def _left(request: HttpRequest) -> EnrolmentQuerySet:
    return queries.for_list(queries.uninvoiced(enrolments_visible_to(signed_in(request))))


@page("customer_invoice", "L", "office")
def places(request: HttpRequest) -> HttpResponseBase:
    may_invoice, told = may_invoice_places(signed_in(request)), historian()
    before = Column("history", "Partner’s history", lambda row: told(row.group), in_files=True)
    listing = Listing(
        request,
        _left(request),
        [*COLUMNS, before],
        filter_form=PlaceFilter,
        name="places-not-invoiced",
        default_sort="group",
        drawn=place_cells(may_invoice=may_invoice),
    )
    if listing.wants_file:
        return listing.file()
    tell_history([row.group for row in listing.rows])
    context = {
        "tabs": finance_tabs(request, "places"),
        "listing": listing,
        "left": queries.left_of(listing.filtered),  # type: ignore[arg-type]
        "may_invoice": may_invoice,
        "filtered": [(key, value) for key, value in request.GET.items() if key in PlaceFilter.base_fields],
    }
    return render(request, "finance/office/places.html", context)


@page("customer_invoice", "C", "office")
def invoicing(request: HttpRequest) -> HttpResponseBase:
    """Several at once: first who it would be and who cannot, then those who were shown."""
    sent, user = request.POST if request.method == "POST" else request.GET, signed_in(request)
    rows = _left(request)
    chosen = _chosen(sent, rows)
    shown = list(chosen.order_by(F("waits"), *chosen.query.order_by)[:MOST])
    ready = [row for row in shown if not row.waits]  # type: ignore[attr-defined]
    if request.method == "POST":
        issued = invoice_places(ready, by=user, today=clock.today(), now=clock.now())
        _say(request, [str(one) for one in issued])
        return redirect("office:finance:places")
    groups = {row.group_id for row in ready}
    along = rows.filter(Q(waits=""), group__in=groups).exclude(pk__in=[row.pk for row in ready])
    context = {
        "rows": [(row, queries.why_not_yet(row), _first(row)) for row in shown],
        "ready": ready,
        "along": along,
        "pence": sum(row.application.quote.payable_pence for row in [*ready, *along] if row.application.quote),
        "others": max(0, chosen.count() - len(shown)),
        "save_words": f"Invoice {counted(len(ready) + len(along), 'place')}",
    }
    return render(request, "finance/office/invoicing.html", context)


def _chosen(sent: Any, rows: EnrolmentQuerySet) -> EnrolmentQuerySet:
    """Those that were ticked (`ref`), or with `all` every one that passes the list's filter in the same address."""
    if not sent.get("all"):
        return rows.filter(ref__in=picked(sent, "ref"))
    narrowed = PlaceFilter(sent)
    narrowed.is_valid()
    return narrowed.narrow(rows)


def _say(request: HttpRequest, issued: list[str]) -> None:
    if not issued:
        messages.warning(request, "Nothing was left to invoice of them.")
        return
    named = issued[0] if len(issued) == 1 else f"{issued[0]} to {issued[-1]}"
    messages.success(request, f"Issued {counted(len(issued), 'invoice')}: {named}.")


@page("customer_invoice", "C", "office", methods=("POST",))
def invoice_place(request: HttpRequest, ref: str) -> HttpResponse:
    """Invoice one waiting place now, if its price is settled."""
    user = signed_in(request)
    place = get_object_or_404(enrolments_visible_to(user).select_related("application"), ref=ref)
    try:
        issued = invoice_by_hand(place, by=user, today=clock.today(), now=clock.now())
        messages.success(request, f"Issued: {', '.join(invoice.number for invoice in issued)}.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("office:finance:places")
