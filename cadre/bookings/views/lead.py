"""Whoever leads a booking, by link."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from cadre.bookings.models import Booking
from cadre.bookings.views import keeping
from cadre.bookings.views.booking import locked, walk_of, with_booking
from cadre.bookings.views.keeping import Door
from cadre.journal.actions import System
from cadre.people.access import page


def door_of(request: HttpRequest, booking: Booking) -> Door:
    return Door(request, booking, System(booking.lead_name), "token")


@page("booking", "V", "token")
@with_booking
def booking(request: HttpRequest, booking: Booking) -> HttpResponseBase:
    """To the question that is next, or the booking with its places."""
    if not booking.is_draft:
        return keeping.overview(door_of(request, booking))
    wrong = walk_of(booking).wrong
    if wrong:
        return redirect("token:bookings:step", booking.ref, wrong)
    return redirect("token:bookings:check", booking.ref)


@page("booking", "A", "token")
@with_booking
def place(request: HttpRequest, booking: Booking, number: int) -> HttpResponseBase:
    found = booking.places.filter(number=number).select_related("offering__qualification").first()
    if found is None or booking.is_draft:
        return locked(request)
    return keeping.one_place(door_of(request, booking), found)


@page("booking", "A", "token")
@with_booking
def adding(request: HttpRequest, booking: Booking) -> HttpResponseBase:
    return locked(request) if booking.is_draft else keeping.more_places(door_of(request, booking))


@page("booking", "E", "token")
@with_booking
def billing(request: HttpRequest, booking: Booking) -> HttpResponseBase:
    return locked(request) if booking.is_draft else keeping.other_billing(door_of(request, booking))


@page("booking", "A", "token", methods=["POST"])
@with_booking
def reminders(request: HttpRequest, booking: Booking) -> HttpResponseBase:
    return locked(request) if booking.is_draft else keeping.everybody_reminded(door_of(request, booking))


@page("booking", "A", "token")
@with_booking
def ending(request: HttpRequest, booking: Booking) -> HttpResponseBase:
    return locked(request) if booking.is_draft else keeping.end(door_of(request, booking))
