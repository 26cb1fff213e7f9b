"""A partner's lead: recruitment of their groups against the minimum, and who is in one."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from cadre.groups.access import groups_visible_to
from cadre.groups.lists import PARTNER_PEOPLE
from cadre.groups.queries import people
from cadre.groups.queries.boards import viability_of
from cadre.groups.queries.placing import days_left
from cadre.groups.queries.recruitment import partner_recruitment
from cadre.lib import clock
from cadre.partners.access import partners_led_by
from cadre.people.access import page, signed_in
from cadre.ui.listing import Listing


@page("recruitment_progress", "L", "partner")
def recruitment(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    partners = list(partners_led_by(signed_in(request), today=today))
    return render(request, "groups/partner/recruitment.html", {"sheets": partner_recruitment(partners, today=today)})


@page("group_roster", "L", "partner")
def group(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Names, schools and roles of the group's people; nothing more of them."""
    groups = groups_visible_to(signed_in(request)).with_people()
    found = get_object_or_404(groups.select_related("partner", "offering__qualification", "offering__intake"), ref=ref)
    listing = Listing(
        request, people.in_group(found), PARTNER_PEOPLE, name=found.ref, default_sort="name", per_page=100
    )
    if listing.wants_file:
        return listing.file()
    days = days_left(found.offering, today=clock.today())
    context = {"group": found, "listing": listing, "days": days, "stands": viability_of(found, days=days)}
    return render(request, "groups/partner/group.html", context)
