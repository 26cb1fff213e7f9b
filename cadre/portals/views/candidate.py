"""A candidate's or applicant's home: their place, their dates, their application."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cadre.applications.said import STATE_WORDS
from cadre.applications.states import State
from cadre.lib import clock
from cadre.people.access import page, signed_in
from cadre.portals.queries.people import candidate_home
from cadre.portals.words import greeting, programme_drawing


@page("application", "V", "candidate")
def home(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    user = signed_in(request)
    seen = candidate_home(user, today)
    for application in seen.applications:
        application.next_words = STATE_WORDS.get(State(application.state), "")  # type: ignore[attr-defined]
    context = {
        "seen": seen,
        "today": today,
        "greeting": greeting(user, clock.now()),
        "timeline": programme_drawing(seen.programme),
    }
    return render(request, "portals/candidate/home.html", context)
