"""What picking a date shares between the partner and the office."""

from typing import Any

from django.http import Http404, HttpRequest, QueryDict

from cadre.groups.models import Group
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import signed_in
from cadre.scheduling.actions import pick_date
from cadre.scheduling.forms import PickForm
from cadre.scheduling.models import Event
from cadre.scheduling.queries import PickSheet, pick_sheet


def sheet_or_404(group: Group, number: int, *, for_partner: bool) -> PickSheet:
    sheet = pick_sheet(group, number, today=clock.today(), for_partner=for_partner)
    if sheet is None:
        raise Http404
    return sheet


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, even if it is nothing at all; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def pick_form(request: HttpRequest, group: Group, sheet: PickSheet) -> PickForm:
    return PickForm(posted(request), group=group, event=sheet.row.event, usual=sheet.usual_venue, link=sheet.usual_link)


def picked(request: HttpRequest, group: Group, sheet: PickSheet, form: PickForm) -> Event | None:
    """The event after a valid POST that was not refused; else None, with the form saying why."""
    if request.method != "POST" or not form.is_valid():
        return None
    asked: dict[str, Any] = form.cleaned_data
    try:
        return pick_date(
            group,
            sheet.row.element,
            asked["day"],
            by=signed_in(request),
            now=clock.now(),
            venue=asked.get("venue"),
            link=asked.get("link"),
            reason=asked["reason"],
            seen=asked["seen"],
        )
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return None


def chosen(form: PickForm) -> str:
    """The day that stands marked in the calendar: what was sent, else what is set."""
    if form.is_bound:
        day = form.cleaned_data.get("day") if hasattr(form, "cleaned_data") else None
        return day.isoformat() if day else str(form.data.get("day", ""))
    day = form.initial.get("day")
    return day.isoformat() if day else ""
