from django.http import HttpRequest, HttpResponse, HttpResponseBase

from cadre.evaluation.access import events_facilitated_by
from cadre.evaluation.views.shared import report_list, report_page
from cadre.facilitators.access import facilitator_of
from cadre.people.access import page, signed_in


@page("evaluation_report", "V", "facilitator")
def report(request: HttpRequest, ref: str) -> HttpResponse:
    user = signed_in(request)
    events = events_facilitated_by(user)
    return report_page(request, events, ref, "evaluation/facilitator/report.html", only=facilitator_of(user))


@page("evaluation_report", "L", "facilitator")
def reports(request: HttpRequest) -> HttpResponseBase:
    return report_list(request, events_facilitated_by(signed_in(request)), "evaluation/facilitator/reports.html")
