"""Filters of the office's list of facilitators."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from cadre.facilitators.models import Facilitator
from cadre.facilitators.queries import search_facilitators
from cadre.lib import clock
from cadre.partners.forms import REGION_CHOICES
from cadre.programmes.models import Qualification
from cadre.ui.forms import TextField
from cadre.ui.listing import FilterForm


class FacilitatorFilter(FilterForm):
    q = TextField(label="Name, email or school", limit=120)
    qualification = forms.ModelChoiceField(
        Qualification.objects.all(), to_field_name="slug", label="Accredited for", empty_label="Any"
    )
    region = forms.ChoiceField(label="Region", choices=REGION_CHOICES)
    state = forms.ChoiceField(label="State", choices=[("", "All"), ("active", "Active"), ("left", "Not active")])

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        clean, today = self.cleaned_data, clock.today()
        rows = search_facilitators(rows, clean.get("q") or "")
        if clean.get("qualification"):
            rows = rows.accredited_for(clean["qualification"], on=today)  # type: ignore[attr-defined]
        if clean.get("region"):
            rows = rows.filter(region__iexact=clean["region"])
        if clean.get("state"):
            active = Facilitator.objects.active_on(today).values("pk")
            rows = rows.filter(pk__in=active) if clean["state"] == "active" else rows.exclude(pk__in=active)
        return rows
