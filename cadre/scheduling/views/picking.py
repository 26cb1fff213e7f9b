"""What picking a date shares between the partner and the office."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from cadre.groups.models import Group
from cadre.lib import clock
from cadre.lib.dates import long_moment, weekday_day
from cadre.lib.errors import Refusal
from cadre.people.access import signed_in
from cadre.scheduling.access import may_override, may_schedule
from cadre.scheduling.actions import hold_date, let_go, pick_date, swap_dates
from cadre.scheduling.forms import PickForm, SwapForm
from cadre.scheduling.models import Event
from cadre.scheduling.queries import PickSheet, pick_sheet
from cadre.scheduling.queries.swaps import swaps_for


def sheet_or_404(group: Group, number: int, *, for_partner: bool) -> PickSheet:
    sheet = pick_sheet(group, number, today=clock.today(), now=clock.now(), for_partner=for_partner)
    if sheet is None:
        raise Http404
    return sheet


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, even if it is nothing at all; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def pick_form(request: HttpRequest, group: Group, sheet: PickSheet) -> PickForm:
    return PickForm(
        posted(request),
        group=group,
        event=sheet.row.event,
        usual=sheet.usual_venue,
        link=sheet.usual_link,
        held=sheet.hold.starts_on if sheet.hold else None,
        may_override=may_override(signed_in(request), group),
    )


def hold(request: HttpRequest, group: Group, number: int, *, for_partner: bool, back: str) -> HttpResponse:
    """Keep the day that was chosen, or with `end` let it go; then back to the calendar."""
    sheet = sheet_or_404(group, number, for_partner=for_partner)
    user, now = signed_in(request), clock.now()
    try:
        if request.POST.get("end"):
            let_go(group, sheet.row.element, by=user, now=now)
            messages.success(request, "The day is free again.")
        else:
            day = read_day(request.POST.get("day", ""))
            held = hold_date(group, sheet.row.element, day, by=user, now=now)
            messages.success(request, f"{weekday_day(held.starts_on)} is held for you until {long_moment(held.until)}.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(back, ref=group.ref, number=number)


def read_day(typed: str) -> date | None:
    """The day of a radio of the calendar, or None for anything else."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def swap(request: HttpRequest, group: Group, number: int, *, layout: str, back: str) -> HttpResponse:
    """Exchange the days of the group's event with another's, out of those that suit both."""
    user = signed_in(request)
    event = group.events.select_related("element", "venue", "group__offering__qualification").filter(
        element__number=number
    )
    ours = event.first()
    if ours is None or not may_schedule(user, group):
        barred = "Only the office moves the dates of this group now." if ours else "Pick a date first."
        why = {"group": group, "event": ours, "barred": barred, "layout": layout, "back": back}
        return render(request, "scheduling/parts/swap.html", why)
    everywhere = may_override(user, group)
    found = swaps_for(ours, user, today=clock.today(), everywhere=everywhere)
    form = SwapForm(posted(request), swaps=found, ours=ours, confirmed=group.is_confirmed)
    if request.method == "POST" and form.is_valid():
        theirs = form.chosen
        try:
            swap_dates(ours, theirs, by=user, now=clock.now(), reason=form.cleaned_data["reason"], seen=form.seen)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"{ours.element.title} of {group.ref} and {theirs.group.ref} are swapped.")
            return redirect(back, ref=group.ref)
    context = {"group": group, "event": ours, "swaps": found, "form": form, "layout": layout, "back": back}
    return render(request, "scheduling/parts/swap.html", context, status=422 if form.errors else 200)


def picked(request: HttpRequest, group: Group, sheet: PickSheet, form: PickForm) -> Event | None:
    """The event after a valid POST that was not refused; else None, with the form saying why."""
    if request.method != "POST" or not form.is_valid():
        return None
    asked: dict[str, Any] = form.cleaned_data
    try:
        return pick_date(
            group,
            sheet.row.element,
            asked.get("other") or asked["day"],
            by=signed_in(request),
            now=clock.now(),
            venue=asked.get("venue"),
            link=asked.get("link"),
            reason=asked["reason"],
            seen=asked["seen"],
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return None


def chosen(form: PickForm) -> str:
    """The day that stands marked in the calendar: what was sent, else what is set."""
    if form.is_bound:
        day = form.cleaned_data.get("day") if hasattr(form, "cleaned_data") else None
        return day.isoformat() if day else str(form.data.get("day", ""))
    day = form.initial.get("day")
    return day.isoformat() if day else ""
