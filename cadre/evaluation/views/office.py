"""The office reads every report."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from cadre.evaluation.access import events_reported_to
from cadre.evaluation.lists import COLUMNS, ReportFilter
from cadre.evaluation.queries import with_turnout
from cadre.evaluation.views.shared import report_page
from cadre.groups.queries.history import historian, tell_history
from cadre.people.access import page, signed_in
from cadre.ui.listing import Column, Listing


@page("evaluation_report", "V", "office")
def report(request: HttpRequest, ref: str) -> HttpResponse:
    return report_page(request, events_reported_to(signed_in(request)), ref, "evaluation/office/report.html")


@page("evaluation_report", "L", "office")
def reports(request: HttpRequest) -> HttpResponseBase:
    events = with_turnout(events_reported_to(signed_in(request)))
    told = historian()
    columns = [*COLUMNS, Column("history", "Partner’s history", lambda event: told(event.group), in_files=True)]
    listing = Listing(request, events, columns, filter_form=ReportFilter, name="evaluation-reports")
    if listing.wants_file:
        return listing.file()
    tell_history([event.group for event in listing.rows])
    return render(request, "evaluation/office/reports.html", {"listing": listing})
