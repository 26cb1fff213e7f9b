"""Briefings: a facilitator's own, and all of them for the office. Both pages take the same two forms."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.groups.queries.history import tell_history
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.scheduling.models import Event
from cadre.staffing import actions
from cadre.staffing.access import events_briefed_to, events_to_brief, may_brief
from cadre.staffing.forms import BriefingFilter, BriefingForm, HeldForm, OwnBriefingFilter
from cadre.staffing.lists import BRIEFINGS, OWN_BRIEFINGS
from cadre.staffing.queries import briefings as queries
from cadre.staffing.queries.covers import with_uncovered
from cadre.staffing.queries.visits import first_events
from cadre.ui.listing import Column, Listing

LOOK = ("element", "group__partner", "group__offering__qualification", "group__offering__intake")


@page("event_briefing", "L", "facilitator")
def mine(request: HttpRequest) -> HttpResponseBase:
    rows = queries.to_brief(events_briefed_to(signed_in(request)), clock.today())
    listing = Listing(
        request, rows, OWN_BRIEFINGS, filter_form=OwnBriefingFilter, name="briefings", default_sort="date"
    )
    if listing.wants_file:
        return listing.file()
    tell_history([event.group for event in listing.rows])
    return render(request, "staffing/facilitator/briefings.html", {"listing": listing})


@page("event_briefing", "L", "office")
def every(request: HttpRequest) -> HttpResponseBase:
    """Events to come, with their briefing or without one."""
    rows = with_uncovered(queries.to_brief(events_to_brief(signed_in(request)), clock.today()))
    firsts = first_events(rows) if "format" in request.GET else {}
    visits = Column("visit", "Visit", lambda row: "; ".join(one.words for one in firsts.get(row.pk, [])))
    columns = [*BRIEFINGS, visits]
    listing = Listing(request, rows, columns, filter_form=BriefingFilter, name="briefings", default_sort="date")
    if listing.wants_file:
        return listing.file()
    events = list(listing.rows)
    firsts = first_events(events)
    shown = [(event, firsts.get(event.pk, [])) for event in events]
    return render(request, "staffing/office/briefings.html", {"listing": listing, "rows": shown})


@page("event_briefing", "V", "facilitator")
def briefing(request: HttpRequest, ref: str) -> HttpResponseBase:
    event = get_object_or_404(events_briefed_to(signed_in(request)).select_related(*LOOK), ref=ref)
    return _shown(request, event, "facilitator")


@page("event_briefing", "E", "facilitator", methods=["POST"])
def setting(request: HttpRequest, ref: str) -> HttpResponseBase:
    event = get_object_or_404(events_briefed_to(signed_in(request)).select_related(*LOOK), ref=ref)
    return _set(request, event, "facilitator")


@page("event_briefing", "E", "facilitator", methods=["POST"])
def keeping(request: HttpRequest, ref: str) -> HttpResponseBase:
    event = get_object_or_404(events_briefed_to(signed_in(request)).select_related(*LOOK), ref=ref)
    return _keep(request, event, "facilitator")


@page("event_briefing", "V", "office")
def office_briefing(request: HttpRequest, ref: str) -> HttpResponseBase:
    event = get_object_or_404(events_to_brief(signed_in(request)).select_related(*LOOK), ref=ref)
    return _shown(request, event, "office")


@page("event_briefing", "E", "office", methods=["POST"])
def office_setting(request: HttpRequest, ref: str) -> HttpResponseBase:
    event = get_object_or_404(events_to_brief(signed_in(request)).select_related(*LOOK), ref=ref)
    return _set(request, event, "office")


@page("event_briefing", "E", "office", methods=["POST"])
def office_keeping(request: HttpRequest, ref: str) -> HttpResponseBase:
    event = get_object_or_404(events_to_brief(signed_in(request)).select_related(*LOOK), ref=ref)
    return _keep(request, event, "office")


def _set(request: HttpRequest, event: Event, audience: str) -> HttpResponseBase:
    user, form = signed_in(request), BriefingForm(request.POST)
    if not may_brief(user, event):
        raise Http404
    if form.is_valid():
        try:
            said = {name: form.cleaned_data[name] for name in ("joining_link", "seen")}
            actions.set_briefing(event, starts_at=form.starts_at, **said, by=user, now=clock.now())
            messages.success(request, "The briefing is set, and its facilitators are told.")
            return redirect(f"{audience}:staffing:briefing", event.ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return _shown(request, event, audience, form=form)


def _keep(request: HttpRequest, event: Event, audience: str) -> HttpResponseBase:
    user, row = signed_in(request), queries.briefing_of(event)
    if row is None or not may_brief(user, event):
        raise Http404
    held = HeldForm(request.POST, team=_team(event))
    if held.is_valid():
        said = held.cleaned_data | {"there": {int(key) for key in held.cleaned_data["there"]}}
        try:
            actions.keep_briefing(row, **said, by=user, now=clock.now())
            messages.success(request, "Kept.")
            return redirect(f"{audience}:staffing:briefing", event.ref)
        except Refusal as refusal:
            held.add_refusal(refusal)
    return _shown(request, event, audience, held=held)


def _team(event: Event) -> list[tuple[str, str]]:
    return [(str(who.pk), who.user.name) for who in queries.team_at(event)]


def _shown(
    request: HttpRequest, event: Event, audience: str, *, form: BriefingForm | None = None, held: HeldForm | None = None
) -> HttpResponseBase:
    row, team = queries.briefing_of(event), queries.team_at(event)
    there = queries.attendance_of(row)
    begun = row is not None and row.starts_at <= clock.now()
    context = {
        "event": event,
        "group": event.group,
        "briefing": row,
        "team": [(who, there.get(who.pk)) for who in team],
        "may_brief": may_brief(signed_in(request), event),
        "has_begun": begun,
        "form": form or BriefingForm(before=actions.hour_as_typed(row)),
        "held": held or HeldForm(before=actions.kept_as_typed(row), team=_team(event)),
        "errors": form or held,
        "audience": audience,
        "layout": "ui/layouts/office.html" if audience == "office" else "ui/layouts/field.html",
        "set_url": f"{audience}:staffing:{'office_' if audience == 'office' else ''}setting",
        "keep_url": f"{audience}:staffing:{'office_' if audience == 'office' else ''}keeping",
    }
    wrong = any(one is not None and one.errors for one in (form, held))
    return render(request, "staffing/parts/briefing.html", context, status=422 if wrong else 200)
