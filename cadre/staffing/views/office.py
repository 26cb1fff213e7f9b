"""The office: suggestions, one of them, and what is decided by hand."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.facilitators.access import facilitators_visible_to
from cadre.groups.access import groups_visible_to
from cadre.journal import queue
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.words import counted
from cadre.people.access import page, signed_in
from cadre.staffing import actions, tasks
from cadre.staffing.access import may_cancel, may_send, may_suggest, suggestions_visible_to
from cadre.staffing.forms import AskForm, DecideForm, SendForm, TeamFilter
from cadre.staffing.lists import SUGGESTIONS, TEAMS
from cadre.staffing.models import SuggestedTeam, Suggestion
from cadre.staffing.queries import suggestions as queries
from cadre.staffing.queries.changes import what_changed
from cadre.staffing.queries.covers import not_covered
from cadre.staffing.queries.loads import with_season
from cadre.staffing.views import words
from cadre.ui.latest import latest, latest_or_all
from cadre.ui.listing import Listing

SHOWN = 20


def suggestion_of(request: HttpRequest, ref: str) -> Suggestion:
    return get_object_or_404(queries.for_page(suggestions_visible_to(signed_in(request))), ref=ref)


def _ask_form(data: Any = None) -> AskForm:
    return AskForm(data, intakes=[(row.slug, row.name) for row in queries.intakes()])


@page("staffing", "L", "office")
def suggestions(request: HttpRequest) -> HttpResponseBase:
    return _suggestions(request, _ask_form())


def _suggestions(request: HttpRequest, form: AskForm, status: int = 200) -> HttpResponseBase:
    user = signed_in(request)
    rows = queries.for_page(suggestions_visible_to(user))
    listing = Listing(request, rows, SUGGESTIONS, name="suggested-staffing", default_sort="-made")
    if listing.wants_file:
        return listing.file()
    context = {"listing": listing, "form": form, "may_suggest": may_suggest(user)}
    context |= {"not_covered": latest(not_covered(clock.today()), SHOWN)}
    return render(request, "staffing/office/suggestions.html", context, status=status)


@page("staffing", "C", "office", methods=["POST"])
def asking(request: HttpRequest) -> HttpResponseBase:
    """For an intake, or for the season."""
    form = _ask_form(request.POST)
    if not form.is_valid():
        return _suggestions(request, form, status=422)
    intake, now = queries.intakes().filter(slug=form.cleaned_data["intake"]).first(), clock.now()
    try:
        made = actions.ask_suggestion(by=signed_in(request), today=clock.day_of(now), now=now, intake=intake)
    except Refusal as refusal:
        form.add_refusal(refusal)
        return _suggestions(request, form, status=422)
    return _begun(request, made, now)


def _begun(request: HttpRequest, made: Suggestion, now: datetime) -> HttpResponse:
    """To the suggestion that was asked for `now`, or to the one there is of the same facts."""
    tasks.begin(made)
    if made.made_at != now:
        messages.success(request, "Nothing has changed, so this is the suggestion that was there.")
    return redirect("office:staffing:suggestion", made.ref)


@page("staffing", "C", "office", methods=["POST"])
def for_group(request: HttpRequest, ref: str) -> HttpResponseBase:
    """For one group, at once."""
    user, now = signed_in(request), clock.now()
    group = get_object_or_404(groups_visible_to(user), ref=ref)
    try:
        made = actions.ask_suggestion(by=user, today=clock.day_of(now), now=now, group=group)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("office:scheduling:group", ref=group.ref)
    return _begun(request, made, now)


@page("staffing", "V", "office")
def suggestion(request: HttpRequest, ref: str) -> HttpResponseBase:
    user, found = signed_in(request), suggestion_of(request, ref)
    if not found.is_worked_out:
        return _working(request, found)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    listing = Listing(request, queries.teams_of(found), TEAMS, filter_form=TeamFilter, name=found.ref)
    if listing.wants_file:
        return listing.file()
    changed = _what_changed(found) if may_send(user, found) else []
    context = {
        "suggestion": found,
        "listing": listing,
        "rows": queries.with_next(listing.rows),
        "kpis": words.figures(found, queries.unfilled(found)),
        "certificate": words.certificate(found),
        "decisions": found.decisions.select_related("group", "facilitator__user", "by"),
        "may_send": may_send(user, found) and not changed,
        "changed": changed,
        "may_decide": may_suggest(user) and found.is_ready,
        "form": SendForm(),
        "entries": latest_or_all(queries.what_happened(found), request.GET),
    }
    return render(request, "staffing/office/suggestion.html", context)


def _what_changed(found: Suggestion) -> list[str]:
    """Sentences of what stands in the way of carrying it out by now."""
    try:
        return what_changed(found, today=clock.today())
    except Refusal as refusal:
        return [str(refusal)]


def _working(request: HttpRequest, found: Suggestion) -> HttpResponse:
    """How far it is, or that it was cancelled."""
    context = {
        "suggestion": found,
        "stuck": found.is_working and queue.parked().filter(pk=tasks.task_of(found)).exists(),
        "may_cancel": may_cancel(signed_in(request), found),
        "total": found.steps or 1,
    }
    if request.headers.get("HX-Request"):
        if not found.is_working:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "staffing/office/progress.html", context)
    return render(request, "staffing/office/working.html", context)


@page("staffing", "A", "office", methods=["POST"])
def cancellation(request: HttpRequest, ref: str) -> HttpResponseBase:
    found = suggestion_of(request, ref)
    try:
        actions.cancel_suggestion(found, by=signed_in(request))
        messages.success(request, "It is cancelled.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("office:staffing:suggestion", found.ref)


@page("staffing", "A", "office")
def deciding(request: HttpRequest, ref: str, group: str) -> HttpResponseBase:
    """Somebody is fixed to a seat of one group, or excluded from it, and the rest is worked out anew."""
    user, found, now = signed_in(request), suggestion_of(request, ref), clock.now()
    today = clock.day_of(now)
    team = get_object_or_404(queries.teams_of(found), group__ref=group)
    if not (may_suggest(user) and found.is_worked_out):
        raise Http404
    staff = facilitators_visible_to(user).active_on(today).select_related("user")
    data = request.POST if request.method == "POST" else None
    people = with_season(staff.order_by("user__name"))
    form = DecideForm(data, people=people, initial={"facilitator": request.GET.get("facilitator", "")})
    if form.is_valid():
        said = form.said() | {"facilitator": staff.get(pk=form.cleaned_data["facilitator"])}
        try:
            made = actions.decide(found, **said, group=team.group, by=user, today=today, now=now)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return _begun(request, made, now)
    return _deciding(request, found, team, form)


def _deciding(request: HttpRequest, found: Suggestion, team: SuggestedTeam, form: DecideForm) -> HttpResponse:
    [(_, further)] = queries.with_next([team])
    context = {"suggestion": found, "team": team, "further": further, "form": form}
    return render(request, "staffing/office/deciding.html", context, status=422 if form.errors else 200)


@page("staffing", "C", "office", methods=["POST"])
def anew(request: HttpRequest, ref: str) -> HttpResponseBase:
    """The same suggestion from the facts of now."""
    found, now = suggestion_of(request, ref), clock.now()
    try:
        made = actions.suggest_anew(found, by=signed_in(request), today=clock.day_of(now), now=now)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("office:staffing:suggestion", found.ref)
    return _begun(request, made, now)


@page("staffing", "A", "office", methods=["POST"])
def sending(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Everybody suggested for an open seat is invited."""
    user, found = signed_in(request), suggestion_of(request, ref)
    form = SendForm(request.POST)
    form.is_valid()
    try:
        follow = bool(form.cleaned_data.get("follow"))
        made, past = actions.send_invitations(found, follow=follow, by=user, now=clock.now())
        messages.success(request, f"{counted(len(made), 'invitation')} sent. A yes gives the seat at once.")
        for sentence in past[:5]:
            messages.info(request, sentence)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("office:staffing:suggestion", found.ref)
