"""A partner's own public profile."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from cadre.lib import clock
from cadre.partners.access import partners_led_by
from cadre.partners.models import Partner
from cadre.partners.views.shared import profile as shared
from cadre.partners.views.shared.door import PARTNER
from cadre.people.access import page, signed_in


def _led(request: HttpRequest, slug: str) -> Partner:
    return get_object_or_404(partners_led_by(signed_in(request), today=clock.today()), slug=slug)


@page("public_partner_directory", "E", "partner")
def profile(request: HttpRequest, slug: str) -> HttpResponseBase:
    return shared.profile(request, PARTNER, _led(request, slug))


@page("public_partner_directory", "E", "partner", methods=("POST",))
def profile_sending(request: HttpRequest, slug: str) -> HttpResponseBase:
    return shared.profile_sending(request, PARTNER, _led(request, slug))


@page("public_partner_directory", "E", "partner", methods=("POST",))
def profile_back(request: HttpRequest, slug: str) -> HttpResponseBase:
    return shared.profile_back(request, PARTNER, _led(request, slug))
