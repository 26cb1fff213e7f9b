"""What somebody is offered, by a mailed link without a password."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from cadre.consent import actions
from cadre.consent.access import offer_linked_by
from cadre.consent.models import AlternateOffer
from cadre.consent.queries.offers import for_page, shown
from cadre.consent.states import Option
from cadre.journal.actions import System
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page


def offer_of(token: str) -> AlternateOffer | None:
    return for_page(offer_linked_by(token, now=clock.now())).first()


def gone(request: HttpRequest) -> HttpResponse:
    return render(request, "consent/public/no_link.html", status=404)


@page("seat_consent", "V", "token")
def offer(request: HttpRequest, token: str) -> HttpResponseBase:
    """Looking changes nothing: only a press of a button answers."""
    row = offer_of(token)
    if row is None:
        return gone(request)
    urls = {name: reverse(f"token:consent:{name}", args=[token]) for name in ("acceptance", "declining")}
    return render(request, "consent/public/offer.html", shown(row, now=clock.now(), urls=urls))


@page("seat_consent", "A", "token", methods=["POST"])
def acceptance(request: HttpRequest, token: str) -> HttpResponseBase:
    row = offer_of(token)
    if row is None:
        return gone(request)
    answered(request, row, by=System(row.application.name))
    return redirect("token:consent:offer", token)


@page("seat_consent", "A", "token", methods=["POST"])
def declining(request: HttpRequest, token: str) -> HttpResponseBase:
    row = offer_of(token)
    if row is None:
        return gone(request)
    declined(request, row, by=System(row.application.name))
    return redirect("token:consent:offer", token)


TAKEN = {
    Option.LOCAL: "The place is yours. We hold it until the groups are settled.",
    Option.DISTANCE: "You take part at a distance. We write once the groups are settled.",
    Option.NEXT: "You start in the next intake. We have written to you.",
    Option.WITHDRAWAL: "Your application is withdrawn, without charge.",
}


def answered(request: HttpRequest, row: AlternateOffer, *, by: Any) -> None:
    """Take what was pressed, or say what stands in the way."""
    option = request.POST.get("option", "")[:20]
    try:
        actions.accept_offer(row, option, by=by, now=clock.now())
        messages.success(request, TAKEN[Option(option)])
    except Refusal as refusal:
        messages.warning(request, str(refusal))


def declined(request: HttpRequest, row: AlternateOffer, *, by: Any) -> None:
    try:
        actions.decline_offer(row, by=by, now=clock.now())
        messages.success(request, "You took none of it. You stay where you are or wait, and we go on looking.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
