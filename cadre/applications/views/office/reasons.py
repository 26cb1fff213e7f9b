"""The coded reasons: how often each was given, and the words we propose."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from cadre.applications.access import applications_visible_to
from cadre.applications.lists import ALL, CourseFilter
from cadre.applications.reasons import counted
from cadre.applications.states import ReasonKind
from cadre.people.access import holds, page, signed_in
from cadre.ui.listing import Column, FilterForm, Listing

COLUMNS = [
    Column("kind", "For", "get_kind_display", sort=("kind", "position")),
    Column("label", "Reason", "label", sort=("label",)),
    Column("code", "Code", "code", sort=("code",)),
    Column("ended", "Applications", "ended", sort=("ended",), number=True),
    Column("from", "From", "from_on", sort=("from_on",)),
    Column("to", "Ends", "last_on"),
    Column("source", "Source", "source"),
]


class ReasonFilter(FilterForm):
    """The kind narrows the reasons; qualification and intake which applications are counted."""

    kind = forms.ChoiceField(label="For", choices=[ALL, *ReasonKind.choices()])
    qualification = forms.ChoiceField(label="Qualification")
    intake = forms.ChoiceField(label="Intake")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        course = CourseFilter()
        for name in ("qualification", "intake"):
            self.fields[name].choices = course.fields[name].choices  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        kind = self.cleaned_data.get("kind")
        return rows.filter(kind=kind) if kind else rows


@page("application", "L", "office")
def reason_list(request: HttpRequest) -> HttpResponseBase:
    user = signed_in(request)
    course = CourseFilter(request.GET)
    course.is_valid()
    rows = counted(course.narrow(applications_visible_to(user)))  # type: ignore[arg-type]
    is_ops = holds(user, "ops")
    listing = Listing(request, rows, COLUMNS, filter_form=ReasonFilter, name="reasons", default_sort="kind")
    if listing.wants_file:
        return listing.file()
    return render(request, "applications/office/reasons.html", {"listing": listing, "may_edit": is_ops})
