"""The office: who is at one date of a group, who stands in with the effect on pay, and who visits a first event."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.facilitators.access import facilitators_visible_to
from cadre.facilitators.models import Facilitator
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.text import whole_number
from cadre.people.access import page, signed_in
from cadre.people.models import User
from cadre.scheduling import queries
from cadre.scheduling.access import events_visible_to, may_staff
from cadre.scheduling.charges import share_of
from cadre.scheduling.models import Event
from cadre.staffing.actions import arrange_visit, end_cover, end_substitution, end_visit, seek_cover, substitute
from cadre.staffing.forms import SubstituteForm, VisitForm
from cadre.staffing.queries.covers import could_stand_in, open_covers
from cadre.staffing.queries.standing_in import stand_ins_at
from cadre.staffing.queries.visits import FirstEvent, could_visit, first_events


def _event(request: HttpRequest, ref: str) -> Event:
    look = ("element", "group__partner", "group__offering__qualification", "group__offering__intake")
    return get_object_or_404(events_visible_to(signed_in(request)).select_related(*look), ref=ref)


@page("event", "E", "office")
def standing_in(request: HttpRequest, ref: str) -> HttpResponseBase:
    """The fee each has for this date is shown; whoever stands in has it from then on."""
    user, event = signed_in(request), _event(request, ref)
    team = {str(row.facilitator_id): row.facilitator for row in queries.team_of(event.group)}
    able = {str(one.facilitator.pk): one for one in could_stand_in(event, today=clock.today())}
    form = SubstituteForm(
        request.POST if request.method == "POST" else None,
        team=[(key, str(who)) for key, who in team.items()],
        staff=[(key, f"{one.facilitator}: {one.words}") for key, one in able.items()],
    )
    if form.is_valid():
        if not may_staff(user, event.group):
            raise Http404
        said = form.cleaned_data
        out, stand_in = team[said["out"]], able[said["stand_in"]].facilitator
        try:
            messages.success(request, _arrange(event, out, stand_in, said, user))
            return redirect("office:staffing:standing_in", ref=event.ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return show_event(request, event, form=form)


def _arrange(event: Event, out: Facilitator, stand_in: Facilitator, said: dict[str, Any], user: User) -> str:
    """They stand in at once, or are asked to. What is done, in a sentence."""
    now = clock.now()
    if said["agreed"] or event.starts_on <= clock.day_of(now):
        made = substitute(event, out, stand_in, reason=said["reason"], by=user, now=now)
        return f"{made.stand_in} stands in for {made.out}. Both are told, and the fee follows."
    seek_cover(event, out, stand_in, reason=said["reason"], by=user, now=now)
    return f"{stand_in} is asked. Until somebody says yes, the date is not covered."


def show_event(
    request: HttpRequest, event: Event, *, form: SubstituteForm | None = None, visit_form: VisitForm | None = None
) -> HttpResponseBase:
    """Who is there, who stands in or is asked to, what each has for the date, and whose first event is visited."""
    today = clock.today()
    team = [row.facilitator for row in queries.team_of(event.group)]
    standing = list(stand_ins_at(event))
    replaced = {row.out_id for row in standing}
    firsts = first_events([event]).get(event.pk, [])
    if form is None:
        able = could_stand_in(event, today=today)
        staff = [(str(one.facilitator.pk), f"{one.facilitator}: {one.words}") for one in able]
        form = SubstituteForm(team=[(str(who.pk), str(who)) for who in team], staff=staff)
    if visit_form is None and firsts and event.ends_on >= today and event.called_off_at is None:
        visit_form = visit_form_for(event, firsts)
    context = {
        "event": event,
        "group": event.group,
        "form": form,
        "may_staff": may_staff(signed_in(request), event.group),
        "standing": standing,
        "covers": open_covers(event),
        "shares": [(who, share_of(event, who.pk)) for who in team if who.pk not in replaced],
        "stand_in_shares": [(row, share_of(event, row.stand_in_id)) for row in standing],
        "firsts": firsts,
        "visit_form": visit_form,
        "errors": form if form.errors else visit_form,
    }
    wrong = form.errors or (visit_form is not None and visit_form.errors)
    return render(request, "staffing/office/standing_in.html", context, status=422 if wrong else 200)


def visit_form_for(event: Event, firsts: Sequence[FirstEvent], data: Any = None) -> VisitForm:
    leads = [
        (str(one.facilitator.pk), f"{one.facilitator}: {one.words}") for one in could_visit(event, today=clock.today())
    ]
    return VisitForm(data, new=[(str(one.new.pk), str(one.new)) for one in firsts], leads=leads, auto_id="visit_%s")


@page("event", "E", "office", methods=["POST"])
def standing_in_ended(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Every substitution at the event whose key is posted is taken back."""
    user, event = signed_in(request), _event(request, ref)
    key = request.POST.get("substitution", "")
    row = get_object_or_404(event.substitutions.select_related("event__group"), pk=whole_number(key) or 0)
    if not may_staff(user, event.group):
        raise Http404
    try:
        end_substitution(row, by=user, now=clock.now())
        messages.success(request, f"{row.out} is at this event again. Both are told.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("office:staffing:standing_in", ref=event.ref)


@page("event", "E", "office", methods=["POST"])
def cover_ended(request: HttpRequest, ref: str) -> HttpResponseBase:
    """They are there after all."""
    user, event = signed_in(request), _event(request, ref)
    key = whole_number(request.POST.get("cover", "")) or 0
    row = get_object_or_404(event.covers.select_related("event__group", "out__user"), pk=key)
    if not may_staff(user, event.group):
        raise Http404
    end_cover(row, by=user, now=clock.now())
    messages.success(request, f"{row.out} is there. Whoever was asked need not answer any more.")
    return redirect("office:staffing:standing_in", ref=event.ref)


@page("event", "E", "office", methods=["POST"])
def visiting(request: HttpRequest, ref: str) -> HttpResponseBase:
    """A quality lead is named for a first event."""
    user, event = signed_in(request), _event(request, ref)
    firsts = first_events([event]).get(event.pk, [])
    if not (firsts and may_staff(user, event.group)):
        raise Http404
    form = visit_form_for(event, firsts, request.POST)
    if form.is_valid():
        new = next(one.new for one in firsts if str(one.new.pk) == form.cleaned_data["new"])
        visitor = get_object_or_404(facilitators_visible_to(user), pk=form.cleaned_data["visitor"])
        try:
            made = arrange_visit(event, new, visitor, by=user, now=clock.now())
            messages.success(request, f"{made.visitor} visits it, and is told with their calendar.")
            return redirect("office:staffing:standing_in", ref=event.ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return show_event(request, event, visit_form=form)


@page("event", "E", "office", methods=["POST"])
def visit_off(request: HttpRequest, ref: str) -> HttpResponseBase:
    user, event = signed_in(request), _event(request, ref)
    key = whole_number(request.POST.get("visit", "")) or 0
    row = get_object_or_404(event.visits.select_related("event__group", "visitor__user"), pk=key)
    if not may_staff(user, event.group):
        raise Http404
    end_visit(row, by=user, now=clock.now())
    messages.success(request, f"{row.visitor} is told that the visit is off.")
    return redirect("office:staffing:standing_in", ref=event.ref)
