"""A facilitator's own days: when they can work, and when not."""

from django.http import Http404, HttpRequest, HttpResponseBase

from cadre.facilitators.access import facilitators_visible_to
from cadre.facilitators.models import Facilitator
from cadre.facilitators.views import availability as shared
from cadre.people.access import page, signed_in

PAGE = "facilitators/facilitator/availability.html"


def own(request: HttpRequest) -> Facilitator:
    """The signed-in person as a facilitator, whatever else they are."""
    user = signed_in(request)
    found = facilitators_visible_to(user).select_related("user").filter(user=user).first()
    if found is None:
        raise Http404
    return found


@page("facilitator_profile", "V", "facilitator")
def availability(request: HttpRequest) -> HttpResponseBase:
    """Month by month, usual weekdays, days away, how far and how often."""
    return shared.show(request, own(request), PAGE, urls=shared.addresses("facilitator"))


@page("facilitator_profile", "E", "facilitator", methods=["POST"])
def weeks(request: HttpRequest) -> HttpResponseBase:
    urls = shared.addresses("facilitator")
    return shared.keep_weeks(request, own(request), PAGE, urls["availability"], urls=urls)


@page("facilitator_profile", "E", "facilitator", methods=["POST"])
def away(request: HttpRequest) -> HttpResponseBase:
    urls = shared.addresses("facilitator")
    return shared.add_away(request, own(request), PAGE, urls["availability"], urls=urls)


@page("facilitator_profile", "E", "facilitator", methods=["POST"])
def back(request: HttpRequest, away: int) -> HttpResponseBase:
    return shared.take_back(request, own(request), away, shared.addresses("facilitator")["availability"])
