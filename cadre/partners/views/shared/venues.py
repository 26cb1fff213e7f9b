"""A partner's venues."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.partners import actions, queries
from cadre.partners.forms import ChecksForm, RetireForm, VenueForm
from cadre.partners.models import Partner, Venue
from cadre.partners.views.shared.door import Door
from cadre.people.access import signed_in


def venues(request: HttpRequest, door: Door, partner: Partner, *, may_edit: bool) -> HttpResponseBase:
    """Each with what is known of it."""
    today = clock.today()
    rows = queries.venues_of(partner, today)
    drawing = queries.venue_map(partner, [one for one, *_ in rows if one.retired_on is None or one.retired_on > today])
    unplaced = [one.name for one, *_ in rows if one.easting is None]
    context = door.context(partner, rows=rows, may_edit=may_edit, today=today, map=drawing, unplaced=unplaced)
    return render(request, "partners/shared/venues.html", context)


def venue_new(request: HttpRequest, door: Door, partner: Partner) -> HttpResponseBase:
    form = VenueForm(request.POST or None)
    if request.method == "POST":
        form = VenueForm(request.POST)
        if form.is_valid():
            try:
                made = actions.add_venue(partner, details=form.details(), by=signed_in(request))
                messages.success(request, f"{made.name} is added. Now go through what it has.")
                return door.back("venue_checks", made.pk)
            except Refusal as refusal:
                form.add_refusal(refusal)
    context = door.context(partner, form=form, venue=None)
    return render(request, "partners/shared/venue.html", context, status=422 if form.errors else 200)


def venue(request: HttpRequest, door: Door, found: Venue) -> HttpResponseBase:
    form = VenueForm(request.POST if request.method == "POST" else None, row=found, columns=actions.VENUE_FIELDS)
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            actions.change_venue(found, details=form.details(), by=signed_in(request), seen=seen)
            messages.success(request, "Saved.")
            return door.back("venues", found.partner.slug)
        except Refusal as refusal:
            form.add_refusal(refusal)
    retiring = RetireForm()
    context = door.context(found.partner, form=form, venue=found, retiring=retiring, today=clock.today())
    return render(request, "partners/shared/venue.html", context, status=422 if form.errors else 200)


def venue_checks(request: HttpRequest, door: Door, found: Venue) -> HttpResponseBase:
    """The hosting checklist of one venue."""
    today = clock.today()
    asked = queries.asked_of(found, today)
    form = ChecksForm(request.POST if request.method == "POST" else None, asked=asked)
    if request.method == "POST" and form.is_valid():
        try:
            said = {"answers": form.given(), "seen": form.cleaned_data["seen"]}
            changed = actions.check_venue(found, **said, by=signed_in(request), today=today)
            messages.success(request, "Saved." if changed else "Nothing was changed.")
            return door.back("venues", found.partner.slug)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = door.context(found.partner, form=form, venue=found)
    return render(request, "partners/shared/checks.html", context, status=422 if form.errors else 200)


def venue_retiring(request: HttpRequest, door: Door, found: Venue) -> HttpResponseBase:
    form = RetireForm(request.POST)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.retire_venue(found, reason=reason, by=signed_in(request), today=clock.today())
            messages.success(request, f"{found.name} is retired. Days planned there stay.")
            return door.back("venues", found.partner.slug)
        except Refusal as refusal:
            form.add_refusal(refusal)
    edit = VenueForm(row=found, columns=actions.VENUE_FIELDS)
    context = door.context(found.partner, form=edit, venue=found, retiring=form, today=clock.today())
    return render(request, "partners/shared/venue.html", context, status=422)


def venue_back(request: HttpRequest, door: Door, found: Venue) -> HttpResponseBase:
    try:
        actions.restore_venue(found, by=signed_in(request))
        messages.success(request, f"{found.name} is in use again.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return door.back("venues", found.partner.slug)
