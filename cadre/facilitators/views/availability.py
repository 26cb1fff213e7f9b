"""What the pages of somebody's days have in common, whoever keeps them: the facilitator or the office."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cadre.facilitators import actions
from cadre.facilitators.actions.availability import Marked
from cadre.facilitators.forms.availability import AwayForm, WeeksForm
from cadre.facilitators.models import Facilitator
from cadre.facilitators.queries.availability import away_from, month_of
from cadre.lib import clock
from cadre.lib.dates import span
from cadre.lib.errors import Refusal
from cadre.people.access import signed_in


def _typed_day(typed: str) -> date | None:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None


def show(
    request: HttpRequest,
    person: Facilitator,
    template: str,
    *,
    weeks: WeeksForm | None = None,
    away: AwayForm | None = None,
    **more: Any,
) -> HttpResponse:
    """Their month, their weeks, and days away. `?month=2027-03` turns the page, `?day=` fills in a first day away."""
    today = clock.today()
    asked = _typed_day(f"{request.GET.get('month', '')[:7]}-01") or today.replace(day=1)
    context = {
        "facilitator": person,
        "month": month_of(person, asked, today=today),
        "away_rows": list(away_from(person, today)),
        "weeks_form": weeks or WeeksForm.of(person),
        "away_form": away or AwayForm.on(_typed_day(request.GET.get("day", "")[:10])),
        "refused": weeks or away,
        "today": today,
        **more,
    }
    return render(request, template, context, status=422 if weeks or away else 200)


def keep_weeks(request: HttpRequest, person: Facilitator, template: str, back: str, **more: Any) -> HttpResponseBase:
    form = WeeksForm.of(person, request.POST)
    if form.is_valid():
        try:
            actions.keep_availability(person, **form.given(), by=signed_in(request), today=clock.today())
            messages.success(request, "Saved. Whoever plans events sees it now.")
            return redirect(back)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return show(request, person, template, weeks=form, **more)


def add_away(request: HttpRequest, person: Facilitator, template: str, back: str, **more: Any) -> HttpResponseBase:
    """Mark days away; say so when something is booked on them."""
    form = AwayForm.on(None, request.POST)
    if form.is_valid():
        try:
            marked = actions.mark_away(
                person, **form.given(), by=signed_in(request), now=clock.now(), today=clock.today()
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            _tell(request, marked)
            return redirect(f"{back}?month={marked.row.from_on:%Y-%m}")
    return show(request, person, template, away=form, **more)


def _tell(request: HttpRequest, marked: Marked) -> None:
    days = span(marked.row.from_on, marked.row.to_on)
    if not marked.booked:
        messages.success(request, f"Marked away: {days}.")
        return
    booked = "; ".join(f"{one.what}, {span(one.from_on, one.to_on)}" for one in marked.booked)
    messages.warning(
        request,
        f"Marked away: {days}. But these days are booked: {booked}. The booking stands until the office has found "
        "somebody else. The office is told.",
    )


def take_back(request: HttpRequest, person: Facilitator, pk: int, back: str) -> HttpResponseBase:
    row = get_object_or_404(person.days_away.select_related("facilitator__user"), pk=pk)
    actions.take_back_away(row, by=signed_in(request))
    messages.success(request, f"Taken back: {span(row.from_on, row.to_on)}.")
    return redirect(back)


def addresses(audience: str, *args: object) -> dict[str, str]:
    """Where the forms of the page go."""
    return {name: reverse(f"{audience}:facilitators:{name}", args=args) for name in ("availability", "weeks", "away")}
