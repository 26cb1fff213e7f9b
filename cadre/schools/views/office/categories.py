"""The office's lists of district categories: which there are, what one says, and a new one from a file."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.schools import actions
from cadre.schools.access import (
    list_rows_visible_to,
    lists_visible_to,
    may_publish,
    may_withdraw,
    uploads_visible_to,
)
from cadre.schools.decided import decisions_by
from cadre.schools.forms import CHOICES, PublishForm, UploadForm, WithdrawForm
from cadre.schools.models import CategoryUpload
from cadre.schools.queries import difference_of, list_on, lists_with_counts, rows_in_force
from cadre.schools.rules import refuse_withdrawal
from cadre.schools.states import REGIONS
from cadre.ui.forms import TextField
from cadre.ui.listing import Column, FilterForm, Listing

COLUMNS = [
    Column("name", "District", "district.name", sort=("district__name",)),
    Column("code", "Code", "district.code", sort=("district__code",)),
    Column("region", "Region", "district.region", sort=("district__region",)),
    Column("category", "Category", "category", sort=("category",)),
    Column("area", "Opportunity area", "opportunity_area", sort=("opportunity_area",)),
    Column("from", "From", "from_on", sort=("from_on",)),
    Column("source", "Source", "source"),
    Column("by", "Settled by", lambda row: row.settled_by.name if row.settled_by else ""),
]


class CategoryFilter(FilterForm):
    q = TextField(label="District or code", limit=80)
    category = forms.ChoiceField(label="Category", choices=[("", "All"), ("none", "Not confirmed"), *CHOICES[1:]])
    region = forms.ChoiceField(label="Region", choices=[("", "All"), *((name, name) for name in REGIONS)])
    area = forms.BooleanField(label="Opportunity areas")

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if said.get("q"):
            rows = rows.filter(district__name__icontains=said["q"]) | rows.filter(district__code__iexact=said["q"])
        if said.get("category"):
            rows = rows.filter(category="" if said["category"] == "none" else said["category"])
        if said.get("region"):
            rows = rows.filter(district__region__iexact=said["region"])
        return rows.exclude(opportunity_area="") if said.get("area") else rows


@page("school", "L", "office")
def lists(request: HttpRequest) -> HttpResponseBase:
    """Every list, the newest first, and which is in use today."""
    user = signed_in(request)
    rows = lists_with_counts(lists_visible_to(user))
    waiting = uploads_visible_to(user).waiting()[:10]
    context = {"lists": rows, "used": list_on(clock.today()), "may_publish": may_publish(user), "waiting": waiting}
    return render(request, "schools/office/lists.html", context)


@page("school", "V", "office")
def category_list(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One list with its districts, as they stand today."""
    return show_list(request, pk, WithdrawForm())


@page("school", "E", "office", methods=["POST"])
def withdrawal(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a list that was published by mistake out of use, with a reason."""
    user = signed_in(request)
    listed, form = get_object_or_404(lists_visible_to(user), pk=pk), WithdrawForm(request.POST)
    if form.is_valid():
        try:
            actions.withdraw_list(listed, why=form.cleaned_data["why"], by=user, now=clock.now())
            messages.success(request, f"{listed} is withdrawn. Nothing is decided by it.")
            return redirect("office:schools:category_list", pk)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return show_list(request, pk, form)


def show_list(request: HttpRequest, pk: int, form: WithdrawForm) -> HttpResponseBase:
    user = signed_in(request)
    listed = get_object_or_404(lists_visible_to(user), pk=pk)
    rows = rows_in_force(list_rows_visible_to(user, listed), max(clock.today(), listed.from_on))
    listing = Listing(
        request, rows, COLUMNS, filter_form=CategoryFilter, name="district-categories", default_sort="name"
    )
    if listing.wants_file:
        return listing.file()
    may = may_withdraw(user, listed)
    context = {"listing": listing, "listed": listed, "used": list_on(clock.today()), "form": form, "may_withdraw": may}
    context |= {"refused": refuse_withdrawal(decisions_by(listed)) if may else ""}
    return render(request, "schools/office/list_rows.html", context, status=422 if form.errors else 200)


@page("school", "C", "office")
def upload(request: HttpRequest) -> HttpResponseBase:
    """A file with a list. Nothing is published before its preview was seen."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        by, now = signed_in(request), clock.now()
        name = form.cleaned_data["file"].name or "list"
        made = actions.upload_categories(read=form.read, file_name=name, digest=form.digest, by=by, now=now)
        return redirect("office:schools:preview", made.pk)
    return render(request, "schools/office/upload.html", {"form": form}, status=422 if form.errors else 200)


@page("school", "C", "office")
def preview(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What the file would change, and publishing it."""
    found = get_object_or_404(uploads_visible_to(signed_in(request)).select_related("published", "uploaded_by"), pk=pk)
    if found.published:
        return redirect("office:schools:category_list", found.published.pk)
    used = list_on(clock.today())
    starting = {"from_on": clock.today(), "districts_as_at": used.districts_as_at if used else None}
    form = PublishForm(request.POST or None, initial=starting)
    if form.is_valid() and "look" not in request.POST:
        try:
            made = actions.publish_upload(found, **form.cleaned_data, by=signed_in(request))
            messages.success(request, f"{made} is published, and used from {made.from_on:%-d %B %Y}.")
            return redirect("office:schools:category_list", made.pk)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return show_preview(request, found, form)


@page("school", "C", "office", methods=["POST"])
def upload_removal(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Throw away a file that was read and is not published."""
    found = get_object_or_404(uploads_visible_to(signed_in(request)), pk=pk)
    try:
        actions.throw_upload_away(found, by=signed_in(request), now=clock.now())
        messages.success(request, f"{found.file_name} is thrown away. Nothing was published.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("office:schools:categories")


def show_preview(request: HttpRequest, found: CategoryUpload, form: PublishForm) -> HttpResponse:
    """The difference as at the days that were typed, or else today and the day of the list in use."""
    typed = form.cleaned_data if form.is_bound and form.is_valid() is not None else {}
    from_on = typed.get("from_on") or clock.today()
    as_at = typed.get("districts_as_at") or form.initial.get("districts_as_at") or from_on
    used, difference = difference_of(found, from_on=from_on, districts_as_at=as_at)
    same = lists_visible_to(signed_in(request)).filter(upload__digest=found.digest).first()
    context = {"upload": found, "form": form, "used": used, "difference": difference, "as_at": as_at, "same": same}
    return render(request, "schools/office/preview.html", context, status=422 if form.errors else 200)
