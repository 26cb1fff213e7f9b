"""The office's list of schools, and one school with what a scholarship would rest on."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from cadre.lib import clock
from cadre.people.access import page, signed_in
from cadre.schools.access import may_load, schools_visible_to
from cadre.schools.cells import CELLS
from cadre.schools.models import OPEN, OPEN_TO_CLOSE
from cadre.schools.queries import earlier_urns, present_school, scholarship_facts, with_present_places
from cadre.schools.states import REGIONS
from cadre.schools.words import funding_outlook
from cadre.ui.forms import TextField
from cadre.ui.listing import Column, FilterForm, Listing

COLUMNS = [
    Column("name", "School", "name", sort=("name",)),
    Column("urn", "URN", "urn", sort=("urn",)),
    Column("phase", "Phase", "phase", sort=("phase",)),
    Column("town", "Town", "town", sort=("town",)),
    Column("postcode", "Postcode", "postcode", sort=("postcode",)),
    Column("district", "District", "district", sort=("district",)),
    Column("trust", "Trust", "trust", sort=("trust",)),
    Column("state", "State", "state", sort=("status",)),
]


class SchoolFilter(FilterForm):
    q = TextField(label="School", limit=120)
    region = forms.ChoiceField(label="Region", choices=[("", "All"), *((name, name) for name in REGIONS)])
    state = forms.ChoiceField(label="State", choices=[("", "All"), ("open", "Open"), ("closed", "Closed")])

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        clean = self.cleaned_data
        if clean.get("q"):
            rows = rows.matching(clean["q"])  # type: ignore[attr-defined]
        if clean.get("region"):
            rows = rows.filter(region__iexact=clean["region"])
        if clean.get("state"):
            is_open = {"status__in": (OPEN, OPEN_TO_CLOSE)}
            rows = rows.filter(**is_open) if clean["state"] == "open" else rows.exclude(**is_open)
        return rows


@page("school", "L", "office")
def school_list(request: HttpRequest) -> HttpResponseBase:
    """Every school, by name, with its present district and trust."""
    rows = with_present_places(schools_visible_to(signed_in(request)))
    listing = Listing(
        request, rows, COLUMNS, filter_form=SchoolFilter, name="schools", default_sort="name", drawn=CELLS
    )
    if listing.wants_file:
        return listing.file()
    context = {"listing": listing, "may_load": may_load(signed_in(request))}
    return render(request, "schools/office/list.html", context)


@page("school", "V", "office")
def school(request: HttpRequest, urn: str) -> HttpResponseBase:
    """One school: the register's facts, where it belonged and when, and the evidence for a scholarship."""
    found = get_object_or_404(schools_visible_to(signed_in(request)).select_related("successor"), urn=urn)
    facts = scholarship_facts(found, on=clock.today())
    context = {
        "school": found,
        "facts": facts,
        "outlook": funding_outlook(facts),
        "leads_to": None if found.is_open else present_school(urn),
        "earlier": earlier_urns(found),
        "placements": found.placements.select_related("district", "trust", "diocese").order_by("-from_on"),
    }
    return render(request, "schools/office/school.html", context)
