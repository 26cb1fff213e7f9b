"""The pages of one draft, opened by its link or by the browser it was started in."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from cadre.applications import actions
from cadre.applications.access import applications_linked_by, drafts_of_address, open_for
from cadre.applications.actions.submission import AppliedBefore
from cadre.applications.forms import CheckForm, LostLinkForm
from cadre.applications.models import Application
from cadre.applications.queries import (
    draft_opened_by,
    explained_quote,
    open_offerings,
    open_question,
    price_now,
    scholarship_now,
)
from cadre.applications.rules.deadline import in_time
from cadre.applications.states import Funding
from cadre.applications.steps import STEPS, Answers, Facts, Step, walk
from cadre.applications.steps.base import SECTIONS
from cadre.applications.steps.course import CourseForm
from cadre.applications.steps.path import PRICED_BY, form_of
from cadre.applications.steps.payment import Invoice
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page
from cadre.ui.forms import Form

P = ParamSpec("P")
UNSAVED = "This page was open for long, so nothing was saved yet. What you typed is still here: press the button again."


def with_draft(
    view: Callable[Concatenate[HttpRequest, Application, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]:
    """Give the view the application this browser may open. Any other reference, known or not, asks for the link.

    Whatever is sent opens it for another 14 days.
    """

    @wraps(view)
    def opened(request: HttpRequest, ref: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        draft = draft_opened_by(request, ref)
        if draft is None:
            return locked(request)
        answer = view(request, draft, *args, **kwargs)
        return open_for(answer, draft) if request.method == "POST" else answer

    return opened


def locked(request: HttpRequest) -> HttpResponse:
    """Ask for the link; show what was typed, so that no word is lost."""
    typed = [value for value in typed_in(request).values() if len(value.strip()) > 1]
    context = {"lost": LostLinkForm(), "typed": typed, "action": reverse("token:applications:lost")}
    return render(request, "applications/public/locked.html", context, status=404)


@page("application_draft", "V", "token")
def resume(request: HttpRequest, token: str) -> HttpResponseBase:
    """From the mail. The secret goes out of the address bar into a cookie for this application's pages."""
    draft = applications_linked_by(token, now=clock.now()).first()
    if draft is None:
        return locked(request)
    page = "payer" if open_question(draft) else "draft"
    return open_for(redirect(f"token:applications:{page}", draft.ref), draft)


@page("application_draft", "C", "token")
def lost(request: HttpRequest) -> HttpResponseBase:
    """Mail the link again. The answer is the same whether there is an application or not."""
    form = LostLinkForm(request.POST or None)
    if not form.is_valid():
        return render(request, "applications/public/locked.html", {"lost": form, "form": form}, status=422)
    rows = drafts_of_address(form.cleaned_data["email"]).select_related("offering__intake", "offering__qualification")
    for draft in rows[:5]:
        actions.send_resume_link(draft, now=clock.now(), again=True)
    return render(request, "applications/public/link_sent.html", {"email": form.cleaned_data["email"]})


@page("application_draft", "V", "token")
@with_draft
def draft(request: HttpRequest, draft: Application) -> HttpResponseBase:
    """To the question that is next, or to how the application stands."""
    if not draft.is_draft:
        return redirect("token:applications:status", draft.ref)
    wrong = walk(Answers.of(draft), facts_of(draft, choices=True)).wrong
    return (
        redirect("token:applications:step", draft.ref, wrong.slug)
        if wrong
        else redirect("token:applications:check", draft.ref)
    )


@page("application_draft", "E", "token")
@with_draft
def step(request: HttpRequest, draft: Application, slug: str) -> HttpResponseBase:
    """One question. Whatever was typed is saved, right or wrong."""
    asked = STEPS.get(slug)
    if asked is None or not draft.is_draft:
        return redirect("token:applications:draft", draft.ref)
    answers, facts = Answers.of(draft), facts_of(draft, choices=slug == "course")
    if slug in answers.settled and form_of(asked, facts, answers, answers.typed(slug)).is_valid():
        return redirect("token:applications:draft", draft.ref)
    if request.method != "POST":
        return show_step(request, draft, asked, shown_form(request, asked, facts, answers))
    typed = typed_in(request)
    form = form_of(asked, facts, answers, typed)
    saved(draft, asked, form, typed, facts)
    if "look" in request.POST:
        return show_step(request, draft, asked, searched(form, typed, quiet=True))
    if "later" in request.POST:
        return redirect("token:applications:later", draft.ref)
    if not form.is_valid():
        return show_step(request, draft, asked, searched(form, typed), status=422)
    after = asked.next(Answers.of(draft))
    if request.POST.get("back") == "check" or after is None:
        return redirect("token:applications:check", draft.ref)
    return redirect("token:applications:step", draft.ref, after.slug)


def saved(draft: Application, asked: type[Step], form: Form, typed: dict[str, str], facts: Facts) -> None:
    """Keep the step; note the scholarship where it depends on it; mail the link when the address is new."""
    ok, now = form.is_valid(), clock.now()
    columns: dict[str, Any] = {}
    offering = None
    if ok and asked.slug == "you":
        columns = {"name": form.cleaned_data["name"], "email": form.cleaned_data["email"]}
    elif ok and isinstance(form, CourseForm):
        offering = form.offerings[form.cleaned_data["intake"]]
        columns = {"preferred_partner": form.partners.get(form.cleaned_data["partner"])}
    is_new = "email" in columns and columns["email"].lower() != draft.email.lower()
    actions.save_step(
        draft,
        slug=asked.slug,
        typed=typed,
        ok=ok,
        now=now,
        noted=noted(draft, asked, typed, facts),
        offering=offering,
        **columns,
    )
    if is_new:
        actions.send_resume_link(draft, now=now)


def noted(draft: Application, asked: type[Step], typed: dict[str, str], facts: Facts) -> dict[str, str] | None:
    """The verdict on a scholarship that is asked for, when this step may have changed it."""
    answers = Answers.of(draft).with_step(asked.slug, typed)
    if asked not in PRICED_BY or answers.said("payment", "funding") != Funding.SCHOLARSHIP:
        return None
    filled = walk(answers, facts, only=PRICED_BY).filled()
    decided = scholarship_now(filled, draft.offering, on=facts.today)
    return {"scholarship": decided.verdict.value, "sentence": decided.sentence}


@page("application_draft", "E", "token")
@with_draft
def check(request: HttpRequest, draft: Application) -> HttpResponseBase:
    """All answers with the price, the declaration, and handing in."""
    if not draft.is_draft:
        return redirect("token:applications:status", draft.ref)
    facts = facts_of(draft, choices=True)
    walked = walk(Answers.of(draft), facts)
    if walked.wrong:
        return redirect(f"{reverse('token:applications:step', args=[draft.ref, walked.wrong.slug])}?back=check")
    form = CheckForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            said = {"version": draft.version, "seen_pence": form.cleaned_data["seen"] or 0}
            actions.submit_application(draft, filled=walked.filled(), now=clock.now(), **said)
            return redirect("token:applications:status", draft.ref)
        except AppliedBefore as refusal:
            actions.send_resume_link(refusal.first, now=clock.now(), again=True)
            form.add_refusal(refusal)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return show_check(request, draft, walked, form, facts)


def show_check(request: HttpRequest, draft: Application, walked: Any, form: CheckForm, facts: Facts) -> HttpResponse:
    priced = price_now(walked.filled(), draft.offering, on=facts.today, apart_from=draft.pk)
    sections = []
    for name in SECTIONS[:-1]:
        rows = [
            (label, value, change_address(draft, step))
            for step, answers in walked.rows
            if step.section == name
            for label, value in answers
        ]
        sections.append((name, [*facts.course_rows, *rows] if name == "Course" else rows))
    settled = next(iter(Answers.of(draft).settled.values()), "")
    context = (
        page_context(draft, "Check")
        | {"settled": settled}
        | {"form": form, "sections": sections, "priced": priced, "facts": facts}
    )
    return render(request, "applications/public/check.html", context, status=422 if form.errors else 200)


def change_address(draft: Application, asked: type[Step]) -> str:
    """Where an answer is changed; nowhere when somebody else has settled it."""
    if asked.slug in Answers.of(draft).settled:
        return ""
    return f"{reverse('token:applications:step', args=[draft.ref, asked.slug])}?back=check"


@page("application_draft", "V", "token")
@with_draft
def why(request: HttpRequest, draft: Application) -> HttpResponseBase:
    """How the price was decided: of a draft as of today, of a submitted application as it was quoted."""
    priced = explained_quote(draft.quote)
    if draft.quote and priced is None:
        raise Http404
    if priced is None:
        facts = facts_of(draft, choices=True)
        walked = walk(Answers.of(draft), facts)
        if walked.wrong:
            return redirect("token:applications:step", draft.ref, walked.wrong.slug)
        priced = price_now(walked.filled(), draft.offering, on=facts.today, apart_from=draft.pk)
    back = reverse("token:applications:draft", args=[draft.ref])
    return render(request, "applications/public/why.html", {"priced": priced, "draft": draft, "back": back})


@page("application_draft", "V", "token")
@with_draft
def later(request: HttpRequest, draft: Application) -> HttpResponseBase:
    """Everything is saved; how to come back."""
    if not draft.is_draft:
        return redirect("token:applications:status", draft.ref)
    return render(request, "applications/public/later.html", page_context(draft, "Course"))


def facts_of(draft: Application, *, choices: bool = False) -> Facts:
    """What the steps need to know. Its own intake stays a choice while the draft is in time for it."""
    today = clock.today()
    facts = Facts(draft.offering, today, email=draft.email)
    if choices:
        facts.offerings = open_offerings(draft.offering.qualification.slug, today)
        if draft.offering not in facts.offerings:
            facts.offerings.insert(0, draft.offering)
    return facts


def typed_in(request: HttpRequest) -> dict[str, str]:
    """The fields of the form as they were sent."""
    ours = {"csrfmiddlewaretoken", "back", "later", "look", "once"}
    return {name: str(value) for name, value in request.POST.items() if name not in ours}


def shown_form(request: HttpRequest, asked: type[Step], facts: Facts, answers: Answers) -> Form:
    """The form with what was kept; a search for a school keeps the school that was chosen."""
    kept = answers.typed(asked.slug)
    if asked.slug == "school" and ("q" in request.GET or "kind" in request.GET):
        words, kind = request.GET.get("q", ""), request.GET.get("kind", "")
        return asked.form_class(kept and {**kept, "q": words}, asked=words, quiet=True, kind=kind)
    return form_of(asked, facts, answers, kept)


def searched(form: Form, typed: dict[str, str], **how: bool) -> Form:
    """A school form that was refused, or only asked to look, shows what its search found."""
    return type(form)(typed, asked=typed.get("q", ""), **how) if hasattr(form, "asked") else form


def show_step(
    request: HttpRequest, draft: Application, asked: type[Step], form: Form, *, status: int = 200
) -> HttpResponse:
    context = page_context(draft, asked.section) | {
        "form": form,
        "step": asked,
        "back": request.POST.get("back") or request.GET.get("back", ""),
        "decided": Answers.of(draft).scholarship_sentence if asked is Invoice else "",
    }
    return render(request, asked.template, context, status=status)


def page_context(draft: Application, section: str) -> dict[str, Any]:
    intake = draft.offering.intake
    closed = not in_time(deadline=clock.end_of(intake.closes_on), opened_at=draft.created_at, now=clock.now())
    return {
        "draft": draft,
        "section": section,
        "sections_all": SECTIONS,
        "closed": closed,
        "save_later_url": reverse("token:applications:later", args=[draft.ref]),
    }


def step_again(request: HttpRequest, ref: str, slug: str) -> HttpResponseBase:
    """A form that came too late to be trusted: shown again with what was typed, nothing saved."""
    draft, asked = draft_opened_by(request, ref), STEPS.get(slug)
    if draft is None or asked is None or not draft.is_draft:
        return locked(request)
    messages.warning(request, UNSAVED)
    form = form_of(asked, facts_of(draft, choices=slug == "course"), Answers.of(draft), typed_in(request))
    return show_step(request, draft, asked, searched(form, typed_in(request)), status=403)


step.ask_again = step_again  # type: ignore[attr-defined]
