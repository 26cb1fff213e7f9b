"""The office: bookings, one of them on behalf of whoever leads it, and reminding many at once."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.bookings import actions
from cadre.bookings.access import bookings_visible_to, may_keep_bookings
from cadre.bookings.cells import booking_cells
from cadre.bookings.lists import BOOKING_COLUMNS, BookingFilter
from cadre.bookings.queries import bookings as queries
from cadre.bookings.views import keeping
from cadre.bookings.views.keeping import Door
from cadre.lib import clock
from cadre.lib.words import counted
from cadre.people.access import page, signed_in
from cadre.ui.listing import Listing, picked


@page("booking", "L", "office")
def bookings(request: HttpRequest) -> HttpResponseBase:
    user = signed_in(request)
    keeps = may_keep_bookings(user)
    listing = Listing(
        request,
        queries.for_lists(bookings_visible_to(user)),
        BOOKING_COLUMNS,
        filter_form=BookingFilter,
        name="bookings",
        default_sort="-submitted",
        drawn=booking_cells(may_pick=keeps),
    )
    if listing.wants_file:
        return listing.file()
    return render(request, "bookings/office/bookings.html", {"listing": listing, "may_keep": keeps})


def door_of(request: HttpRequest, ref: str, *, acts: bool = True) -> Door:
    """The booking by its reference. Raises Http404, also for whoever may look but not act when they would act."""
    user = signed_in(request)
    booking = get_object_or_404(queries.for_pages(bookings_visible_to(user)), ref=ref)
    keeps = may_keep_bookings(user)
    if acts and not keeps:
        raise Http404
    return Door(request, booking, user, "office", keeps)


@page("booking", "V", "office")
def booking(request: HttpRequest, ref: str) -> HttpResponseBase:
    return keeping.overview(door_of(request, ref, acts=False))


@page("booking", "A", "office")
def place(request: HttpRequest, ref: str, number: int) -> HttpResponseBase:
    door = door_of(request, ref)
    rows = door.booking.places.select_related("offering__qualification")
    return keeping.one_place(door, get_object_or_404(rows, number=number))


@page("booking", "A", "office")
def adding(request: HttpRequest, ref: str) -> HttpResponseBase:
    return keeping.more_places(door_of(request, ref))


@page("booking", "E", "office")
def billing(request: HttpRequest, ref: str) -> HttpResponseBase:
    return keeping.other_billing(door_of(request, ref))


@page("booking", "A", "office", methods=["POST"])
def reminders(request: HttpRequest, ref: str) -> HttpResponseBase:
    return keeping.everybody_reminded(door_of(request, ref))


@page("booking", "A", "office")
def ending(request: HttpRequest, ref: str) -> HttpResponseBase:
    return keeping.end(door_of(request, ref))


@page("booking", "A", "office", methods=["POST"])
def reminding(request: HttpRequest) -> HttpResponseBase:
    """Remind everybody invited of several bookings."""
    user = signed_in(request)
    rows = queries.for_pages(bookings_visible_to(user)).filter(ref__in=picked(request.POST, "refs"))
    sent = sum(
        actions.remind_places(row, row.places.all(), by=user, now=clock.now())
        for row in (rows if may_keep_bookings(user) else [])
    )
    words = f"{counted(sent, 'person is', 'people are')} reminded."
    messages.success(
        request, words if sent else "Nobody had to be reminded: tick bookings with people who have not applied."
    )
    return redirect("office:bookings:bookings")
