"""The office sees who has not said who pays, and for whom it is time to ring."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from cadre.applications.access import applications_visible_to
from cadre.applications.payers import COLUMNS, PayerFilter, payers_listed
from cadre.applications.tabs import application_tabs
from cadre.lib import clock
from cadre.people.access import page, signed_in
from cadre.ui.listing import Listing


@page("application", "L", "office")
def payers(request: HttpRequest) -> HttpResponseBase:
    """Whoever was asked and has not answered, the longest waiting first."""
    rows = payers_listed(applications_visible_to(signed_in(request)), clock.today())
    listing = Listing(request, rows, COLUMNS, filter_form=PayerFilter, name="who-pays", default_sort="asked")
    if listing.wants_file:
        return listing.file()
    context = {"listing": listing, "tabs": application_tabs(request, "payers")}
    return render(request, "applications/office/payers.html", context)
