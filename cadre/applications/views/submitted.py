"""A submitted application as its applicant sees it: by link, or signed in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cadre.applications import actions
from cadre.applications.access import applications_opened_by, may_name_sponsor, may_withdraw, own_applications
from cadre.applications.forms import AnswerForm, NameSponsorForm, WithdrawForm
from cadre.applications.models import Application
from cadre.applications.queries import explained_quote, for_pages
from cadre.applications.said import STATE_WORDS, next_steps, summary_of
from cadre.applications.scholarship_panel import own_scholarship
from cadre.applications.sponsor_panel import present_sponsor
from cadre.applications.states import SPONSORED, WORKFLOW, State
from cadre.applications.views.draft import locked
from cadre.journal.actions import System
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.ui.forms import Form

SPONSOR_NAMED = "We have asked your sponsor by mail."


def opened(request: HttpRequest, ref: str) -> Application | None:
    return for_pages(applications_opened_by(request, ref)).first()


def own(request: HttpRequest, ref: str) -> Application:
    return get_object_or_404(for_pages(own_applications(signed_in(request))), ref=ref)


@page("application_draft", "V", "token")
def status(request: HttpRequest, ref: str) -> HttpResponseBase:
    row = opened(request, ref)
    if row is None:
        return locked(request)
    if row.is_draft:
        return redirect("token:applications:draft", row.ref)
    return show(request, row, "applications/public/status.html", "token:applications:why")


@page("application_draft", "E", "token", methods=["POST"])
def answer(request: HttpRequest, ref: str) -> HttpResponseBase:
    return by_link(request, ref, "answer_form", AnswerForm(request.POST), "We have your answer.")


@page("application_draft", "E", "token", methods=["POST"])
def withdrawal(request: HttpRequest, ref: str) -> HttpResponseBase:
    return by_link(request, ref, "withdraw_form", WithdrawForm(request.POST), "Your application is withdrawn.")


@page("application_draft", "E", "token", methods=["POST"])
def sponsor(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Name another sponsor."""
    return by_link(request, ref, "sponsor_form", NameSponsorForm(request.POST, auto_id="sponsor_%s"), SPONSOR_NAMED)


def by_link(request: HttpRequest, ref: str, name: str, form: Form, words: str) -> HttpResponseBase:
    row = opened(request, ref)
    if row is None:
        return locked(request)
    if done(request, row, form, System(row.name), words):
        return redirect("token:applications:status", row.ref)
    return show(request, row, "applications/public/status.html", "token:applications:why", status=422, **{name: form})


@page("application", "V", "candidate")
def application(request: HttpRequest, ref: str) -> HttpResponseBase:
    return show(request, own(request, ref), "applications/candidate/application.html", "candidate:applications:why")


@page("application", "A", "candidate", methods=["POST"])
def own_answer(request: HttpRequest, ref: str) -> HttpResponseBase:
    return signed(request, ref, "answer_form", AnswerForm(request.POST), "We have your answer.")


@page("application", "A", "candidate", methods=["POST"])
def own_withdrawal(request: HttpRequest, ref: str) -> HttpResponseBase:
    row = own(request, ref)
    if not may_withdraw(signed_in(request), row):
        raise Http404
    return signed(request, ref, "withdraw_form", WithdrawForm(request.POST), "Your application is withdrawn.")


@page("application", "A", "candidate", methods=["POST"])
def own_sponsor(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Name another sponsor."""
    if not may_name_sponsor(signed_in(request), own(request, ref)):
        raise Http404
    form = NameSponsorForm(request.POST, auto_id="sponsor_%s")
    return signed(request, ref, "sponsor_form", form, SPONSOR_NAMED)


def signed(request: HttpRequest, ref: str, name: str, form: Form, words: str) -> HttpResponseBase:
    row = own(request, ref)
    if done(request, row, form, signed_in(request), words):
        return redirect("candidate:applications:application", row.ref)
    template = "applications/candidate/application.html"
    return show(request, row, template, "candidate:applications:why", status=422, **{name: form})


@page("application", "V", "candidate")
def why(request: HttpRequest, ref: str) -> HttpResponseBase:
    """How the price was decided."""
    row = own(request, ref)
    if row.quote is None or not row.quote.is_explained:
        raise Http404
    back = reverse("candidate:applications:application", args=[row.ref])
    return render(request, "applications/candidate/why.html", {"priced": explained_quote(row.quote), "back": back})


def done(request: HttpRequest, row: Application, form: Form, by: Any, words: str) -> bool:
    """Answer, withdraw or name a sponsor, whichever the form is for; False with the refusal in the form."""
    if not form.is_valid():
        return False
    said = form.cleaned_data
    try:
        if isinstance(form, NameSponsorForm):
            named = {"name": said["sponsor_name"], "email": said["sponsor_email"]}
            actions.replace_sponsor(row, **named, by=by, now=clock.now())
        else:
            action = actions.answer_question if isinstance(form, AnswerForm) else actions.withdraw_application
            action(row, **said, by=by, now=clock.now())
    except Refusal as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    messages.success(request, words)
    return True


def show(
    request: HttpRequest, row: Application, template: str, why_page: str, *, status: int = 200, **forms: Form
) -> HttpResponse:
    explained = explained_quote(row.quote) if row.quote and row.quote.is_explained else None
    sponsor = present_sponsor(row)
    context: dict[str, Any] = {
        "draft": row,
        "course": str(row.offering),
        "priced": explained,
        "why_url": reverse(why_page, args=[row.ref]) if explained else "",
        "state_words": STATE_WORDS[State(row.state)],
        "summary": summary_of(row),
        "next_steps": next_steps(row, sponsor),
        "may_withdraw": WORKFLOW.allows("withdraw", row.state),
        "sponsor": sponsor,
        "may_name_sponsor": row.state in SPONSORED,
        "sponsor_form": NameSponsorForm(auto_id="sponsor_%s"),
        "answer_form": AnswerForm(),
        "withdraw_form": WithdrawForm(),
        "form": next(iter(forms.values()), None),
    }
    context |= own_scholarship(row, why_page=why_page)
    return render(request, template, context | forms, status=status)
