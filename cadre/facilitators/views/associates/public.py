"""Applying to become an associate: begin, come back by a mailed link, send."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.facilitators import actions
from cadre.facilitators.access import (
    associate_opened_by,
    associates_linked_by,
    let_in_associate,
    unsent_associates_of_address,
)
from cadre.facilitators.forms.associates import AssociateForm, LostForm, StartForm
from cadre.facilitators.models import AssociateApplication
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.refs import new_token
from cadre.people.access import page

MANY = ("qualifications",)


@page("associate_application", "C", "public")
def start(request: HttpRequest) -> HttpResponseBase:
    form = StartForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        once = request.POST.get("once", "")[:200] or new_token()
        made = actions.start_associate(**form.cleaned_data, once=once, now=clock.now())
        return let_in_associate(redirect("token:facilitators:associate", made.ref), made)
    context = {"form": form, "once": request.POST.get("once", "")[:200] or new_token()}
    answer = render(request, "facilitators/public/start.html", context, status=422 if form.errors else 200)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


@page("associate_application", "C", "token")
def resume(request: HttpRequest, token: str) -> HttpResponseBase:
    """From the mail. The secret goes out of the address bar into a cookie for this application's pages."""
    row = associates_linked_by(token, now=clock.now()).first()
    if row is None:
        return locked(request)
    return let_in_associate(redirect("token:facilitators:associate", row.ref), row)


def locked(request: HttpRequest, form: LostForm | None = None) -> HttpResponse:
    context = {"form": form or LostForm()}
    return render(request, "facilitators/public/locked.html", context, status=422 if form else 404)


@page("associate_application", "C", "token")
def lost(request: HttpRequest) -> HttpResponseBase:
    """Mail the link again. The answer is the same whether there is an application or not."""
    form = LostForm(request.POST)
    if not form.is_valid():
        return locked(request, form)
    for row in unsent_associates_of_address(form.cleaned_data["email"])[:5]:
        actions.send_associate_link(row, now=clock.now())
    return render(request, "facilitators/public/link_sent.html", {"email": form.cleaned_data["email"]})


@page("associate_application", "C", "token")
def associate(request: HttpRequest, ref: str) -> HttpResponseBase:
    """The form. Whatever was typed is saved, right or wrong; “Send” sends it."""
    row = associate_opened_by(request, ref).first()
    if row is None:
        return locked(request)
    if not row.may_be_changed:
        return render(request, "facilitators/public/sent.html", {"associate": row})
    if request.method != "POST":
        return _form(request, row, AssociateForm(initial=row.typed))
    typed = {name: request.POST.getlist(name) if name in MANY else request.POST[name] for name in request.POST}
    typed.pop("csrfmiddlewaretoken", None)
    form, now = AssociateForm(request.POST), clock.now()
    try:
        actions.save_associate(row, typed=typed, now=now)
        if "later" in request.POST:
            messages.success(request, "Saved. Come back with the link we mailed to you.")
            return let_in_associate(redirect("token:facilitators:associate", ref), row)
        if form.is_valid():
            actions.submit_associate(row, said=form.cleaned_data, now=now)
            return let_in_associate(redirect("token:facilitators:associate", ref), row)
    except Refusal as refusal:
        form.add_error(refusal.field, str(refusal))
    return let_in_associate(_form(request, row, form, status=422), row)


def _form(request: HttpRequest, row: AssociateApplication, form: AssociateForm, **more: Any) -> HttpResponse:
    return render(request, "facilitators/public/associate.html", {"associate": row, "form": form}, **more)
