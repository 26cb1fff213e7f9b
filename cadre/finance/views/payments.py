"""Who can be paid and who cannot yet, payment runs, and their files for the bank."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from cadre.finance.access import fees_visible_to, may_pay, runs_visible_to
from cadre.finance.actions import payments as actions
from cadre.finance.cells import run_cells
from cadre.finance.forms import CancelRunForm, PaymentRunForm, RunFilter
from cadre.finance.models import PaymentRun
from cadre.finance.queries.lists import in_pounds
from cadre.finance.queries.payments import payables, runs_for_list
from cadre.finance.queries.statements import intakes_of
from cadre.finance.tabs import finance_tabs
from cadre.journal.queries import entries_about
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.money import pounds
from cadre.lib.tabular import csv_lines
from cadre.lib.text import whole_number
from cadre.partners.access import partners_visible_to
from cadre.people import proving
from cadre.people.access import page, signed_in
from cadre.ui.held import HeldListing
from cadre.ui.latest import latest_or_all
from cadre.ui.listing import Column, Listing

RUNS_SHOWN = 8


OWED = [
    Column("partner", "Partner", "partner.name"),
    Column("unpaid", "Owed and not paid", lambda row: in_pounds(row.standing.unpaid), number=True),
    Column("approved", "Approved", lambda row: in_pounds(row.standing.approved), number=True),
    Column("due", "To approve", lambda row: in_pounds(row.standing.unapproved), number=True),
    Column("why", "Cannot be paid yet", lambda row: str(row.hindrance or "")),
    Column("to", "Paid to", lambda row: str((row.way and row.way.to) or row.partner)),
    Column("history", "Partner’s history", "partner.history"),
]
RUNS = [
    Column("number", "Number", "number", sort=("number",)),
    Column("pays_on", "Pays on", "pays_on", sort=("pays_on",)),
    Column("payments", "Payments", "payments", sort=("payments",), number=True),
    Column("total", "Total", lambda row: in_pounds(row.total), sort=("total",), number=True),
    Column("by", "Made by", "made_by.name"),
    Column("state", "State", lambda row: "Cancelled" if row.is_cancelled else "Made"),
    Column("reason", "Cancelled because", "reason", in_files=True),
]


@page("partner_hosting_claim", "L", "office")
def payments(request: HttpRequest) -> HttpResponseBase:
    """What is owed and not paid, by partner: what a run would pay, what waits for approval, what cannot be paid yet."""
    return _payments(request, None)


@page("partner_hosting_claim", "L", "office")
def runs(request: HttpRequest) -> HttpResponseBase:
    """Every payment run, the latest first."""
    user = signed_in(request)
    rows = runs_for_list(runs_visible_to(user))
    listing = Listing(
        request, rows, RUNS, filter_form=RunFilter, name="payment-runs", default_sort="-number", drawn=run_cells()
    )
    if listing.wants_file:
        return listing.file()
    context = {"tabs": finance_tabs(request, "payments"), "listing": listing}
    return render(request, "finance/office/runs.html", context)


def _payments(request: HttpRequest, form: PaymentRunForm | None) -> HttpResponseBase:
    user, today = signed_in(request), clock.today()
    rows = payables(fees_visible_to(user), today)
    listing = HeldListing(request, rows, OWED, name="owed-to-partners")
    if listing.wants_file:
        return listing.file()
    ready = [row for row in rows if row.can_be_paid]
    total = sum(row.standing.approved for row in ready)
    context = {
        "tabs": finance_tabs(request, "payments"),
        "ready": ready,
        "total": total,
        "hindered": [row for row in rows if row.hindrance],
        "to_approve": [row for row in rows if not row.hindrance and row.standing.unapproved],
        "may_pay": may_pay(user),
        "form": form or PaymentRunForm(initial={"pays_on": today}),
        "listing": listing,
        "runs": runs_for_list(runs_visible_to(user))[:RUNS_SHOWN],
    }
    return render(request, "finance/office/payments.html", context, status=422 if form and form.errors else 200)


@page("partner_hosting_claim", "A", "office", methods=("POST",))
def approval(request: HttpRequest, partner: str, intake: str) -> HttpResponseBase:
    """What a statement owes, and nobody approved yet, may be paid."""
    user = signed_in(request)
    found = get_object_or_404(partners_visible_to(user), slug=partner)
    which = get_object_or_404(intakes_of(fees_visible_to(user)), slug=intake)
    try:
        seen = whole_number(request.POST.get("seen", "")) or 0
        total = actions.approve_hosting(found, which, seen=seen, by=user, now=clock.now())
        messages.success(request, f"Approved: {pounds(total)}. The next payment run pays it.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:finance:statement", partner, intake)


@page("partner_hosting_claim", "A", "office", methods=("POST",))
def taking_back(request: HttpRequest, partner: str) -> HttpResponseBase:
    """What was approved for a partner, and is in no run, is not paid until it is approved anew."""
    user = signed_in(request)
    try:
        total = actions.take_back_approvals(get_object_or_404(partners_visible_to(user), slug=partner), by=user)
        messages.success(request, f"Taken back: {pounds(total)}. Nothing of it is paid until it is approved anew.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:finance:payments")


@page("partner_hosting_claim", "A", "office", methods=("POST",))
def run_making(request: HttpRequest) -> HttpResponseBase:
    form = PaymentRunForm(request.POST)
    if form.is_valid():
        try:
            run = actions.make_payment_run(
                pays_on=form.cleaned_data["pays_on"],
                seen=whole_number(request.POST.get("seen", "")) or 0,
                by=signed_in(request),
                today=clock.today(),
                now=clock.now(),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Made: {run.number}. Take its file to the bank.")
            return redirect("office:finance:run", run.number)
    return _payments(request, form)


def _run(request: HttpRequest, number: str) -> PaymentRun:
    return get_object_or_404(runs_for_list(runs_visible_to(signed_in(request))), number=number)


@page("partner_hosting_claim", "V", "office")
def run(request: HttpRequest, number: str) -> HttpResponseBase:
    return _show(request, _run(request, number), CancelRunForm())


def _show(request: HttpRequest, found: PaymentRun, form: CancelRunForm) -> HttpResponse:
    context = {
        "tabs": finance_tabs(request, "payments"),
        "run": found,
        "lines": found.lines.select_related("partner", "payee__partner").defer("payee__sealed"),
        "may_pay": may_pay(signed_in(request)) and not found.is_cancelled,
        "form": form,
        "entries": latest_or_all(entries_about(found), request.GET),
    }
    return render(request, "finance/office/run.html", context, status=422 if form.errors else 200)


@page("partner_hosting_claim", "X", "office", methods=("POST",))
def run_file(request: HttpRequest, number: str) -> HttpResponseBase:
    """The file for the bank, with whole account numbers: to who has just proved who they are. Each taking is kept."""
    found = _run(request, number)
    there = reverse("office:finance:run", args=[found.number])
    if not proving.is_fresh(request, now=clock.now()):
        return proving.prove_first(request, back=there)
    try:
        rows = actions.take_payment_file(found, by=signed_in(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(there)
    answer = HttpResponse("".join(csv_lines(actions.HEADERS, rows)), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"{found.number}.csv") or ""
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@page("partner_hosting_claim", "A", "office", methods=("POST",))
def run_cancelling(request: HttpRequest, number: str) -> HttpResponseBase:
    found, form = _run(request, number), CancelRunForm(request.POST)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.cancel_payment_run(found, reason=reason, by=signed_in(request), now=clock.now())
            messages.success(request, "Cancelled. What was approved waits for another run.")
            return redirect("office:finance:run", found.number)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return _show(request, _run(request, number), form)
