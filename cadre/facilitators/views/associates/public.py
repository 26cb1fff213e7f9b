"""Applying to become an associate: begin, come back by a mailed link, send."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from cadre.facilitators import actions
from cadre.facilitators.access import (
    associate_opened_by,
    associates_linked_by,
    let_in_associate,
    unsent_associates_of_address,
)
from cadre.facilitators.forms.associates import AgreeForm, LostForm, StartForm
from cadre.facilitators.models import AssociateApplication
from cadre.facilitators.steps import SECTIONS, STEPS, WAY, form_of, walk
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.refs import new_token
from cadre.people.access import page
from cadre.ui.forms import Form
from cadre.ui.steps import Step, after

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


def _unsent(request: HttpRequest, ref: str) -> AssociateApplication | HttpResponse:
    """The application that this browser may change, or the page that says why not."""
    row = associate_opened_by(request, ref).first()
    if row is None:
        return locked(request)
    return row if row.may_be_changed else render(request, "facilitators/public/sent.html", {"associate": row})


@page("associate_application", "C", "token", methods=["GET"])
def associate(request: HttpRequest, ref: str) -> HttpResponseBase:
    """To the page that is next, or to how the application stands."""
    row = _unsent(request, ref)
    if isinstance(row, HttpResponse):
        return row
    wrong = walk(row.typed, email=row.email).wrong
    return redirect(*_address(row, wrong))


def _address(row: AssociateApplication, step: type[Step] | None) -> tuple[str, ...]:
    """A page of the application; without a step, the last one."""
    if step is None:
        return "token:facilitators:associate_check", row.ref
    return "token:facilitators:associate_step", row.ref, step.slug


@page("associate_application", "C", "token")
def associate_step(request: HttpRequest, ref: str, slug: str) -> HttpResponseBase:
    """One page. Whatever was typed is saved, right or wrong."""
    row, asked = _unsent(request, ref), STEPS.get(slug)
    if isinstance(row, HttpResponse):
        return row
    if asked is None:
        return redirect("token:facilitators:associate", ref)
    if request.method != "POST":
        form = asked.form_class(initial={name: row.typed.get(name) for name in asked.form_class.base_fields})
        return _show(request, row, asked, form)
    names = asked.form_class.base_fields
    typed = {name: request.POST.getlist(name) if name in MANY else request.POST.get(name, "") for name in names}
    form = form_of(asked, typed, email=row.email)
    try:
        actions.save_associate(row, typed=typed, now=clock.now())
    except Refusal as refusal:
        form.add_refusal(refusal)
    if "later" in request.POST and not form.non_field_errors():
        messages.success(request, "Saved. Come back with the link we mailed to you.")
        return let_in_associate(redirect(*_address(row, asked)), row)
    if not form.is_valid():
        return let_in_associate(_show(request, row, asked, form, status=422), row)
    following = None if request.POST.get("back") else after(WAY, asked)
    return let_in_associate(redirect(*_address(row, following)), row)


@page("associate_application", "C", "token")
def associate_check(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Everything that was said, each with a way to change it, and sending it."""
    row = _unsent(request, ref)
    if isinstance(row, HttpResponse):
        return row
    walked = walk(row.typed, email=row.email)
    if walked.wrong:
        return redirect(*_address(row, walked.wrong))
    form = AgreeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = {name: value for _, one in walked.forms for name, value in one.cleaned_data.items()}
        try:
            actions.submit_associate(row, said=said, now=clock.now())
            return let_in_associate(redirect("token:facilitators:associate", ref), row)
        except Refusal as refusal:
            form.add_refusal(refusal)
    sections = [
        (step.question, [(label, value, _change(row, step)) for label, value in rows]) for step, rows in walked.rows
    ]
    context = {"associate": row, "form": form, "sections": sections, "sections_all": SECTIONS}
    return render(request, "facilitators/public/associate_check.html", context, status=422 if form.errors else 200)


def _change(row: AssociateApplication, step: type[Step]) -> str:
    return f"{reverse('token:facilitators:associate_step', args=[row.ref, step.slug])}?back=check"


def _show(
    request: HttpRequest, row: AssociateApplication, asked: type[Step], form: Form, *, status: int = 200
) -> HttpResponse:
    back = "check" if "back" in (request.POST or request.GET) else ""
    context = {"associate": row, "step": asked, "form": form, "sections_all": SECTIONS, "back": back}
    return render(request, "facilitators/public/associate.html", context, status=status)
