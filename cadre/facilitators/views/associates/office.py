"""The office's associate applications: the evidence beside each other, checks, and the decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.facilitators import actions
from cadre.facilitators.access import (
    associates_visible_to,
    may_check_associates,
    may_decide_associate,
    may_see_associate_field,
)
from cadre.facilitators.forms.associates import AcceptForm, AssociateFilter, DecisionForm
from cadre.facilitators.models import AssociateApplication
from cadre.facilitators.queries import associates as queries
from cadre.facilitators.states import ASSOCIATE_TAGS, ASSOCIATE_WORKFLOW, AssociateState, CheckKind, DecisionKind
from cadre.journal.queries import entries_about
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.ui.latest import latest_or_all
from cadre.ui.listing import Column, Listing

COLUMNS = [
    Column("name", "Name", "name", sort=("name",)),
    Column("ref", "Reference", "ref"),
    Column("employer", "School or trust", "employer", sort=("employer",)),
    Column("region", "Region", "region", sort=("region",)),
    Column("nominated", "Nominated by", lambda row: str(row.nominated_by or "")),
    Column("sent", "Sent", "submitted_at", sort=("submitted_at",)),
    Column("references", "References", lambda row: f"{row.answered} of 2"),
    Column("checks", "Checks", lambda row: f"{row.checked} of {len(CheckKind)}"),
    Column("state", "State", "get_state_display", sort=("state",)),
]


@page("associate_application", "L", "office")
def associates(request: HttpRequest) -> HttpResponseBase:
    """Everybody who applied, the longest waiting first."""
    rows = queries.for_list(associates_visible_to(signed_in(request)))
    listing = Listing(request, rows, COLUMNS, filter_form=AssociateFilter, name="associates", default_sort="sent")
    if listing.wants_file:
        return listing.file()
    return render(request, "facilitators/office/associates.html", {"listing": listing, "tags": ASSOCIATE_TAGS})


def _one(request: HttpRequest, ref: str) -> AssociateApplication:
    rows = associates_visible_to(signed_in(request))
    return get_object_or_404(rows.select_related("nominated_by", "reason", "decided_by", "facilitator__user"), ref=ref)


@page("associate_application", "V", "office")
def associate(request: HttpRequest, ref: str) -> HttpResponseBase:
    return _show(request, _one(request, ref))


def _show(request: HttpRequest, row: AssociateApplication, *, status: int = 200, **forms: Any) -> HttpResponse:
    user, day = signed_in(request), clock.today()
    evidence = queries.evidence_of(row)
    context = {
        "associate": row,
        "state_kind": ASSOCIATE_TAGS.get(AssociateState(row.state), ""),
        "qualifications": row.qualifications.all(),
        "referees": row.referees.all() if may_see_associate_field(user, "references") else None,
        "checks": queries.check_rows(row) if may_see_associate_field(user, "dbs_or_conviction") else None,
        "evidence": evidence,
        "twins": queries.twins_of(row),
        "may_check": may_check_associates(user) and may_decide_associate(user, row),
        "may_decide": may_decide_associate(user, row),
        "may_ask": ASSOCIATE_WORKFLOW.allows("ask", row.state),
        "accept_form": AcceptForm(day=day, complete=evidence.answered >= 2),
        "decline_form": DecisionForm(kind=DecisionKind.DECLINE, day=day),
        "ask_form": DecisionForm(kind=DecisionKind.ASK, day=day),
        "entries": latest_or_all(entries_about(row), request.GET),
        "now": clock.now(),
        **forms,
        "refused": next(iter(forms.values()), None),
    }
    return render(request, "facilitators/office/associate.html", context, status=status)


@page("associate_application", "E", "office", methods=["POST"])
def check(request: HttpRequest, ref: str, kind: str) -> HttpResponseBase:
    """Tick a check, or take the tick back."""
    row = _one(request, ref)
    try:
        done = "undo" not in request.POST
        actions.tick_check(row, kind, done=done, by=signed_in(request), today=clock.today())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("office:facilitators:associate", ref)


@page("associate_application", "A", "office", methods=["POST"])
def referees(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Ask everybody who has not answered again, by a new link."""
    row = _one(request, ref)
    if may_decide_associate(signed_in(request), row):
        try:
            asked = actions.ask_referees(row, now=clock.now(), again=True)
            nobody = "Nobody was asked: each has answered, or was asked less than an hour ago."
            messages.success(request, f"Asked again: {asked}." if asked else nobody)
        except Refusal as refusal:
            messages.warning(request, str(refusal))
    return redirect("office:facilitators:associate", ref)


@page("associate_application", "A", "office", methods=["POST"])
def acceptance(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, now, day = _one(request, ref), clock.now(), clock.today()
    form = AcceptForm(request.POST, day=day, complete=queries.evidence_of(row).answered >= 2)
    if form.is_valid():
        said = {"words": form.cleaned_data["words"], "why": form.cleaned_data.get("why", "")}
        try:
            made = actions.accept_associate(row, reason=form.reason, **said, by=signed_in(request), now=now, today=day)
            messages.success(request, f"{row.name} is accepted and told.")
            return redirect("office:facilitators:facilitator", made.pk)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return _show(request, row, status=422, accept_form=form)


@page("associate_application", "A", "office", methods=["POST"])
def declining(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, form = _one(request, ref), DecisionForm(request.POST, kind=DecisionKind.DECLINE, day=clock.today())
    return _decided(request, row, "decline_form", form, actions.decline_associate, f"{row.name} is declined, and told.")


@page("associate_application", "A", "office", methods=["POST"])
def question(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, form = _one(request, ref), DecisionForm(request.POST, kind=DecisionKind.ASK, day=clock.today())
    return _decided(request, row, "ask_form", form, actions.ask_associate, f"We asked {row.name}.")


def _decided(
    request: HttpRequest, row: AssociateApplication, name: str, form: DecisionForm, act: Any, done: str
) -> HttpResponseBase:
    if form.is_valid():
        try:
            words = form.cleaned_data["words"]
            act(row, reason=form.reason, words=words, by=signed_in(request), now=clock.now())
            messages.success(request, done)
            return redirect("office:facilitators:associate", row.ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return _show(request, row, status=422, **{name: form})
