"""What people type about partners and their codes."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from cadre.lib import clock
from cadre.partners import queries
from cadre.partners.states import NETWORK
from cadre.programmes.models import Qualification
from cadre.schools.states import REGIONS
from cadre.ui.forms import DateField, Form, TextField
from cadre.ui.listing import FilterForm
from cadre.ui.seen import SeenForm

DISTANCES = [("", "Any distance"), *((km, f"{km} km") for km in (10, 25, 50, 100))]
STATES = [("", "All"), ("active", "Active"), ("joining", "Prospects and onboarding"), ("other", "Not active")]
REGION_CHOICES = [("", "All"), *((name, name) for name in REGIONS)]


class DirectoryFilter(FilterForm):
    """The public directory's filters. `near` orders, the others narrow."""

    near = TextField(label="Near (school, postcode or town)", limit=60)
    within = forms.TypedChoiceField(label="Within", choices=DISTANCES, coerce=int, empty_value=None)
    region = forms.ChoiceField(label="Region", choices=[("", "All of England"), *REGION_CHOICES[1:]])
    qualification = forms.ModelChoiceField(
        Qualification.objects.all(), to_field_name="slug", label="Qualification", empty_label="All four"
    )


class PartnerFilter(FilterForm):
    q = TextField(label="Partner, town or code", limit=120)
    region = forms.ChoiceField(label="Region", choices=REGION_CHOICES)
    kind = forms.ChoiceField(label="Kind", choices=[("", "All"), *((kind.value, kind.label) for kind in NETWORK)])
    state = forms.ChoiceField(label="State", choices=STATES)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        clean = self.cleaned_data
        rows = queries.search_partners(rows, clean.get("q") or "")
        if clean.get("region"):
            rows = rows.filter(region__iexact=clean["region"])
        if clean.get("kind"):
            rows = rows.filter(kind=clean["kind"])
        if clean.get("state") == "joining":
            rows = rows.filter(pk__in=rows.model.objects.not_signed_on(clock.today()).values("pk"))
        elif clean.get("state"):
            active = rows.model.objects.active_on(clock.today()).values("pk")
            rows = rows.filter(pk__in=active) if clean["state"] == "active" else rows.exclude(pk__in=active)
        return rows


class IssueCodeForm(SeenForm):
    shown = TextField(
        label="Code",
        limit=24,
        required=False,
        help_text="Leave empty to have one made. Letters and figures; O and 0, I and 1 count as the same.",
        widget=forms.TextInput({"class": "cd-w-m cd-code", "autocapitalize": "characters", "autocomplete": "off"}),
    )


class EndCodeForm(Form):
    """When the old code stops."""

    ends_on = DateField(
        label="The old code stops on",
        required=False,
        help_text="Leave empty to stop it today. Give a later day while printed material is still about.",
    )
