"""Starting later: what the policy says, what the price does, and granting or refusing it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.applications import actions
from cadre.applications.access import may_defer
from cadre.applications.decision_forms import DeferForm, RefuseDeferralForm
from cadre.applications.deferring import later_offerings, price_in, ruled
from cadre.applications.emails import price_of
from cadre.applications.holdings import PLACE, held_of
from cadre.applications.models import Application
from cadre.applications.states import DeferralState
from cadre.applications.views.office.application import found
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.ui.forms import Form


@page("application", "A", "office")
def deferral(request: HttpRequest, ref: str) -> HttpResponseBase:
    """`look` only says what the policy and the price would be; else it is granted."""
    row = deferrable(request, ref)
    asked = row.deferrals.filter(state=DeferralState.ASKED).select_related("reason", "wanted__intake").first()
    initial = {"code": asked.reason.code, "wanted": asked.wanted.intake.slug if asked.wanted else ""} if asked else {}
    typed = request.POST if request.method == "POST" else None
    form = DeferForm(typed, day=clock.today(), later=later_offerings(row), initial=initial)
    if form.is_valid() and "look" not in request.POST:
        try:
            given = {"reason": form.cleaned_data["code"], "wanted": form.cleaned_data["wanted"]}
            override = form.cleaned_data["override"]
            actions.grant_deferral(row, **given, override=override, by=signed_in(request), now=clock.now())
            messages.success(request, f"{row.name} starts later, and is told.")
            return redirect("office:applications:application", row.ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return show(request, row, form, asked=asked)


@page("application", "A", "office", methods=["POST"])
def refusal(request: HttpRequest, ref: str) -> HttpResponseBase:
    row = deferrable(request, ref)
    form = RefuseDeferralForm(request.POST, auto_id="refuse_%s")
    if form.is_valid():
        try:
            actions.refuse_deferral(row, **form.cleaned_data, by=signed_in(request), now=clock.now())
            messages.success(request, f"{row.name} is told that the start stays as it is.")
            return redirect("office:applications:application", row.ref)
        except Refusal as refused:
            form.add_refusal(refused)
    asked = row.deferrals.filter(state=DeferralState.ASKED).select_related("reason", "wanted__intake").first()
    grant = DeferForm(day=clock.today(), later=later_offerings(row))
    return show(request, row, grant, asked=asked, refuse_form=form)


def deferrable(request: HttpRequest, ref: str) -> Application:
    row = found(request, ref)
    if not may_defer(signed_in(request), row):
        raise Http404
    return row


def show(request: HttpRequest, row: Application, form: DeferForm, **more: Any) -> HttpResponse:
    refused: Form | None = more.get("refuse_form")
    code, wanted = form.chosen()
    ruling = ruled(row, reason=code, wanted=wanted, today=clock.today()) if code else None
    context: dict[str, Any] = {
        "application": row,
        "form": form,
        "ruling": ruling,
        "wanted": wanted,
        "price_now": price_of(row),
        "price_then": price_in(row, wanted, today=clock.today()) if wanted else "",
        "place": held_of(row, PLACE),
        "today": clock.today(),
        "refuse_form": RefuseDeferralForm(auto_id="refuse_%s"),
    }
    wrong = form.errors or (refused and refused.errors)
    return render(request, "applications/office/deferral.html", context | more, status=422 if wrong else 200)
