"""Filters and columns of the lists of applications."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from cadre.applications.models import Application
from cadre.applications.states import Outcome, State
from cadre.partners.models import Partner
from cadre.programmes.models import Intake, Qualification
from cadre.ui.forms import TextField
from cadre.ui.listing import Column, FilterForm

STATES = [pair for pair in State.choices() if pair[0] != State.DRAFT]


class CourseFilter(FilterForm):
    """Search, qualification, intake and state: for every audience."""

    q = TextField(label="Name, email, reference or school", limit=100)
    qualification = forms.ModelChoiceField(
        Qualification.objects.all(), label="Qualification", to_field_name="slug", empty_label="All"
    )
    intake = forms.ModelChoiceField(Intake.objects.all(), label="Intake", to_field_name="slug", empty_label="All")
    state = forms.ChoiceField(label="State", choices=[("", "All"), *STATES])

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if said.get("q"):
            rows = self.searched(rows, said["q"])
        if said.get("qualification"):
            rows = rows.filter(offering__qualification=said["qualification"])
        if said.get("intake"):
            rows = rows.filter(offering__intake=said["intake"])
        return rows.filter(state=said["state"]) if said.get("state") else rows

    def searched(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        return rows.matching(typed)  # type: ignore[attr-defined]


class ApplicationFilter(CourseFilter):
    partner = forms.ModelChoiceField(
        Partner.objects.only("slug", "name", "short_name"), label="Partner", to_field_name="slug", empty_label="All"
    )
    outcome = forms.ChoiceField(label="Quote", choices=[("", "All"), *Outcome.choices()])
    conflict = forms.BooleanField(label="Code differs")

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        rows, said = super().narrow(rows), self.cleaned_data
        if said.get("partner"):
            rows = rows.filter(preferred_partner=said["partner"])
        if said.get("outcome"):
            rows = rows.filter(quote__outcome=said["outcome"])
        return rows.in_conflict() if said.get("conflict") else rows  # type: ignore[attr-defined]


def _pounds(row: Application) -> str:
    return f"{row.quote.payable_pence // 100}.{row.quote.payable_pence % 100:02}" if row.quote else ""


OFFICE_COLUMNS = [
    Column("name", "Person", "name", sort=("name",)),
    Column("ref", "Reference", "ref", sort=("ref",)),
    Column("course", "Course", "offering"),
    Column("school", "School", "workplace"),
    Column("partner", "Partner", lambda row: row.preferred_partner and row.preferred_partner.short_name),
    Column("quote", "Quote", _pounds, number=True),
    Column("submitted", "Submitted", "submitted_at", sort=("submitted_at",)),
    Column("state", "State", "get_state_display", sort=("state",)),
]


class PartnerFilter(CourseFilter):
    """Found by what a partner may see: name and school, never by an address."""

    q = TextField(label="Name or school", limit=100)

    def searched(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        return rows.filter(
            Q(name__icontains=typed) | Q(school__name__icontains=typed) | Q(school_typed__icontains=typed)
        )


PARTNER_COLUMNS = [
    Column("name", "Person", "name", sort=("name",)),
    Column("school", "School", "workplace"),
    Column("course", "Course", "offering"),
    Column("state", "State", "get_state_display", sort=("state",)),
]
