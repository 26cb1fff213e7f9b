"""Somebody a place was booked for, by the link of their invitation: start, link what they have, or turn it down."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.applications.access import open_for
from cadre.bookings import actions
from cadre.bookings.access import place_linked_by
from cadre.bookings.forms.booking import TurnDownForm
from cadre.bookings.models import BookedPlace
from cadre.bookings.queries import bookings as queries
from cadre.bookings.rules.party import standing
from cadre.bookings.states import BookingState, PlaceState
from cadre.bookings.views.waiting import gone
from cadre.journal.actions import System
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page


def place_of(token: str) -> BookedPlace | None:
    rows = place_linked_by(token, now=clock.now()).with_applications()
    return rows.select_related("booking__school", "booking__trust", "booking__preferred_partner").first()


@page("booking", "V", "token")
def invited(request: HttpRequest, token: str) -> HttpResponseBase:
    place = place_of(token)
    if place is None:
        return gone(request)
    if request.method == "GET":
        actions.open_place(place, now=clock.now())
    return show(request, place, token)


def show(request: HttpRequest, place: BookedPlace, token: str, *, status: int = 200, form: Any = None) -> HttpResponse:
    application = place.application
    words, kind = standing(state=place.state, opened=True, application=application.state if application else "")
    context = {
        "place": place,
        "booking": place.booking,
        "token": token,
        "is_theirs": place.state == PlaceState.INVITED and place.booking.state == BookingState.OPEN,
        "before": queries.applied_before(place) if place.state == PlaceState.INVITED else None,
        "standing": words,
        "kind": kind,
        "turn_down_form": form or TurnDownForm(),
        "form": form,
    }
    return render(request, "bookings/public/invited.html", context, status=status)


@page("booking", "A", "token", methods=["POST"])
def starting(request: HttpRequest, token: str) -> HttpResponseBase:
    """Their own application, filled in as far as the booking says; the same one each time."""
    place = place_of(token)
    if place is None:
        return gone(request)
    try:
        application = actions.start_from_place(place, now=clock.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("token:bookings:invited", token)
    return open_for(redirect("token:applications:draft", application.ref), application)


@page("booking", "A", "token", methods=["POST"])
def linking(request: HttpRequest, token: str) -> HttpResponseBase:
    """The application they had handed in already fills the place."""
    place = place_of(token)
    if place is None:
        return gone(request)
    before = queries.applied_before(place)
    try:
        if before is None:
            raise Refusal("We find no application of yours for this course. Start one here.")
        actions.link_application(place, before, by=System(place.name), now=clock.now())
        messages.success(request, "Your application fills the place now, and is billed as booked.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("token:bookings:invited", token)


@page("booking", "A", "token", methods=["POST"])
def turning_down(request: HttpRequest, token: str) -> HttpResponseBase:
    place, form = place_of(token), TurnDownForm(request.POST)
    if place is None:
        return gone(request)
    if not form.is_valid():
        return show(request, place, token, status=422, form=form)
    try:
        actions.turn_down(place, reason=form.cleaned_data["reason"], now=clock.now())
        messages.success(request, f"{place.booking.lead_name} is told that you do not want the place.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("token:bookings:invited", token)
