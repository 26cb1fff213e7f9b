from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cadre.evaluation.access import events_hosted_by
from cadre.evaluation.queries import with_turnout
from cadre.evaluation.views.shared import report_page
from cadre.groups.queries.history import tell_history
from cadre.people.access import page, signed_in


@page("evaluation_report", "V", "partner")
def report(request: HttpRequest, ref: str) -> HttpResponse:
    return report_page(request, events_hosted_by(signed_in(request)), ref, "evaluation/partner/report.html")


@page("evaluation_report", "L", "partner")
def reports(request: HttpRequest) -> HttpResponse:
    events = with_turnout(events_hosted_by(signed_in(request)))[:200]
    tell_history([event.group for event in events])
    return render(request, "evaluation/partner/reports.html", {"events": events})
