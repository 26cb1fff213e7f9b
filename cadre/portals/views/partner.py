"""A partner lead's home: what waits, groups against the minimum, next days, the code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cadre.lib import clock
from cadre.lib.words import counted
from cadre.people.access import page, signed_in
from cadre.portals.next_steps.partner import partner_steps
from cadre.portals.queries.people import partner_home
from cadre.portals.words import greeting, subtitle


@page("recruitment_progress", "L", "partner")
def home(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    seen = partner_home(signed_in(request), today)
    steps = partner_steps(seen)
    context = {
        "seen": seen,
        "steps": steps,
        "one_partner": len(seen.partners) == 1,
        "greeting": greeting(signed_in(request), clock.now()),
        "subtitle": subtitle(today, seen.intake, seen.days_left),
        "waiting_words": counted(len(steps), "thing") if steps else "",
        "rings_title": f"Groups against {seen.groups[0].minimum}" if seen.groups else "Groups",
    }
    return render(request, "portals/partner/home.html", context)
