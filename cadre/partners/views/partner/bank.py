"""A partner's own bank and VAT details, for its finance contacts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.partners import actions, queries
from cadre.partners.access import partners_paid_through, payees_entered_by
from cadre.partners.forms import PayeeForm
from cadre.partners.models import Partner
from cadre.partners.views.shared.door import PARTNER
from cadre.people import proving
from cadre.people.access import page, signed_in
from cadre.ui.latest import latest_or_all


def _paid(request: HttpRequest, slug: str) -> Partner:
    return get_object_or_404(partners_paid_through(signed_in(request)), slug=slug)


@page("bank_details", "V", "partner")
def bank(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Where we pay to, by its last four figures, and what waits."""
    found = _paid(request, slug)
    versions = latest_or_all(queries.payees_of(found), request.GET)
    if versions:
        actions.read_payee(versions[0], by=signed_in(request))
    return render(request, "partners/partner/bank.html", PARTNER.context(found, versions=versions))


@page("bank_details", "E", "partner")
def bank_change(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Other details, held until our finance has confirmed them, from who has just proved who they are."""
    found, form = _paid(request, slug), PayeeForm(request.POST if request.method == "POST" else None)
    now, proof = clock.now(), None
    if request.method != "POST" and not proving.is_fresh(request, now=now):
        return proving.prove_first(request)
    if request.method == "POST" and not form.is_valid():
        proof = proving.kept_by_reader(request)
    elif request.method == "POST" and not (proof := proving.ask(request, now=now)):
        try:
            actions.change_payee(found, **form.details(), by=signed_in(request), now=now)
            messages.success(request, "Held until our finance team has confirmed it. Your contacts were told by mail.")
            return PARTNER.back("bank", found.slug)
        except Refusal as refusal:
            form.add_refusal(refusal)
    wrong = form.errors or (proof and proof.errors)
    context = PARTNER.context(found, form=form, proof=proof)
    return render(request, "partners/partner/bank_change.html", context, status=422 if wrong else 200)


@page("bank_details", "E", "partner", methods=("POST",))
def bank_back(request: HttpRequest, payee: int) -> HttpResponseBase:
    """Take back what waits."""
    found = get_object_or_404(payees_entered_by(signed_in(request)).select_related("partner"), pk=payee)
    try:
        actions.take_back_payee(found, by=signed_in(request), now=clock.now())
        messages.success(request, "Taken back. We pay to the account we had before.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return PARTNER.back("bank", found.partner.slug)
