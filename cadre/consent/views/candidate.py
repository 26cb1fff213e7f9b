"""What somebody is offered, in their own account."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cadre.consent.access import own_offers
from cadre.consent.models import AlternateOffer
from cadre.consent.queries.offers import for_page, shown
from cadre.consent.views.token import answered, declined
from cadre.lib import clock
from cadre.people.access import page, signed_in


@page("seat_consent", "L", "candidate")
def offers(request: HttpRequest) -> HttpResponseBase:
    rows = for_page(own_offers(signed_in(request))).order_by("-made_at", "-pk")[:50]
    return render(request, "consent/candidate/offers.html", {"offers": rows})


def _offer(request: HttpRequest, ref: str) -> AlternateOffer:
    return get_object_or_404(for_page(own_offers(signed_in(request))), ref=ref)


@page("seat_consent", "V", "candidate")
def offer(request: HttpRequest, ref: str) -> HttpResponseBase:
    row = _offer(request, ref)
    urls = {name: reverse(f"candidate:consent:{name}", args=[row.ref]) for name in ("acceptance", "declining")}
    return render(request, "consent/candidate/offer.html", shown(row, now=clock.now(), urls=urls))


@page("seat_consent", "A", "candidate", methods=["POST"])
def acceptance(request: HttpRequest, ref: str) -> HttpResponseBase:
    row = _offer(request, ref)
    answered(request, row, by=signed_in(request))
    return redirect("candidate:consent:offer", row.ref)


@page("seat_consent", "A", "candidate", methods=["POST"])
def declining(request: HttpRequest, ref: str) -> HttpResponseBase:
    row = _offer(request, ref)
    declined(request, row, by=signed_in(request))
    return redirect("candidate:consent:offer", row.ref)
