"""A facilitator's home: the next day first, what waits for them, and the days behind them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cadre.lib import clock
from cadre.lib.dates import nearness
from cadre.people.access import page, signed_in
from cadre.portals.next_steps.facilitator import facilitator_steps
from cadre.portals.queries.people import facilitator_home


@page("event", "L", "facilitator")
def home(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    seen = facilitator_home(signed_in(request), today)
    near = bool(seen.events) and bool(nearness(seen.events[0].starts_on, today))
    steps = [step | {"primary": None if not near else False} for step in facilitator_steps(seen)]
    context = {"seen": seen, "today": today, "steps": steps, "is_near": near}
    return render(request, "portals/facilitator/home.html", context)
