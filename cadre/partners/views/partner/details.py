"""A partner's own details, people, schools and venues."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.lib import clock
from cadre.partners import queries
from cadre.partners.access import (
    contacts_kept_by,
    partners_led_by,
    partners_paid_through,
    partners_visible_to,
    partners_with_people_seen_by,
    venues_kept_by,
)
from cadre.partners.models import Contact, Partner, Venue
from cadre.partners.views.shared import details as shared
from cadre.partners.views.shared import people as shared_people
from cadre.partners.views.shared import venues as shared_venues
from cadre.partners.views.shared.door import PARTNER
from cadre.people.access import page, signed_in


def _visible(request: HttpRequest, slug: str) -> Partner:
    return get_object_or_404(partners_visible_to(signed_in(request)).select_related("host_school"), slug=slug)


def _led(request: HttpRequest, slug: str) -> Partner:
    return get_object_or_404(partners_led_by(signed_in(request), today=clock.today()), slug=slug)


def _venue(request: HttpRequest, venue: int) -> Venue:
    return get_object_or_404(venues_kept_by(signed_in(request)).select_related("partner"), pk=venue)


def _contact(request: HttpRequest, contact: int) -> Contact:
    return get_object_or_404(contacts_kept_by(signed_in(request)).select_related("partner", "user"), pk=contact)


@page("partner_org", "V", "partner")
def own(request: HttpRequest) -> HttpResponseBase:
    """To the partner one speaks for; a list where there are several."""
    mine = [one for one in partners_visible_to(signed_in(request)) if one.merged_into_id is None]
    if len(mine) == 1:
        return redirect("partner:partners:details", mine[0].slug)
    return render(request, "partners/partner/own.html", {"partners": mine})


@page("partner_org", "V", "partner")
def details(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What is known of the partner, and what is missing."""
    found, today, user = _visible(request, slug), clock.today(), signed_in(request)
    context = {
        "stage": found.stage_on(today),
        "needs": queries.checklist(found, today),
        "covered": queries.covered_on(found, today),
        "may_edit": partners_led_by(user, today=today).filter(pk=found.pk).exists(),
        "formerly": queries.formerly(found),
        "may_pay": partners_paid_through(user).filter(pk=found.pk).exists(),
        "qualifications": [one for one, _ in queries.offered_by(found, today)],
    }
    return render(request, "partners/partner/details.html", PARTNER.context(found, **context))


@page("partner_org", "E", "partner")
def edit(request: HttpRequest, slug: str) -> HttpResponseBase:
    return shared.edit(request, PARTNER, _led(request, slug))


@page("partner_org", "E", "partner")
def host(request: HttpRequest, slug: str) -> HttpResponseBase:
    return shared.host(request, PARTNER, _led(request, slug))


@page("partner_org", "E", "partner")
def schools(request: HttpRequest, slug: str) -> HttpResponseBase:
    return shared.schools(request, PARTNER, _led(request, slug))


@page("partner_org", "E", "partner", methods=("POST",))
def school_removal(request: HttpRequest, slug: str) -> HttpResponseBase:
    return shared.school_removal(request, PARTNER, _led(request, slug))


@page("partner_user", "L", "partner")
def people(request: HttpRequest, slug: str) -> HttpResponseBase:
    user = signed_in(request)
    found = get_object_or_404(partners_with_people_seen_by(user), slug=slug)
    may_change = partners_led_by(user, today=clock.today()).filter(pk=found.pk).exists()
    return shared_people.people(request, PARTNER, found, may_change=may_change)


@page("partner_user", "C", "partner")
def person_new(request: HttpRequest, slug: str) -> HttpResponseBase:
    return shared_people.person_new(request, PARTNER, _led(request, slug))


@page("partner_user", "E", "partner")
def person(request: HttpRequest, contact: int) -> HttpResponseBase:
    return shared_people.person(request, PARTNER, _contact(request, contact))


@page("partner_user", "A", "partner", methods=("POST",))
def person_ending(request: HttpRequest, contact: int) -> HttpResponseBase:
    return shared_people.person_ending(request, PARTNER, _contact(request, contact))


@page("partner_user", "A", "partner", methods=("POST",))
def person_again(request: HttpRequest, contact: int) -> HttpResponseBase:
    return shared_people.person_again(request, PARTNER, _contact(request, contact))


@page("partner_org", "V", "partner")
def venues(request: HttpRequest, slug: str) -> HttpResponseBase:
    found, user = _visible(request, slug), signed_in(request)
    may_edit = partners_led_by(user, today=clock.today()).filter(pk=found.pk).exists()
    return shared_venues.venues(request, PARTNER, found, may_edit=may_edit)


@page("partner_org", "E", "partner")
def venue_new(request: HttpRequest, slug: str) -> HttpResponseBase:
    return shared_venues.venue_new(request, PARTNER, _led(request, slug))


@page("partner_org", "E", "partner")
def venue(request: HttpRequest, venue: int) -> HttpResponseBase:
    return shared_venues.venue(request, PARTNER, _venue(request, venue))


@page("partner_org", "E", "partner")
def venue_checks(request: HttpRequest, venue: int) -> HttpResponseBase:
    return shared_venues.venue_checks(request, PARTNER, _venue(request, venue))


@page("partner_org", "E", "partner", methods=("POST",))
def venue_retiring(request: HttpRequest, venue: int) -> HttpResponseBase:
    return shared_venues.venue_retiring(request, PARTNER, _venue(request, venue))


@page("partner_org", "E", "partner", methods=("POST",))
def venue_back(request: HttpRequest, venue: int) -> HttpResponseBase:
    return shared_venues.venue_back(request, PARTNER, _venue(request, venue))
