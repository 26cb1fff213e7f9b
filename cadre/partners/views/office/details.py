"""What the office does for a partner: its details, people, schools and venues, as the partner could itself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.partners import actions
from cadre.partners.access import (
    contacts_kept_by,
    may_edit_partners,
    may_name_contacts,
    partners_edited_by,
    partners_visible_to,
    partners_with_people_seen_by,
    venues_kept_by,
)
from cadre.partners.forms import ProspectForm
from cadre.partners.models import Contact, Partner, Venue
from cadre.partners.views.shared import details as shared
from cadre.partners.views.shared import people as shared_people
from cadre.partners.views.shared import venues as shared_venues
from cadre.partners.views.shared.door import OFFICE
from cadre.people.access import page, signed_in


def _visible(request: HttpRequest, slug: str) -> Partner:
    return get_object_or_404(partners_visible_to(signed_in(request)), slug=slug)


def _edited(request: HttpRequest, slug: str) -> Partner:
    return get_object_or_404(partners_edited_by(signed_in(request)), slug=slug)


def _peopled(request: HttpRequest, slug: str) -> Partner:
    return get_object_or_404(partners_with_people_seen_by(signed_in(request)), slug=slug)


def _venue(request: HttpRequest, venue: int) -> Venue:
    return get_object_or_404(venues_kept_by(signed_in(request)).select_related("partner"), pk=venue)


def _contact(request: HttpRequest, contact: int) -> Contact:
    return get_object_or_404(contacts_kept_by(signed_in(request)).select_related("partner", "user"), pk=contact)


@page("partner_org", "C", "office")
def prospect(request: HttpRequest) -> HttpResponseBase:
    """A new prospect, and its lead invited where one is named."""
    form = ProspectForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user, said = signed_in(request), form.cleaned_data
        try:
            made = actions.add_prospect(
                details=form.details(),
                lead=(said["lead_name"], said["lead_email"]) if said["lead_email"] else None,
                by=user,
                today=clock.today(),
                now=clock.now(),
            )
            messages.success(request, f"{made.name} is on the list of prospects.")
            return redirect("office:partners:partner", made.slug)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return render(request, "partners/office/prospect.html", {"form": form}, status=422 if form.errors else 200)


@page("partner_org", "E", "office")
def edit(request: HttpRequest, slug: str) -> HttpResponseBase:
    return shared.edit(request, OFFICE, _edited(request, slug))


@page("partner_org", "E", "office")
def host(request: HttpRequest, slug: str) -> HttpResponseBase:
    return shared.host(request, OFFICE, _edited(request, slug))


@page("partner_org", "E", "office")
def schools(request: HttpRequest, slug: str) -> HttpResponseBase:
    return shared.schools(request, OFFICE, _edited(request, slug))


@page("partner_org", "E", "office", methods=("POST",))
def school_removal(request: HttpRequest, slug: str) -> HttpResponseBase:
    return shared.school_removal(request, OFFICE, _edited(request, slug))


@page("partner_user", "L", "office")
def people(request: HttpRequest, slug: str) -> HttpResponseBase:
    may_change = may_name_contacts(signed_in(request))
    return shared_people.people(request, OFFICE, _peopled(request, slug), may_change=may_change)


@page("partner_user", "C", "office")
def person_new(request: HttpRequest, slug: str) -> HttpResponseBase:
    return shared_people.person_new(request, OFFICE, _peopled(request, slug))


@page("partner_user", "E", "office")
def person(request: HttpRequest, contact: int) -> HttpResponseBase:
    return shared_people.person(request, OFFICE, _contact(request, contact))


@page("partner_user", "A", "office", methods=("POST",))
def person_ending(request: HttpRequest, contact: int) -> HttpResponseBase:
    return shared_people.person_ending(request, OFFICE, _contact(request, contact))


@page("partner_user", "A", "office", methods=("POST",))
def person_again(request: HttpRequest, contact: int) -> HttpResponseBase:
    return shared_people.person_again(request, OFFICE, _contact(request, contact))


@page("partner_org", "V", "office")
def venues(request: HttpRequest, slug: str) -> HttpResponseBase:
    found, may_edit = _visible(request, slug), may_edit_partners(signed_in(request))
    return shared_venues.venues(request, OFFICE, found, may_edit=may_edit)


@page("partner_org", "E", "office")
def venue_new(request: HttpRequest, slug: str) -> HttpResponseBase:
    return shared_venues.venue_new(request, OFFICE, _edited(request, slug))


@page("partner_org", "E", "office")
def venue(request: HttpRequest, venue: int) -> HttpResponseBase:
    return shared_venues.venue(request, OFFICE, _venue(request, venue))


@page("partner_org", "E", "office")
def venue_checks(request: HttpRequest, venue: int) -> HttpResponseBase:
    return shared_venues.venue_checks(request, OFFICE, _venue(request, venue))


@page("partner_org", "E", "office", methods=("POST",))
def venue_retiring(request: HttpRequest, venue: int) -> HttpResponseBase:
    return shared_venues.venue_retiring(request, OFFICE, _venue(request, venue))


@page("partner_org", "E", "office", methods=("POST",))
def venue_back(request: HttpRequest, venue: int) -> HttpResponseBase:
    return shared_venues.venue_back(request, OFFICE, _venue(request, venue))
