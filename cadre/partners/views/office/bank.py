"""Changes of bank details that finance confirms, and which partners can be paid."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.partners import actions, queries
from cadre.partners.access import may_confirm, numbers_known, partners_visible_to, payees_confirmed_by
from cadre.partners.forms import PartnerFilter, RefusePayeeForm, TakenDownForm
from cadre.partners.models import PayeeDetails
from cadre.people import proving
from cadre.people.access import page, signed_in
from cadre.ui.latest import latest_or_all
from cadre.ui.listing import Column, Listing

COLUMNS = [
    Column("name", "Partner", "name", sort=("name",)),
    Column("region", "Region", "region", sort=("region",)),
    Column("confirmed", "Confirmed", "payee_at", sort=("payee_at",)),
    Column("waits", "Change waits", lambda row: "yes" if row.payee_waits else "no", sort=("payee_waits",)),
]


@page("bank_details", "V", "office")
def banks(request: HttpRequest) -> HttpResponseBase:
    """Every partner with whether it can be paid; what waits stands first."""
    rows = queries.with_payees(partners_visible_to(signed_in(request)))
    listing = Listing(request, rows, COLUMNS, filter_form=PartnerFilter, name="bank-details", default_sort="-waits")
    return listing.file() if listing.wants_file else render(request, "partners/office/banks.html", {"listing": listing})


def _payee(request: HttpRequest, payee: int) -> PayeeDetails:
    rows = payees_confirmed_by(signed_in(request)).select_related("partner", "entered_by", "decided_by")
    return get_object_or_404(rows, pk=payee)


@page("bank_details", "V", "office")
def bank(request: HttpRequest, payee: int) -> HttpResponseBase:
    """One version: whole while it is to be confirmed by the reader, else its last four figures."""
    return _shown(request, _payee(request, payee), RefusePayeeForm())


def _shown(request: HttpRequest, found: PayeeDetails, form: RefusePayeeForm) -> HttpResponse:
    """The whole number only to who has just proved who they are."""
    user = signed_in(request)
    may = may_confirm(user, found)
    whole = may and proving.is_fresh(request, now=clock.now())
    digits = actions.read_payee(found, by=user, whole=whole)
    context = {
        "payee": found,
        "partner": found.partner,
        "digits": digits,
        "may_confirm": may,
        "to_prove": may and not whole,
        "proof_url": proving.proof_address(reverse("office:partners:bank", args=[found.pk])),
        "versions": latest_or_all(queries.payees_of(found.partner), request.GET),
        "form": form,
    }
    return render(request, "partners/office/bank.html", context, status=422 if form.errors else 200)


@page("bank_details", "A", "office")
def bank_taking_down(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Details that were given on the phone or by letter. Somebody else of finance confirms them."""
    user, now = signed_in(request), clock.now()
    found = get_object_or_404(partners_visible_to(user), slug=slug)
    numbers = numbers_known(found, clock.today())
    form, proof = TakenDownForm(request.POST if request.method == "POST" else None, numbers=numbers), None
    if request.method != "POST" and not proving.is_fresh(request, now=now):
        return proving.prove_first(request)
    if request.method == "POST" and not form.is_valid():
        proof = proving.kept_by_reader(request)
    elif request.method == "POST" and not (proof := proving.ask(request, now=now)):
        try:
            actions.take_down_payee(found, **form.details(), by=user, now=now)
            messages.success(request, "Held until somebody else of finance has confirmed it. The partner was told.")
            return redirect("office:partners:banks")
        except Refusal as refusal:
            form.add_refusal(refusal)
    wrong = form.errors or (proof and proof.errors)
    context = {"partner": found, "form": form, "proof": proof, "numbers": numbers}
    return render(request, "partners/office/bank_taking_down.html", context, status=422 if wrong else 200)


@page("bank_details", "A", "office", methods=("POST",))
def bank_confirmation(request: HttpRequest, payee: int) -> HttpResponseBase:
    found = _payee(request, payee)
    if not proving.is_fresh(request, now=clock.now()):
        return proving.prove_first(request, back=reverse("office:partners:bank", args=[found.pk]))
    try:
        actions.confirm_payee(found, by=signed_in(request), now=clock.now())
        messages.success(request, f"Confirmed. {found.partner.short_name} is paid there from now on, and was told.")
        return redirect("office:partners:banks")
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("office:partners:bank", found.pk)


@page("bank_details", "A", "office", methods=("POST",))
def bank_refusal(request: HttpRequest, payee: int) -> HttpResponseBase:
    found, form = _payee(request, payee), RefusePayeeForm(request.POST)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.refuse_payee(found, reason=reason, by=signed_in(request), now=clock.now())
            messages.success(request, "Refused. The partner was told why.")
            return redirect("office:partners:banks")
        except Refusal as refusal:
            form.add_refusal(refusal)
    return _shown(request, found, form)
