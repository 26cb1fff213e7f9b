"""Applications that may be one person's: the queue, two side by side, and what a merger would move. Staff only."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.applications import actions
from cadre.applications.access import pairs_visible_to
from cadre.applications.decision_forms import MergeForm, SettlePairForm
from cadre.applications.duplicates import for_queue, side_by_side
from cadre.applications.lists import ALL, offered
from cadre.applications.merging import Merger, merger, proposed
from cadre.applications.models import Pair
from cadre.applications.states import PairState
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.ui.forms import Form, TextField
from cadre.ui.listing import Column, FilterForm, Listing

COLUMNS = [
    Column("first", "First", "first.name", sort=("first__name",)),
    Column("first_ref", "Reference", "first.ref"),
    Column("first_course", "Course", lambda row: str(row.first.offering)),
    Column("second", "Second", "second.name", sort=("second__name",)),
    Column("second_ref", "Its reference", "second.ref"),
    Column("second_course", "Its course", lambda row: str(row.second.offering)),
    Column("why", "Alike by", "why"),
    Column("found", "Noted", "found_at", sort=("found_at",)),
    Column("state", "State", "get_state_display", sort=("state",)),
    Column("by", "Looked at by", "settled_by.name"),
    Column("note", "Note", "note"),
]


class PairFilter(FilterForm):
    q = TextField(label="Name or reference", limit=100)
    qualification = forms.ChoiceField(label="Qualification")
    state = forms.ChoiceField(label="State", choices=[ALL, *PairState.choices()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["qualification"].choices = [ALL, *offered()[0].items()]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if typed := said.get("q"):
            either = Q(first__name__icontains=typed) | Q(second__name__icontains=typed)
            rows = rows.filter(either | Q(first__ref__iexact=typed) | Q(second__ref__iexact=typed))
        if slug := said.get("qualification"):
            path = "offering__qualification__slug"
            rows = rows.filter(Q(**{f"first__{path}": slug}) | Q(**{f"second__{path}": slug}))
        return rows.filter(state=said["state"]) if said.get("state") else rows


@page("application", "A", "office", methods=["GET"])
def pair_list(request: HttpRequest) -> HttpResponseBase:
    rows = for_queue(pairs_visible_to(signed_in(request)))
    listing = Listing(request, rows, COLUMNS, filter_form=PairFilter, name="possible-duplicates", default_sort="-found")
    if listing.wants_file:
        return listing.file()
    return render(request, "applications/office/duplicates.html", {"listing": listing})


@page("application", "A", "office")
def pair(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Side by side. Sent, it says that they are two people, or one whose applications both stand."""
    row = found(request, pk)
    form = SettlePairForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.settle_pair(row, **form.cleaned_data, by=signed_in(request), now=clock.now())
            messages.success(request, "It is remembered, and the two are not brought up again.")
            return redirect("office:applications:duplicates")
        except Refusal as refusal:
            form.add_refusal(refusal)
            row = found(request, pk)
    return show_pair(request, row, form, status=422 if form.errors else 200)


@page("application", "A", "office")
def merging(request: HttpRequest, pk: int) -> HttpResponseBase:
    """First what moves and what stays, with `keep` the reference of the one that stands; then, with a reason, merge."""
    row = found(request, pk)
    asked = request.POST.get("keep") or request.GET.get("keep", "")
    plan = planned(row, asked)
    form = MergeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.merge_applications(row, kept=plan.kept, **form.cleaned_data, by=signed_in(request), now=clock.now())
            messages.success(request, f"{plan.gone.ref} is merged into {plan.kept.ref}.")
            return redirect("office:applications:application", plan.kept.ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
            row = found(request, pk)
    context = {"pair": row, "plan": plan, "form": form, "is_open": row.state == PairState.OPEN}
    return render(request, "applications/office/merging.html", context, status=422 if form.errors else 200)


def found(request: HttpRequest, pk: int) -> Pair:
    return get_object_or_404(for_queue(pairs_visible_to(signed_in(request))), pk=pk)


def planned(row: Pair, keep: str) -> Merger:
    """The way round that was asked for, or the one we would choose."""
    kept, gone = proposed(row.first, row.second)
    if keep == gone.ref:
        kept, gone = gone, kept
    return merger(kept, gone)


def show_pair(request: HttpRequest, row: Pair, form: Form, *, status: int) -> HttpResponse:
    context = {"pair": row, "lines": side_by_side(row), "form": form, "is_open": row.state == PairState.OPEN}
    return render(request, "applications/office/duplicate.html", context, status=status)
