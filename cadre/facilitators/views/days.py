"""The office keeps a facilitator's days for them, and sees who is away on a booked day."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from cadre.facilitators.access import facilitators_kept_by, facilitators_visible_to
from cadre.facilitators.models import Facilitator
from cadre.facilitators.queries import availability as queries
from cadre.facilitators.views import availability as shared
from cadre.lib import clock
from cadre.people.access import page, signed_in

PAGE = "facilitators/office/availability.html"


def one(request: HttpRequest, pk: int) -> Facilitator:
    return get_object_or_404(facilitators_visible_to(signed_in(request)).select_related("user"), pk=pk)


@page("facilitator_profile", "V", "office")
def availability(request: HttpRequest, pk: int) -> HttpResponseBase:
    return shared.show(request, one(request, pk), PAGE, urls=shared.addresses("office", pk))


@page("facilitator_profile", "E", "office", methods=["POST"])
def weeks(request: HttpRequest, pk: int) -> HttpResponseBase:
    urls = shared.addresses("office", pk)
    return shared.keep_weeks(request, one(request, pk), PAGE, urls["availability"], urls=urls)


@page("facilitator_profile", "E", "office", methods=["POST"])
def away(request: HttpRequest, pk: int) -> HttpResponseBase:
    urls = shared.addresses("office", pk)
    return shared.add_away(request, one(request, pk), PAGE, urls["availability"], urls=urls)


@page("facilitator_profile", "E", "office", methods=["POST"])
def back(request: HttpRequest, pk: int, away: int) -> HttpResponseBase:
    return shared.take_back(request, one(request, pk), away, shared.addresses("office", pk)["availability"])


@page("facilitator_profile", "L", "office")
def clashes(request: HttpRequest) -> HttpResponseBase:
    """Everybody who is away on a day for which they are booked."""
    found = queries.clashes(facilitators_kept_by(signed_in(request)), clock.today())
    return render(request, "facilitators/office/clashes.html", {"clashes": found})
