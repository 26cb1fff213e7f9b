"""What the office decides about an application, and about several at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.applications import actions
from cadre.applications.access import applications_visible_to, may_decide
from cadre.applications.forms import AcceptForm, AskForm, BulkForm, DeclineForm, SettleSchoolForm
from cadre.applications.models import Application
from cadre.applications.queries import for_pages
from cadre.applications.views.office.application import found, show_application
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.ui.forms import Form


@page("application", "A", "office", methods=["POST"])
def acceptance(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, form = found(request, ref), AcceptForm(request.POST, auto_id="accept_%s")
    return decided(request, row, "accept_form", form, actions.accept_application, f"{row.name} is accepted.")


@page("application", "A", "office", methods=["POST"])
def declining(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, form = found(request, ref), DeclineForm(request.POST, auto_id="decline_%s")
    return decided(
        request, row, "decline_form", form, actions.decline_application, f"{row.name} is declined, and told why."
    )


@page("application", "A", "office", methods=["POST"])
def question(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, form = found(request, ref), AskForm(request.POST, auto_id="ask_%s")
    return decided(request, row, "ask_form", form, actions.ask_for_more, f"We asked {row.name}.")


@page("application", "A", "office", methods=["POST"])
def school(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, form = found(request, ref), SettleSchoolForm(request.POST, auto_id="school_%s")
    if form.is_valid():
        form.cleaned_data = {"school": form.cleaned_data["urn"]}
    return decided(
        request, row, "school_form", form, actions.settle_school, f"{row.name} has a school, and a new quote."
    )


def decided(request: HttpRequest, row: Application, name: str, form: Form, action: Any, words: str) -> HttpResponseBase:
    """One decision: the form's fields are the action's arguments. A refusal is shown on the page."""
    if form.is_valid():
        try:
            action(row, **form.cleaned_data, by=signed_in(request), now=clock.now())
            messages.success(request, words)
            return redirect("office:applications:application", row.ref)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return show_application(request, row, status=422, **{name: form})


@page("application", "A", "office")
def acceptances(request: HttpRequest) -> HttpResponseBase:
    """Accept several: first who it would be, then, with a reason, all of them or none."""
    asked = (request.POST if request.method == "POST" else request.GET).getlist(
        "ref" if request.method != "POST" else "refs"
    )
    user = signed_in(request)
    rows = [
        row for row in for_pages(applications_visible_to(user)).filter(ref__in=asked[:200]) if may_decide(user, row)
    ]
    form = BulkForm(request.POST if request.method == "POST" else None, refs=asked)
    if form.is_valid():
        try:
            made = actions.accept_applications(rows, reason=form.cleaned_data["reason"], by=user, now=clock.now())
            messages.success(request, f"{len(made)} people are accepted.")
            return redirect("office:applications:list")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    many = f"{len(rows)} people" if len(rows) != 1 else "1 person"
    context = {"rows": rows, "form": form, "heading": f"Accept {many}?", "accept_words": f"Accept {many}"}
    return render(request, "applications/office/acceptances.html", context, status=422 if form.errors else 200)
