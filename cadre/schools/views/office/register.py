"""The office loads the school register: a file is given, read, looked through, and applied or thrown away."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import READS, page, signed_in
from cadre.schools import actions, tasks, uploads
from cadre.schools.access import loads_visible_to
from cadre.schools.forms import RegisterForm
from cadre.schools.models import RegisterLoad
from cadre.schools.queries import district_names, is_stuck, same_file_before
from cadre.schools.register_words import about_words, unknown
from cadre.schools.rules import LABELS
from cadre.schools.states import LoadState, RowKind
from cadre.ui.forms import TextField
from cadre.ui.listing import Column, FilterForm, Listing

LOADS = [
    Column("dated", "Register of", "dated", sort=("dated",)),
    Column("file", "File", "file_name", sort=("file_name",)),
    Column("by", "Given by", "by_name", sort=("by_name",)),
    Column("received", "On", "received_at", sort=("received_at",)),
    Column("new", "New", lambda load: load.counts.get("new", ""), number=True),
    Column("changed", "Changed", lambda load: load.counts.get("changed", ""), number=True),
    Column("closed", "Closed", lambda load: load.counts.get("closed", ""), number=True),
    Column("state", "State", "label", sort=("state",)),
]
PLURALS = {
    RowKind.NEW: "New",
    RowKind.CHANGED: "Changed",
    RowKind.CLOSED: "Closed",
    RowKind.SUCCEEDED: "Succeeded",
    RowKind.REFUSED: "Refused rows",
    RowKind.NOTED: "Doubts",
}
FIELDS = [("", "All"), *((name, label) for name, label in LABELS.items() if name != "urn")]


class LoadFilter(FilterForm):
    q = TextField(label="File or person", limit=80)
    state = forms.ChoiceField(label="State", choices=[("", "All"), *LoadState.choices()])

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if said.get("q"):
            rows = rows.filter(Q(file_name__icontains=said["q"]) | Q(by_name__icontains=said["q"]))
        return rows.filter(state=said["state"]) if said.get("state") else rows


class RowFilter(FilterForm):
    q = TextField(label="School, URN or words", limit=80)
    field = forms.ChoiceField(label="What changes", choices=FIELDS)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if said.get("q"):
            rows = rows.filter(
                Q(name__icontains=said["q"]) | Q(urn__startswith=said["q"]) | Q(words__icontains=said["q"])
            )
        return rows.filter(fields__contains=f" {said['field']} ") if said.get("field") else rows


@page("school", "C", "office")
def loads(request: HttpRequest) -> HttpResponseBase:
    """Earlier loads, and a new one from a file."""
    form = RegisterForm(request.POST, request.FILES) if request.method == "POST" else RegisterForm()
    if form.is_valid():
        try:
            return redirect("office:schools:load", _begun(request, form).pk)
        except Refusal as refusal:
            form.add_refusal(refusal)
    rows = loads_visible_to(signed_in(request))
    listing = Listing(
        request, rows, LOADS, filter_form=LoadFilter, name="register-loads", default_sort="-received", per_page=50
    )
    if listing.wants_file:
        return listing.file()
    under_way = next((load for load in rows if load.is_under_way), None)
    context = {"form": form, "listing": listing, "under_way": under_way, "newest": actions.newest_day()}
    return render(request, "schools/office/loads.html", context, status=422 if form.errors else 200)


def _begun(request: HttpRequest, form: RegisterForm) -> RegisterLoad:
    given = form.cleaned_data
    links = given["links"] and (given["links"].name, given["links"].chunks())
    register, kept_links = uploads.keep_both((given["file"].name, given["file"].chunks()), links)
    return tasks.begin_reading(register, kept_links, by=signed_in(request), dated=given["dated"])


@page("school", "E", "office", methods=READS)
def load(request: HttpRequest, pk: int, kind: str = "") -> HttpResponseBase:
    """How far a load is, then what it would change, one kind of row at a time."""
    found = get_object_or_404(loads_visible_to(signed_in(request)), pk=pk)
    if found.is_working:
        return _progress(request, found)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    counted = [(one, found.counts.get(one, 0)) for one in RowKind]
    kind = kind or next((one for one, many in counted if many), RowKind.NEW)
    if kind not in RowKind.values():
        raise Http404
    names = district_names()
    columns = [
        Column("number", "Line", "number", sort=("number",), number=True),
        Column("urn", "URN", "urn", sort=("urn",)),
        Column("name", "School", "name", sort=("name",)),
        Column("what", "What", lambda row: about_words(row, names)),
    ]
    rows = found.rows.filter(kind=kind)
    listing = Listing(request, rows, columns, filter_form=RowFilter, name=f"register-{kind}", default_sort="number")
    return listing.file() if listing.wants_file else _review(request, found, listing, RowKind(kind), columns[-1])


def _progress(request: HttpRequest, load: RegisterLoad) -> HttpResponse:
    reading = load.state == LoadState.STAGING
    total = load.rows_expected if reading else load.changes
    done = load.rows_read if reading else uploads.progress(load.pk)
    context = {"load": load, "reading": reading, "done": min(done, total), "total": total or 1, "stuck": is_stuck(load)}
    part = "schools/office/load_progress.html"
    return render(request, part if request.headers.get("HX-Request") else "schools/office/load_working.html", context)


def _review(request: HttpRequest, load: RegisterLoad, listing: Listing, kind: RowKind, what: Column) -> HttpResponse:
    tabs = [
        {
            "title": PLURALS[one],
            "count": f"{load.counts.get(one, 0):,}",
            "url": reverse("office:schools:load_rows", args=[load.pk, one.value]),
            "current": one == kind,
        }
        for one in RowKind
    ]
    context = {
        "load": load,
        "listing": listing,
        "rows": [(row, what.of(row)) for row in listing.rows],
        "kind": kind,
        "tabs": tabs,
        "unknown": unknown(load)[:20],
        "same": same_file_before(load),
        "kept": load.state in (LoadState.STAGED, LoadState.APPLIED) or kind == RowKind.REFUSED,
    }
    return render(request, "schools/office/load.html", context)


@page("school", "E", "office", methods=("POST",))
def application(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Have it applied."""
    found = get_object_or_404(loads_visible_to(signed_in(request)), pk=pk)
    try:
        tasks.begin_applying(found, by=signed_in(request))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("office:schools:load", pk)


@page("school", "E", "office", methods=("POST",))
def removal(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Throw it away."""
    found = get_object_or_404(loads_visible_to(signed_in(request)), pk=pk)
    try:
        actions.throw_away(found, by=signed_in(request), now=clock.now())
        messages.success(request, f"{found.title} is thrown away. Nothing was changed.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("office:schools:load", pk)
    return redirect("office:schools:register")
