"""A facilitator's own invitations."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cadre.groups.queries.history import tell_history
from cadre.lib import clock
from cadre.people.access import page, signed_in
from cadre.staffing.access import own_invitations
from cadre.staffing.emails.covers import fee_words
from cadre.staffing.forms import DeclineForm, OwnInvitationFilter
from cadre.staffing.lists import OWN_INVITATIONS
from cadre.staffing.models import Invitation
from cadre.staffing.queries.covers import own_covers
from cadre.staffing.queries.suggestions import for_lists
from cadre.staffing.views.token import accepted, declined, shown
from cadre.ui.listing import Listing


@page("facilitator_invitation", "L", "facilitator")
def invitations(request: HttpRequest) -> HttpResponseBase:
    user = signed_in(request)
    covers = [(cover, fee_words(cover.event, cover.out_id)) for cover in own_covers(user, clock.today())]
    rows = for_lists(own_invitations(user))
    listing = Listing(
        request, rows, OWN_INVITATIONS, filter_form=OwnInvitationFilter, name="invitations", default_sort="-sent"
    )
    if listing.wants_file:
        return listing.file()
    tell_history([*(row.group for row in listing.rows), *(cover.event.group for cover, _ in covers)])
    context = {"listing": listing, "covers": covers}
    return render(request, "staffing/facilitator/invitations.html", context)


def _invitation(request: HttpRequest, ref: str) -> Invitation:
    row: Invitation = get_object_or_404(for_lists(own_invitations(signed_in(request))), ref=ref)
    return row


def _urls(row: Invitation) -> dict[str, str]:
    return {name: reverse(f"facilitator:staffing:{name}", args=[row.ref]) for name in ("acceptance", "declining")}


@page("facilitator_invitation", "V", "facilitator")
def invitation(request: HttpRequest, ref: str) -> HttpResponseBase:
    row = _invitation(request, ref)
    return render(request, "staffing/facilitator/invitation.html", shown(row, _urls(row)))


@page("facilitator_invitation", "A", "facilitator", methods=["POST"])
def acceptance(request: HttpRequest, ref: str) -> HttpResponseBase:
    row = _invitation(request, ref)
    accepted(request, row, by=signed_in(request))
    return redirect("facilitator:staffing:invitation", row.ref)


@page("facilitator_invitation", "A", "facilitator", methods=["POST"])
def declining(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, form = _invitation(request, ref), DeclineForm(request.POST)
    if not form.is_valid():
        return render(request, "staffing/facilitator/invitation.html", shown(row, _urls(row), form), status=422)
    declined(request, row, form, by=signed_in(request))
    return redirect("facilitator:staffing:invitation", row.ref)
