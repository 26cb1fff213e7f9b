"""The same decision for several: first who is affected and who is not, then all of those shown, or none."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.applications import actions
from cadre.applications.access import applications_visible_to
from cadre.applications.decision_forms import BulkAcceptForm, BulkAskForm, BulkDeferForm, DeclineForm, OfficerForm
from cadre.applications.together import Preview, chosen, deferral_preview, preview
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.words import counted
from cadre.people.access import page, signed_in
from cadre.ui.forms import Form

WORDS = {  # verb: what is asked, what was done, what follows
    "accept": ("Accept", "accepted", "Each of them gets a mail and an account to sign in with."),
    "decline": ("Decline", "declined", "Each of them gets a mail with these words."),
    "ask": ("Ask", "asked", "Each of them gets a mail with a link to the page they answer on."),
    "assign": ("Assign", "assigned", "Whoever had them before has them no more. Nobody gets a mail."),
}


@page("application", "A", "office")
def together(request: HttpRequest, verb: str) -> HttpResponseBase:
    """What was shown is what happens: who was decided meanwhile brings the preview back, and nothing is done."""
    if verb not in WORDS:
        raise Http404
    posted = request.method == "POST"
    rows = applications_visible_to(signed_in(request))
    shown = preview(verb, chosen(request.POST if posted else request.GET, rows, signed_in(request)))
    form = form_of(request, verb)
    if posted and "fill" not in request.POST and form.is_valid():
        try:
            return done(request, verb, shown, form)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return show(request, verb, shown, form)


@page("application", "A", "office")
def deferrals(request: HttpRequest) -> HttpResponseBase:
    """Let several start in one later intake: with the reason and intake chosen, who may by the policy; then all of
    those. Whoever it does not simply allow is left out: that is decided on their own page."""
    posted = request.method == "POST"
    user, now = signed_in(request), clock.now()
    rows = chosen(request.POST if posted else request.GET, applications_visible_to(user), user)
    form = BulkDeferForm(request.POST if posted else None, day=clock.today())
    reason, intake = (form.cleaned_data.get("code"), form.cleaned_data["intake"]) if form.is_valid() else (None, None)
    shown = deferral_preview(rows, reason=reason, intake=intake, today=clock.today())
    if reason and intake and "sure" in request.POST:
        try:
            if shown.left_out or not shown.ready:
                raise Refusal("Changed since you looked. Nothing was done. Press the button for those who are left.")
            made = actions.grant_deferrals(shown.ready, reason=reason, intake=intake, by=user, now=now)
            messages.success(request, f"{counted(len(made), 'person', 'people')} start in {intake}, and are told.")
            return redirect("office:applications:list")
        except Refusal as refusal:
            form.add_refusal(refusal)
    follows = "Each of them gets a mail, gives up a place held in a group, and is quoted again in the new intake."
    words = {"heading": "Let several start later", "follows": follows, "proposes": False, "two_steps": not reason}
    button = f"Defer {counted(len(shown.ready), 'person', 'people')}" if reason else "Who may?"
    context = {"shown": shown, "form": form, "button_words": button} | words
    return render(request, "applications/office/bulk.html", context, status=422 if form.errors else 200)


def form_of(request: HttpRequest, verb: str) -> Form:
    typed = request.POST if request.method == "POST" else None
    if verb == "decline":
        form = DeclineForm(typed, day=clock.today())
        if typed is not None and "fill" in typed:
            code = typed.get("code", "")
            form = DeclineForm(day=clock.today(), initial={"code": code, "reason": form.words_of(code)})
        return form
    if verb == "assign":
        return OfficerForm(typed, day=clock.today())
    return BulkAcceptForm(typed) if verb == "accept" else BulkAskForm(typed)


def done(request: HttpRequest, verb: str, shown: Preview, form: Form) -> HttpResponse:
    """Do it for all who were shown. Raises Refusal when one of them cannot be by now, or nobody is left."""
    given: dict[str, Any] = {**form.cleaned_data, "by": signed_in(request), "now": clock.now()}
    rows = shown.ready + ([row for row, _ in shown.against] if given.get("despite") else [])
    if shown.left_out:
        names = ", ".join(str(row) for row, _ in shown.left_out[:5])
        raise Refusal(f"Changed since you looked: {names}. Nothing was done. Press the button for those who are left.")
    if not rows:
        raise Refusal("Nobody is left to do this for.")
    action = {
        "accept": actions.accept_applications,
        "decline": actions.decline_applications,
        "ask": actions.ask_applicants,
        "assign": actions.assign_applications,
    }[verb]
    made = action(rows, **given)  # type: ignore[operator]
    against = 0 if given.get("despite") else len(shown.against)
    left = f" {against} with something open were left out." if against else ""
    messages.success(request, f"{counted(len(made), 'person is', 'people are')} {WORDS[verb][1]}.{left}")
    return redirect("office:applications:list")


def show(request: HttpRequest, verb: str, shown: Preview, form: Form) -> HttpResponse:
    asks, _, follows = WORDS[verb]
    many = counted(len(shown.ready) + len(shown.against), "person", "people")
    context = {
        "verb": verb,
        "shown": shown,
        "form": form,
        "heading": f"{asks} {many}?",
        "button_words": f"{asks} {counted(len(shown.ready), 'person', 'people')}" if not shown.against else asks,
        "follows": follows,
        "proposes": verb == "decline",
    }
    return render(request, "applications/office/bulk.html", context, status=422 if form.errors else 200)
