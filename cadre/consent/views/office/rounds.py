"""The office: rounds of consent, one round, and who would be asked before one begins."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.consent import actions
from cadre.consent.access import may_answer_for, may_ask_candidates, may_call_off, may_keep_rounds, rounds_visible_to
from cadre.consent.forms import OfferFilter, ReasonForm, RoundFilter, StartForm
from cadre.consent.lists import OFFERS, ROUNDS
from cadre.consent.models import Agreement, Round
from cadre.consent.policies import terms_words
from cadre.consent.queries import rounds as queries
from cadre.consent.queries.proposing import asked_by
from cadre.consent.queries.words import proposal_lines
from cadre.consent.states import AgreementState, OfferState, RoundState
from cadre.formation.access import plans_visible_to
from cadre.formation.models import Plan
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.ui.latest import latest_or_all
from cadre.ui.listing import Listing


@page("seat_consent", "L", "office")
def rounds(request: HttpRequest) -> HttpResponseBase:
    rows = queries.for_lists(rounds_visible_to(signed_in(request)))
    listing = Listing(request, rows, ROUNDS, filter_form=RoundFilter, name="rounds", default_sort="-started")
    if listing.wants_file:
        return listing.file()
    policy = queries.policy_on(clock.today())
    terms = f"{terms_words(policy)}. Source: {policy.source}." if policy else "No terms of consent hold today."
    return render(request, "consent/office/rounds.html", {"listing": listing, "terms": terms})


def round_of(request: HttpRequest, ref: str) -> Round:
    return get_object_or_404(queries.for_page(rounds_visible_to(signed_in(request))), ref=ref)


@page("seat_consent", "V", "office")
def round_page(request: HttpRequest, ref: str) -> HttpResponseBase:
    return show_round(request, round_of(request, ref))


def show_round(
    request: HttpRequest, found: Round, *, status: int = 200, off_form: ReasonForm | None = None
) -> HttpResponseBase:
    user = signed_in(request)
    name = f"{found.ref}-offers"
    listing = Listing(
        request, queries.offers_of(found), OFFERS, filter_form=OfferFilter, name=name, default_sort="name"
    )
    if listing.wants_file:
        return listing.file()
    context = _standing(found) | {
        "round": found,
        "listing": listing,
        "agreements": [
            (row, proposal_lines(row, to_partner=False), may_answer_for(user, row))
            for row in queries.agreements_of(found)
        ],
        "stuck_places": queries.too_few(found) if found.stuck else [],
        "may_ask": may_ask_candidates(user, found),
        "may_call_off": may_call_off(user, found),
        "may_carry_out": found.state == RoundState.SETTLED and not found.is_behind and not found.stuck,
        "may_keep": may_keep_rounds(user) and found.is_live,
        "form": off_form,
        "off_form": off_form or ReasonForm(auto_id="off_%s"),
        "terms": terms_words(found.policy),
        "entries": latest_or_all(queries.what_happened(found), request.GET),
    }
    return render(request, "consent/office/round.html", context, status=status)


def _standing(found: Round) -> dict[str, object]:
    """How many have answered, as figures and as two bars."""
    agreements, offers = queries.counts_of(found)
    asked = sum(agreements.values()) - agreements[AgreementState.PAST]
    return {
        "kpis": _figures(agreements, offers),
        "partners_asked": asked,
        "partners_answered": asked - agreements[AgreementState.OPEN],
        "offers_made": sum(offers.values()),
        "offers_answered": sum(offers.values()) - offers[OfferState.OPEN],
    }


def _figures(agreements: Any, offers: Any) -> list[tuple[str, object, str]]:
    said_no = agreements[AgreementState.DECLINED] + agreements[AgreementState.COUNTERED]
    return [
        ("Partners not answered", agreements[AgreementState.OPEN], f"{said_no} declined or countered"),
        ("People not answered", offers[OfferState.OPEN], f"of {sum(offers.values())} who were offered something"),
        ("Accepted", offers[OfferState.ACCEPTED], "held, or done already"),
        ("Declined", offers[OfferState.DECLINED], "stay where they are or wait"),
        ("No answer in time", offers[OfferState.LAPSED], "stay where they are or wait"),
    ]


@page("seat_consent", "C", "office")
def starting(request: HttpRequest, plan: str) -> HttpResponseBase:
    """Who would be asked, then the round begins."""
    user = signed_in(request)
    found = get_object_or_404(
        plans_visible_to(user).select_related("offering__intake", "offering__qualification"), ref=plan
    )
    if not found.is_worked_out:
        raise Http404
    form = StartForm(request.POST if request.method == "POST" else None, initial={"sends_alone": True})
    if form.is_valid():
        alone = form.cleaned_data["sends_alone"]
        try:
            made = actions.start_round(found, sends_alone=alone, by=user, today=clock.today(), now=clock.now())
            messages.success(request, f"{made.ref} has begun: the partners are asked.")
            return redirect("office:consent:round", made.ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = _would_ask(found) | {"form": form}
    answer: HttpResponse = render(request, "consent/office/starting.html", context, status=422 if form.errors else 200)
    return answer


def _would_ask(plan: Plan) -> dict[str, object]:
    """Which partners and how many people a round about the plan would ask, and by which terms."""
    asked, policy = asked_by(plan), queries.policy_on(clock.today())
    affected = [
        (one.partner, proposal_lines(Agreement(proposal=one.as_json()), to_partner=False)) for one in asked.affected()
    ]
    return {
        "plan": plan,
        "asked": asked,
        "affected": sorted(affected, key=lambda pair: pair[0].name),
        "policy": policy,
        "terms": terms_words(policy) if policy else "",
    }
