"""A facilitator's home: the next days, and registers that still wait."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cadre.lib import clock
from cadre.people.access import page, signed_in
from cadre.portals.queries.people import facilitator_home


@page("event", "L", "facilitator")
def home(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    seen = facilitator_home(signed_in(request), today)
    return render(request, "portals/facilitator/home.html", {"seen": seen, "today": today})
