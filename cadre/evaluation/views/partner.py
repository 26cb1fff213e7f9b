from django.http import HttpRequest, HttpResponse, HttpResponseBase

from cadre.evaluation.access import events_hosted_by
from cadre.evaluation.views.shared import report_list, report_page
from cadre.people.access import page, signed_in


@page("evaluation_report", "V", "partner")
def report(request: HttpRequest, ref: str) -> HttpResponse:
    return report_page(request, events_hosted_by(signed_in(request)), ref, "evaluation/partner/report.html")


@page("evaluation_report", "L", "partner")
def reports(request: HttpRequest) -> HttpResponseBase:
    return report_list(request, events_hosted_by(signed_in(request)), "evaluation/partner/reports.html")
