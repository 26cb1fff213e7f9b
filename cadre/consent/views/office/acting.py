"""What the office does about a round: answers for a partner, reminds, takes back, plans again, calls off."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.consent import actions
from cadre.consent.access import agreements_asked_in_rounds, may_answer_for, may_keep_rounds, may_take_back
from cadre.consent.forms import ReasonForm, TakeBackForm
from cadre.consent.models import Round
from cadre.consent.queries import partner as of_partner
from cadre.consent.queries import rounds as queries
from cadre.consent.queries.words import proposal_lines
from cadre.consent.views.office.rounds import round_of, show_round
from cadre.consent.views.partner import form_for
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.words import counted
from cadre.people.access import page, signed_in
from cadre.ui.listing import picked

AT_ONCE = 500


@page("seat_consent", "A", "office")
def answering(request: HttpRequest, ref: str) -> HttpResponseBase:
    """On a partner's behalf, such as by phone."""
    user = signed_in(request)
    row = get_object_or_404(of_partner.for_page(agreements_asked_in_rounds(user)), ref=ref)
    form = form_for(row, request.POST if request.method == "POST" else None, by_phone=True)
    if form.is_valid():
        try:
            given = form.given() | {"seen": request.POST.get("seen", "")}
            actions.answer_agreement(row, **given, by=user, now=clock.now(), by_phone=True)
            messages.success(request, f"The answer of {row.partner.short_name} is kept, and the round goes on with it.")
            return redirect("office:consent:round", row.round.ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
    if not may_answer_for(user, row) and request.method != "POST":
        messages.warning(request, f"{row.partner.short_name}: {row.get_state_display().lower()}.")
        return redirect("office:consent:round", row.round.ref)
    context = {"agreement": row, "form": form, "lines": proposal_lines(row, to_partner=False)}
    return render(request, "consent/office/answering.html", context, status=422 if form.errors else 200)


@page("seat_consent", "A", "office", methods=["POST"])
def candidates(request: HttpRequest, ref: str) -> HttpResponseBase:
    words = "Whoever is concerned by partners that answered is offered a place now."
    return _done(request, ref, lambda found: actions.ask_candidates(found, by=signed_in(request)), words)


@page("seat_consent", "A", "office", methods=["POST"])
def planning(request: HttpRequest, ref: str) -> HttpResponseBase:
    user = signed_in(request)
    act = lambda found: actions.plan_again(found, why="by hand", by=user)  # noqa: E731
    return _done(request, ref, act, "It is planned again with the facts of now.")


def _done(request: HttpRequest, ref: str, act: Callable[[Round], object], words: str) -> HttpResponseBase:
    found = round_of(request, ref)
    if not may_keep_rounds(signed_in(request)):
        raise Http404
    try:
        act(found)
        messages.success(request, words)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("office:consent:round", found.ref)


@page("seat_consent", "A", "office", methods=["POST"])
def reminders(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Those who are ticked; none ticked is everybody who has not answered, partners too. So many at a time."""
    found, user, now = round_of(request, ref), signed_in(request), clock.now()
    asked = picked(request.POST, "refs")
    offers = queries.offers_of(found).filter(state="open").select_related(
        "application", "partner", "group", "next_offering__intake", "round__offering__intake",
        "round__offering__qualification",
    )  # fmt: skip
    offers = offers.filter(ref__in=asked) if asked else offers
    partners = [] if asked else list(of_partner.for_page(found.agreements.open()))
    number = actions.remind_offers(list(queries.not_reminded(offers, now=now)[:AT_ONCE]), by=user, now=now)
    number += actions.remind_agreements(partners, by=user, now=now)
    words = counted(number, "reminder is", "reminders are")
    more = " Press again for the others." if queries.not_reminded(offers, now=now).exists() else ""
    messages.success(request, f"{words} on the way.{more}" if number else "Nobody needs a reminder just now.")
    return redirect("office:consent:round", found.ref)


@page("seat_consent", "A", "office")
def taking_back(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Several offers, open or accepted: first whose it would be, then, with a reason, all of them or none."""
    found, user = round_of(request, ref), signed_in(request)
    asked = picked(request.POST if request.method == "POST" else request.GET, "refs")
    rows = [row for row in queries.offers_of(found).filter(ref__in=asked) if may_take_back(user, row)]
    for row in rows:
        row.round = found
    form = TakeBackForm(request.POST if request.method == "POST" else None, refs=[row.ref for row in rows])
    if form.is_valid():
        try:
            actions.take_back_offers(rows, reason=form.cleaned_data["reason"], by=user, now=clock.now())
            messages.success(request, f"{len(rows)} taken back, each with a mail. The round is planned again.")
            return redirect("office:consent:round", found.ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {"round": found, "rows": rows, "form": form}
    return render(request, "consent/office/taking_back.html", context, status=422 if form.errors else 200)


@page("seat_consent", "A", "office", methods=["POST"])
def calling_off(request: HttpRequest, ref: str) -> HttpResponseBase:
    found, form = round_of(request, ref), ReasonForm(request.POST, auto_id="off_%s")
    if form.is_valid():
        try:
            actions.call_off(found, reason=form.cleaned_data["reason"], by=signed_in(request), now=clock.now())
            messages.success(request, f"{found.ref} is called off. Whoever was offered a place is told.")
            return redirect("office:consent:round", found.ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return show_round(request, found, status=422, off_form=form)
