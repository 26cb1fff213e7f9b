"""The office: the school holidays that are shown to whoever picks."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.lib import clock
from cadre.lib.text import whole_number
from cadre.lib.words import counted
from cadre.people.access import page, signed_in
from cadre.scheduling.access import holidays_visible_to
from cadre.scheduling.actions import add_holidays, withdraw_holidays
from cadre.scheduling.forms import HolidayFilter, HolidaysForm
from cadre.ui.listing import Column, Listing

COLUMNS = [
    Column("area", "Area", "area", sort=("area", "starts_on")),
    Column("name", "Holiday", "name", sort=("name", "starts_on")),
    Column("starts", "First day", "starts_on", sort=("starts_on",)),
    Column("ends", "Last day", "ends_on", sort=("ends_on",)),
    Column("source", "Source", "source"),
]


@page("event", "E", "office")
def holidays(request: HttpRequest) -> HttpResponseBase:
    """All that are kept, and a box to paste more."""
    form = HolidaysForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = add_holidays(form.cleaned_data["lines"], by=signed_in(request))
        messages.success(request, f"{made} added." if made else "All of them were there already.")
        return redirect("office:scheduling:holidays")
    rows = holidays_visible_to(signed_in(request))
    listing = Listing(request, rows, COLUMNS, filter_form=HolidayFilter, name="holidays", default_sort="starts")
    if listing.wants_file:
        return listing.file()
    context = {"listing": listing, "form": form}
    return render(request, "scheduling/office/holidays.html", context, status=422 if form.errors else 200)


@page("event", "E", "office", methods=["POST"])
def withdrawal(request: HttpRequest) -> HttpResponse:
    """Those that were ticked are no longer shown."""
    keys = [whole_number(key) for key in request.POST.getlist("pick")[:500]]
    rows = holidays_visible_to(signed_in(request)).filter(pk__in=[key for key in keys if key is not None])
    gone = withdraw_holidays(rows, by=signed_in(request), now=clock.now())
    if gone:
        messages.success(request, f"{counted(gone, 'holiday is', 'holidays are')} no longer shown.")
    else:
        messages.warning(request, "Tick those to withdraw first.")
    return redirect("office:scheduling:holidays")
