"""A partner's own requests for agreement: who of its people they concern, and its answer."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.consent import actions
from cadre.consent.access import agreements_visible_to, may_agree
from cadre.consent.forms import AgreementForm
from cadre.consent.lists import AGREEMENTS, AgreementFilter
from cadre.consent.models import Agreement
from cadre.consent.queries import partner as queries
from cadre.consent.queries.words import proposal_lines
from cadre.consent.states import GroupWish
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.ui.listing import Listing

SHOWN = 8
"""Of so many live requests, the latest, the page names the people they concern."""


@page("seat_consent", "L", "partner")
def agreements(request: HttpRequest) -> HttpResponseBase:
    """What to answer, what matters most first; and whom their people wait for."""
    user = signed_in(request)
    every = queries.for_page(agreements_visible_to(user))
    listing = Listing(request, every, AGREEMENTS, filter_form=AgreementFilter, name="requests", default_sort="-asked")
    if listing.wants_file:
        return listing.file()
    live = list(queries.live(every))
    people = [own for row in live[:SHOWN] for own in queries.own_people(row)]
    context = {
        "listing": listing,
        "steps": queries.steps(live),
        "people": people,
        "left_out": max(len(live) - SHOWN, 0),
    }
    return render(request, "consent/partner/agreements.html", context)


def _agreement(request: HttpRequest, ref: str) -> Agreement:
    return get_object_or_404(queries.for_page(agreements_visible_to(signed_in(request))), ref=ref)


@page("seat_consent", "V", "partner")
def agreement(request: HttpRequest, ref: str) -> HttpResponseBase:
    return _show(request, _agreement(request, ref))


def form_for(row: Agreement, data: object = None, *, by_phone: bool = False) -> AgreementForm:
    """The form of an answer, with the questions that the proposal raises."""
    asked = row.proposed
    initial = {"may_go": "yes", "group": GroupWish.AS_PROPOSED}
    return AgreementForm(data, initial=initial, by_phone=by_phone, coming=asked.coming, going=asked.going)


def _show(
    request: HttpRequest, row: Agreement, *, status: int = 200, form: AgreementForm | None = None
) -> HttpResponse:
    context = {
        "agreement": row,
        "lines": proposal_lines(row),
        "people": queries.own_people(row),
        "may_answer": may_agree(signed_in(request), row),
        "form": form or form_for(row),
        "silence": queries.silence_words(row),
    }
    return render(request, "consent/partner/agreement.html", context, status=status)


@page("seat_consent", "A", "partner", methods=["POST"])
def answer(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, user = _agreement(request, ref), signed_in(request)
    form = form_for(row, request.POST)
    if not may_agree(user, row) and row.is_open:
        raise Http404
    if form.is_valid():
        try:
            actions.answer_agreement(row, **form.given(), by=user, now=clock.now(), seen=request.POST.get("seen", ""))
            messages.success(request, "Thank you. Your answer is with us, and we plan with it.")
            return redirect("partner:consent:agreement", row.ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return _show(request, row, status=422, form=form)
