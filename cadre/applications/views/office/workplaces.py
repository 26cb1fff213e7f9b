"""The office finds workplaces that applicants typed, and sees which districts they wait for."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from cadre.applications import actions
from cadre.applications.access import applications_visible_to, may_decide
from cadre.applications.forms import SettleTrustForm
from cadre.applications.lists import CourseFilter
from cadre.applications.queries import for_lists
from cadre.applications.states import Funding, State, WorkplaceKind
from cadre.applications.views.office.application import found
from cadre.applications.views.office.decisions import decided
from cadre.applications.workplaces import offered, waited_for
from cadre.people.access import holds, page, signed_in
from cadre.schools.rules import MOST_TYPED
from cadre.ui.held import HeldListing
from cadre.ui.listing import MOST, Column, Listing

COLUMNS = [
    Column("name", "Person", "name", sort=("name",)),
    Column("ref", "Reference", "ref", sort=("ref",)),
    Column("typed", "They wrote", "school_typed", sort=("school_typed",)),
    Column("kind", "Works in", "get_workplace_kind_display", sort=("workplace_kind",)),
    Column("course", "Course", "course"),
    Column("funding", "How it is paid", "get_funding_display", sort=("funding",)),
    Column("submitted", "Submitted", "submitted_at", sort=("submitted_at",)),
]
DISTRICT_COLUMNS = [
    Column("name", "District", "name"),
    Column("code", "Code", "code"),
    Column("applications", "Applications", "applications", number=True),
    Column("own", "Own district", lambda one: len(one.own), number=True),
    Column("through", "Through a trust or diocese", lambda one: len(one.through), number=True),
]


class WorkplaceFilter(CourseFilter):
    kind = forms.ChoiceField(label="Works in", choices=[("", "All"), *WorkplaceKind.choices()])
    funding = forms.ChoiceField(label="How it is paid", choices=[("", "All"), *Funding.choices()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = [(one.value, one.label) for one in (State.SUBMITTED, State.ASKED)]
        self.fields["state"].choices = [("", "All"), *waiting]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        rows, said = super().narrow(rows), self.cleaned_data
        if said.get("kind"):
            rows = rows.filter(workplace_kind=said["kind"])
        return rows.filter(funding=said["funding"]) if said.get("funding") else rows


@page("application", "L", "office")
def workplace_list(request: HttpRequest) -> HttpResponseBase:
    """Applications whose school or trust is not found in the register, the longest waiting first."""
    user = signed_in(request)
    rows = for_lists(applications_visible_to(user).without_workplace().unsettled(), "workplace_kind", "funding")
    is_ops = holds(user, "ops")
    listing = Listing(request, rows, COLUMNS, filter_form=WorkplaceFilter, name="workplaces", default_sort="submitted")
    if listing.wants_file:
        return listing.file()
    return render(request, "applications/office/workplaces.html", {"listing": listing, "is_ops": is_ops})


@page("application", "A", "office", methods=["GET"])
def find(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Search the register for what one applicant wrote, and use a school or a trust."""
    row = found(request, ref)
    typed = request.GET.get("q", row.school_typed).replace("\0", "")[:MOST_TYPED].strip()
    schools, trusts = offered(row, typed) if typed else ([], [])
    may = may_decide(signed_in(request), row)
    context = {"application": row, "typed": typed, "schools": schools, "trusts": trusts, "may_decide": may}
    return render(request, "applications/office/workplace.html", context)


@page("application", "A", "office", methods=["POST"])
def trust(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, form = found(request, ref), SettleTrustForm(request.POST, auto_id="trust_%s")
    if form.is_valid():
        form.cleaned_data = {"trust": form.cleaned_data["uid"]}
    words = f"{row.name} works for this trust, and has a new quote."
    return decided(request, row, "trust_form", form, actions.settle_trust, words)


@page("application", "L", "office")
def district_list(request: HttpRequest) -> HttpResponseBase:
    """Districts without a category, and how many scholarships wait for each."""
    waited = waited_for(applications_visible_to(signed_in(request)))
    listing = HeldListing(request, waited, DISTRICT_COLUMNS, name="districts-waited-for", per_page=MOST)
    if listing.wants_file:
        return listing.file()
    return render(request, "applications/office/districts.html", {"waited": waited, "listing": listing})
