"""A partner's lead: who prefers this partner."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from cadre.applications.access import applications_of_partners_led_by
from cadre.applications.lists import PARTNER_COLUMNS, PartnerFilter
from cadre.applications.queries import for_lists
from cadre.people.access import page, signed_in
from cadre.ui.listing import Listing


@page("application", "L", "partner")
def application_list(request: HttpRequest) -> HttpResponseBase:
    """Names, schools and states; no birth dates, numbers or addresses."""
    rows = for_lists(applications_of_partners_led_by(signed_in(request))).order_by("-submitted_at", "pk")
    listing = Listing(request, rows, PARTNER_COLUMNS, filter_form=PartnerFilter, name="people")
    if listing.wants_file:
        return listing.file()
    sub = "They chose you as their preferred partner. Our office decides and forms the groups."
    return render(request, "applications/partner/list.html", {"listing": listing, "sub": sub})
