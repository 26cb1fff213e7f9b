"""The office: every group there is or was, beside the boards of one offering each."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from cadre.groups.access import groups_visible_to
from cadre.groups.lists import EVERY_GROUP, EveryGroupFilter
from cadre.groups.queries.history import historian, tell_history
from cadre.people.access import page, signed_in
from cadre.ui.listing import Column, Listing


@page("group", "L", "office")
def every(request: HttpRequest) -> HttpResponseBase:
    user = signed_in(request)
    look = ("partner", "offering__qualification", "offering__intake")
    rows = groups_visible_to(user).with_people().select_related(*look).order_by("-offering__intake__starts_on", "ref")
    listing = Listing(
        request,
        rows,
        [*EVERY_GROUP, Column("history", "Partner’s history", historian(), in_files=True)],
        filter_form=EveryGroupFilter,
        name="groups",
    )
    if listing.wants_file:
        return listing.file()
    tell_history(listing.rows)
    return render(request, "groups/office/every.html", {"listing": listing})
