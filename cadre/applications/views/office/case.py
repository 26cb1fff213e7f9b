"""Who looks after an application, its checklist, and opening it again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from cadre.applications import actions
from cadre.applications.access import may_reopen, may_work_on
from cadre.applications.decision_forms import OfficerForm, ReopenForm, TickForm
from cadre.applications.models import Application
from cadre.applications.states import Item
from cadre.applications.views.office.application import decided, found, late_words
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.text import whole_number
from cadre.people.access import page, signed_in


@page("application", "A", "office", methods=["POST"])
def officer(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Give it to somebody, take it, or release it: `take` and `release` are buttons beside the list of officers."""
    row, user = found(request, ref), signed_in(request)
    if not may_work_on(user, row):
        raise Http404
    if "release" in request.POST or "take" in request.POST:
        return redirect_with(request, row, "take" in request.POST)
    form = OfficerForm(request.POST, day=clock.today(), auto_id="officer_%s")
    if form.is_valid():
        form.cleaned_data["instead_of"] = shown_officer(request)
    return decided(request, row, "officer_form", form, actions.assign_application, f"{row.name} is assigned.")


def redirect_with(request: HttpRequest, row: Application, take: bool) -> HttpResponseBase:
    user, now = signed_in(request), clock.now()
    try:
        if take:
            actions.assign_application(row, officer=user, instead_of=shown_officer(request), by=user, now=now)
        else:
            actions.release_application(row, by=user, now=now)
        messages.success(request, f"You look after {row.name}." if take else f"Nobody looks after {row.name} now.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("office:applications:application", row.ref)


def shown_officer(request: HttpRequest) -> int | None:
    """Who looked after it when the page was opened."""
    return whole_number(request.POST.get("shown", ""))


@page("application", "A", "office", methods=["POST"])
def evidence(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Tick a line of the checklist with a note, or take the tick back (`undo`)."""
    row, user = found(request, ref), signed_in(request)
    if not may_work_on(user, row):
        raise Http404
    if "undo" in request.POST and request.POST["undo"] in Item.values():
        try:
            actions.untick_evidence(row, item=Item(request.POST["undo"]), by=user, now=clock.now())
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        return redirect("office:applications:application", row.ref)
    form = TickForm(request.POST, auto_id="tick_%s")
    return decided(request, row, "tick_form", form, actions.tick_evidence, "The line is ticked.")


@page("application", "A", "office", methods=["POST"])
def reopening(request: HttpRequest, ref: str) -> HttpResponseBase:
    row = found(request, ref)
    if not may_reopen(signed_in(request), row):
        raise Http404
    form = ReopenForm(request.POST, late=late_words(row), auto_id="reopen_%s")
    return decided(
        request, row, "reopen_form", form, actions.reopen_application, f"{row.name} is opened again, and told."
    )
