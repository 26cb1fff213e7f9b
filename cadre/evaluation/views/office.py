from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from cadre.evaluation.access import events_reported_to
from cadre.evaluation.queries import with_turnout
from cadre.evaluation.views.shared import report_page
from cadre.people.access import page, signed_in
from cadre.programmes.models import Qualification
from cadre.scheduling.models import Event
from cadre.ui.forms import TextField
from cadre.ui.listing import Column, FilterForm, Listing


def _score(event: Event) -> float | None:
    return None if event.score is None else round(event.score, 1)  # type: ignore[attr-defined]


COLUMNS = [
    Column("day", "Day", "starts_on", sort=("starts_on",)),
    Column("event", "Event", lambda event: f"{event.group.offering.qualification} {event.element.title}"),
    Column("group", "Group", "group.ref", sort=("group__ref",)),
    Column("partner", "Partner", "group.partner.name", sort=("group__partner__name",)),
    Column("answered", "Answered", "answered", sort=("answered",), number=True),
    Column("invited", "Invited", "invited", sort=("invited",), number=True),
    Column("score", "Mean score", _score, sort=("score",), number=True),
]


class ReportFilter(FilterForm):
    q = TextField(label="Partner or group")
    qualification = forms.ModelChoiceField(
        Qualification.objects.all(), label="Qualification", to_field_name="slug", empty_label="All"
    )

    def narrow(self, rows: QuerySet[Event]) -> QuerySet[Event]:
        typed = self.cleaned_data
        if typed.get("q"):
            named = Q(group__partner__name__icontains=typed["q"]) | Q(group__ref__icontains=typed["q"])
            rows = rows.filter(named)
        if typed.get("qualification"):
            rows = rows.filter(group__offering__qualification=typed["qualification"])
        return rows


@page("evaluation_report", "V", "office")
def report(request: HttpRequest, ref: str) -> HttpResponse:
    return report_page(request, events_reported_to(signed_in(request)), ref, "evaluation/office/report.html")


@page("evaluation_report", "L", "office")
def reports(request: HttpRequest) -> HttpResponseBase:
    events = with_turnout(events_reported_to(signed_in(request)))
    listing = Listing(request, events, COLUMNS, filter_form=ReportFilter, name="evaluation-reports")
    if listing.wants_file:
        return listing.file()
    return render(request, "evaluation/office/reports.html", {"listing": listing})
