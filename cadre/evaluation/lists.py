"""The lists of evaluated events: their columns and their filter."""

from django import forms
from django.db.models import Q, QuerySet

from cadre.programmes.models import Qualification
from cadre.scheduling.models import Event
from cadre.ui.forms import TextField
from cadre.ui.listing import Column, FilterForm


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
OWN_COLUMNS = [
    Column("event", "Event", lambda event: f"{event.group.offering.qualification} {event.element.title}"),
    Column("group", "Group", "group.ref", sort=("group__ref", "-starts_on")),
    Column("day", "Day", "starts_on", sort=("starts_on", "ref")),
    Column("partner", "Partner", "group.partner.name", sort=("group__partner__name", "-starts_on")),
    Column("answered", "Answered", "answered", sort=("answered", "-starts_on"), number=True),
    Column("invited", "Invited", "invited", number=True, in_files=True),
    Column("score", "Mean score", _score, sort=("score", "-starts_on"), number=True),
]
"""As a partner's lead and a facilitator read them."""


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
