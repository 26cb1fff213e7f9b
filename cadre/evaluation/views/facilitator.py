from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cadre.evaluation.access import events_facilitated_by
from cadre.evaluation.queries import with_turnout
from cadre.evaluation.views.shared import report_page
from cadre.facilitators.access import facilitator_of
from cadre.groups.queries.history import tell_history
from cadre.people.access import page, signed_in


@page("evaluation_report", "V", "facilitator")
def report(request: HttpRequest, ref: str) -> HttpResponse:
    user = signed_in(request)
    events = events_facilitated_by(user)
    return report_page(request, events, ref, "evaluation/facilitator/report.html", only=facilitator_of(user))


@page("evaluation_report", "L", "facilitator")
def reports(request: HttpRequest) -> HttpResponse:
    events = with_turnout(events_facilitated_by(signed_in(request)))[:200]
    tell_history([event.group for event in events])
    return render(request, "evaluation/facilitator/reports.html", {"events": events})
