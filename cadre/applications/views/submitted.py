"""A submitted application as its applicant sees it: by link, or signed in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cadre.applications import actions
from cadre.applications.access import may_name_sponsor, may_withdraw, open_for, own_applications
from cadre.applications.decision_forms import AskLaterForm
from cadre.applications.deferring import later_offerings
from cadre.applications.forms import AnswerForm, NameSponsorForm, WithdrawForm
from cadre.applications.models import Application
from cadre.applications.queries import application_opened_by, explained_quote, for_pages
from cadre.applications.said import STATE_WORDS, next_steps, summary_of
from cadre.applications.scholarship_panel import own_scholarship
from cadre.applications.sponsor_panel import present_sponsor
from cadre.applications.states import SPONSORED, WORKFLOW, DeferralState, State
from cadre.applications.views.draft import locked
from cadre.journal.actions import System
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.ui.forms import Form

SPONSOR_NAMED = "We have asked your sponsor by mail."
LATER_ASKED = "We have your wish to start later, and write to you."


def own(request: HttpRequest, ref: str) -> Application:
    return get_object_or_404(for_pages(own_applications(signed_in(request))), ref=ref)


@page("application_draft", "V", "token")
def status(request: HttpRequest, ref: str) -> HttpResponseBase:
    row = application_opened_by(request, ref)
    if row is None:
        return locked(request)
    if row.is_draft:
        return redirect("token:applications:draft", row.ref)
    if row.merged_into:
        return open_for(redirect("token:applications:status", row.merged_into.ref), row.merged_into)
    return show(request, row, "applications/public/status.html", "token:applications:why")


@page("application_draft", "E", "token", methods=["POST"])
def answer(request: HttpRequest, ref: str) -> HttpResponseBase:
    return by_link(request, ref, "answer_form", AnswerForm(request.POST), "We have your answer.")


@page("application_draft", "E", "token", methods=["POST"])
def withdrawal(request: HttpRequest, ref: str) -> HttpResponseBase:
    return by_link(
        request, ref, "withdraw_form", WithdrawForm(request.POST, day=clock.today()), "Your application is withdrawn."
    )


@page("application_draft", "E", "token", methods=["POST"])
def sponsor(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Name another sponsor."""
    return by_link(request, ref, "sponsor_form", NameSponsorForm(request.POST, auto_id="sponsor_%s"), SPONSOR_NAMED)


@page("application_draft", "E", "token", methods=["POST"])
def later_start(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Ask to start in a later intake."""
    row = application_opened_by(request, ref)
    return by_link(request, ref, "later_form", later_form(row, request.POST), LATER_ASKED) if row else locked(request)


def later_form(row: Application, typed: Any = None) -> AskLaterForm:
    return AskLaterForm(typed, day=clock.today(), later=later_offerings(row), auto_id="later_%s")


def by_link(request: HttpRequest, ref: str, name: str, form: Form, words: str) -> HttpResponseBase:
    row = application_opened_by(request, ref)
    if row is None:
        return locked(request)
    if row.merged_into:
        return redirect("token:applications:status", row.ref)
    if done(request, row, form, System(row.name), words):
        return redirect("token:applications:status", row.ref)
    return show(request, row, "applications/public/status.html", "token:applications:why", status=422, **{name: form})


@page("application", "V", "candidate")
def application(request: HttpRequest, ref: str) -> HttpResponseBase:
    row = own(request, ref)
    if row.merged_into and row.merged_into.applicant_id == row.applicant_id:
        return redirect("candidate:applications:application", row.merged_into.ref)
    return show(request, row, "applications/candidate/application.html", "candidate:applications:why")


@page("application", "A", "candidate", methods=["POST"])
def own_answer(request: HttpRequest, ref: str) -> HttpResponseBase:
    return signed(request, ref, "answer_form", AnswerForm(request.POST), "We have your answer.")


@page("application", "A", "candidate", methods=["POST"])
def own_withdrawal(request: HttpRequest, ref: str) -> HttpResponseBase:
    row = own(request, ref)
    if not may_withdraw(signed_in(request), row):
        raise Http404
    return signed(
        request, ref, "withdraw_form", WithdrawForm(request.POST, day=clock.today()), "Your application is withdrawn."
    )


@page("application", "A", "candidate", methods=["POST"])
def own_sponsor(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Name another sponsor."""
    if not may_name_sponsor(signed_in(request), own(request, ref)):
        raise Http404
    form = NameSponsorForm(request.POST, auto_id="sponsor_%s")
    return signed(request, ref, "sponsor_form", form, SPONSOR_NAMED)


@page("application", "A", "candidate", methods=["POST"])
def own_later_start(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Ask to start in a later intake."""
    row = own(request, ref)
    return signed(request, ref, "later_form", later_form(row, request.POST), LATER_ASKED)


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
    priced = explained_quote(row.quote)
    if priced is None:
        raise Http404
    back = reverse("candidate:applications:application", args=[row.ref])
    return render(request, "applications/candidate/why.html", {"priced": priced, "back": back})


def done(request: HttpRequest, row: Application, form: Form, by: Any, words: str) -> bool:
    """Do what the form is for: answer, withdraw, name a sponsor, ask to start later. False with the refusal in it."""
    if not form.is_valid():
        return False
    said = form.cleaned_data
    try:
        if isinstance(form, NameSponsorForm):
            named = {"name": said["sponsor_name"], "email": said["sponsor_email"]}
            actions.replace_sponsor(row, **named, by=by, now=clock.now())
        elif isinstance(form, AskLaterForm):
            given = {"reason": said["code"], "wanted": said["wanted"], "words": said["words"]}
            actions.ask_to_defer(row, **given, by=by, now=clock.now())
        else:
            action = actions.answer_question if isinstance(form, AnswerForm) else actions.withdraw_application
            action(row, **said, by=by, now=clock.now())
    except Refusal as refusal:
        form.add_refusal(refusal)
        return False
    messages.success(request, words)
    return True


def show(
    request: HttpRequest, row: Application, template: str, why_page: str, *, status: int = 200, **forms: Form
) -> HttpResponse:
    explained = explained_quote(row.quote)
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
        "asked_later": row.deferrals.filter(state=DeferralState.ASKED).select_related("wanted__intake").first(),
        "may_ask_later": WORKFLOW.allows("defer", row.state),
        "later_form": later_form(row),
        "answer_form": AnswerForm(),
        "withdraw_form": WithdrawForm(day=clock.today()),
        "form": next(iter(forms.values()), None),
    }
    context |= own_scholarship(row, why_page=why_page)
    return render(request, template, context | forms, status=status)
