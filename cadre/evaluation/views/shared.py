"""A report that updates itself, whoever reads it; and the list of reports of whoever is not of the office."""

from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from cadre.evaluation.lists import OWN_COLUMNS, ReportFilter
from cadre.evaluation.queries import event_report, first_invitation, staff_of, turnout, with_turnout
from cadre.evaluation.rules import reminder_days
from cadre.facilitators.models import Facilitator
from cadre.groups.queries.history import historian, tell_history
from cadre.lib import clock
from cadre.lib.dates import weekday_day
from cadre.scheduling.models import Event
from cadre.ui.listing import Column, Listing

EVERY_SECONDS = 3


def report_page(
    request: HttpRequest, events: QuerySet[Event], ref: str, template: str, *, only: Facilitator | None = None
) -> HttpResponse:
    """The report; for htmx only its changing part, and nothing (204) while it is as it was seen."""
    event = get_object_or_404(
        events.select_related(
            "element", "venue", "group__partner", "group__offering__qualification", "group__offering__intake"
        ),
        ref=ref,
    )
    polled = bool(request.htmx)  # type: ignore[attr-defined]
    if polled and request.GET.get("seen") == turnout(event).state:
        return HttpResponse(status=204)
    given = {
        "event": event,
        "report": event_report(event, only=only),
        "note": _note(event, clock.today()),
        "seconds": EVERY_SECONDS,
        "only": only,
    }
    if polled:
        return render(request, "evaluation/parts/report.html", given)
    tell_history([event.group])
    return render(request, template, given | {"sub": _sub(event, only)})


def report_list(request: HttpRequest, events: QuerySet[Event], template: str) -> HttpResponseBase:
    """The evaluated ones of `events`, the latest first; a file for whom the access matrix lets take one."""
    told = historian()
    columns = [*OWN_COLUMNS, Column("history", "Partner’s history", lambda event: told(event.group), in_files=True)]
    listing = Listing(
        request,
        with_turnout(events),
        columns,
        filter_form=ReportFilter,
        name="evaluation-reports",
    )
    if listing.wants_file:
        return listing.file()
    tell_history([event.group for event in listing.rows])
    return render(request, template, {"listing": listing})


def _sub(event: Event, only: Facilitator | None) -> str:
    """`NPQML day 2, Thursday 26 November 2026, Darley House · Dev Anand and Sara Linden`, and whose group it was."""
    staff = staff_of(event)
    names = " and ".join(str(facilitator) for facilitator in staff) or "facilitators not confirmed"
    title = f"{event.group.offering.qualification} {event.element.title.lower()}"
    what = ", ".join(filter(None, [title, weekday_day(event.starts_on), event.where]))
    own = " · of the facilitators’ scores you see your own" if only and len(staff) > 1 else ""
    before = f" · {event.group.history}" if event.group.history else ""
    return f"{what} · {names}{own}{before}"


def _note(event: Event, today: date) -> str:
    """When those who have not answered hear from us, and when the form closes."""
    first = first_invitation(event)
    if first is None:
        return "Invitations go out when the register is completed."
    if clock.now() >= first.expires_at:
        return f"The form closed on {weekday_day(first.closes_on)}."
    days = reminder_days(first.invited_on, today, first.questionnaire.remind_after)
    when = " and ".join("tomorrow" if (day - today).days == 1 else f"on {day:%A}" for day in days)
    closing = f"The form closes on {weekday_day(first.closes_on)}."
    return f"Those who have not are reminded {when}. {closing}" if when else closing
