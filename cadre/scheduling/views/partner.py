"""A partner's events: what comes next, and picking dates in their windows."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cadre.groups.models import Group
from cadre.groups.queries.history import tell_history
from cadre.lib import clock
from cadre.lib.dates import weekday_day
from cadre.people.access import page, signed_in
from cadre.scheduling import queries
from cadre.scheduling.access import groups_led_by, may_schedule, partner_events_visible_to
from cadre.scheduling.queries.answers import answers_for
from cadre.scheduling.views import picking
from cadre.scheduling.views.picking import chosen, pick_form, picked, sheet_or_404
from cadre.ui.listing import Listing

HELD_SHOWN = 20


def _group(request: HttpRequest, ref: str) -> Group:
    groups = groups_led_by(signed_in(request)).select_related("partner", "offering__qualification", "offering__intake")
    return get_object_or_404(groups, ref=ref)


@page("event", "L", "partner")
def events(request: HttpRequest) -> HttpResponse:
    user, today = signed_in(request), clock.today()
    rows = queries.with_numbers(partner_events_visible_to(user))
    ahead, held = rows.filter(ends_on__gte=today), rows.filter(ends_on__lt=today).order_by("-starts_on", "ref")
    past = Listing(request, held, [], name="events-held", per_page=HELD_SHOWN)
    tell_history([event.group for event in [*ahead, *past.rows]])
    context = {
        "ahead": ahead,
        "past": past,
        "waiting": queries.groups_without_dates(groups_led_by(user)),
    }
    return render(request, "scheduling/partner/events.html", context)


@page("event", "V", "partner")
def dates(request: HttpRequest, ref: str) -> HttpResponse:
    user = signed_in(request)
    group = _group(request, ref)
    tell_history([group])
    rows = queries.date_rows(group)
    context = {
        "group": group,
        "rows": rows,
        "programme": queries.programme_of(group, rows),
        "team": list(queries.team_of(group)),
        "ready": queries.readiness_of(group),
        "may_schedule": may_schedule(user, group),
        "answers": answers_for([row.event for row in rows if row.event]),
        "details": group.details.first(),
        "next_row": next((row for row in rows if row.event is None), None),
    }
    return render(request, "scheduling/partner/dates.html", context)


@page("event", "A", "partner")
def pick(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    user = signed_in(request)
    group = _group(request, ref)
    sheet = sheet_or_404(group, number, for_partner=True)
    form = pick_form(request, group, sheet)
    if event := picked(request, group, sheet, form):
        messages.success(request, f"{event.element.title} is set for {weekday_day(event.starts_on)}.")
        return redirect("partner:scheduling:dates", ref=group.ref)
    context = {
        "group": group,
        "sheet": sheet,
        "form": form,
        "chosen": chosen(form),
        "may_schedule": may_schedule(user, group),
        "back": "partner:scheduling:dates",
        "hold_page": "partner:scheduling:hold",
        "events_page": "partner:scheduling:events",
        "layout": "ui/layouts/partner.html",
    }
    return render(request, "scheduling/parts/pick.html", context, status=422 if form.errors else 200)


@page("event", "A", "partner", methods=["POST"])
def hold(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Hold a day for some hours, or let it go."""
    return picking.hold(request, _group(request, ref), number, for_partner=True, back="partner:scheduling:pick")


@page("event", "A", "partner")
def swap(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    where = {"layout": "ui/layouts/partner.html", "back": "partner:scheduling:dates"}
    return picking.swap(request, _group(request, ref), number, **where)
