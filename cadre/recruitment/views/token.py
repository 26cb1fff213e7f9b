"""Whoever was reminded says that they want no more reminders."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cadre.lib import clock
from cadre.people.access import page
from cadre.recruitment.access import applications_named_by
from cadre.recruitment.actions import stop_reminders


@page("application_draft", "E", "token")
def no_reminders(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing: mail scanners follow links. The button does it, and may be pressed twice."""
    application = applications_named_by(token).first()
    if application is None:
        return render(request, "recruitment/token/no_link.html", status=404)
    if request.method == "POST":
        stop_reminders(application, now=clock.now())
    context = {"course": application.offering, "done": request.method == "POST"}
    return render(request, "recruitment/token/no_reminders.html", context)
