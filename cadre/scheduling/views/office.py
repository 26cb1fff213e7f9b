"""The office: every event, and one group's dates, staffing and confirmation."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.facilitators.access import facilitators_visible_to
from cadre.groups.access import groups_visible_to
from cadre.groups.models import Group
from cadre.groups.queries.history import historian, tell_history
from cadre.lib import clock
from cadre.lib.dates import weekday_day
from cadre.lib.errors import Refusal
from cadre.people.access import holds, may_open, page, signed_in
from cadre.scheduling import queries
from cadre.scheduling.access import events_visible_to, may_confirm, may_schedule, may_staff
from cadre.scheduling.actions import AlreadyConfirmed, assign, confirm_group, release
from cadre.scheduling.actions.confirmation import NotReady
from cadre.scheduling.cells import event_cells
from cadre.scheduling.forms import ConfirmForm, EventFilter, FindForm, ReleaseForm, StaffForm
from cadre.scheduling.queries.answers import answers_for
from cadre.scheduling.views import picking
from cadre.scheduling.views.picking import chosen, pick_form, picked, posted, sheet_or_404
from cadre.ui.latest import latest_or_all
from cadre.ui.listing import Column, Listing

COLUMNS = [
    Column("date", "Date", "starts_on", sort=("starts_on", "ref")),
    Column("event", "Event", "element.title", sort=("element__number", "starts_on"), heading=True),
    Column("group", "Group", "group.ref", sort=("group__ref", "starts_on"), always=True),
    Column("qualification", "Qualification", "group.offering.qualification.code"),
    Column("intake", "Intake", "group.offering.intake.name"),
    Column("partner", "Partner", "group.partner.name", sort=("group__partner__name", "starts_on")),
    Column("venue", "Venue", lambda event: event.where or "not confirmed"),
    Column("people", "People", "people", sort=("people",), number=True),
    Column("facilitators", "Facilitators", lambda event: queries.team_names(event) or "not assigned"),
    Column(
        "covered",
        "Covered",
        lambda event: f"not covered: {gap}" if (gap := queries.gap_words(event)) else "",
        in_files=True,
    ),
    Column("register", "Register", lambda event: "due" if event.owed else "", in_files=True),
    Column("state", "Group’s state", "group.get_state_display"),
    Column("called_off", "Called off", "called_off_at", in_files=True),
]


def _group(request: HttpRequest, ref: str) -> Group:
    groups = groups_visible_to(signed_in(request)).select_related(
        "partner", "offering__qualification", "offering__intake", "confirmed_by"
    )
    return get_object_or_404(groups, ref=ref)


@page("event", "L", "office")
def events(request: HttpRequest) -> HttpResponseBase:
    rows = queries.with_gaps(queries.with_numbers(events_visible_to(signed_in(request))), clock.today())
    told = historian()
    columns = [*COLUMNS, Column("history", "Partner’s history", lambda event: told(event.group), in_files=True)]
    user = signed_in(request)
    may_schedule = holds(user, "ops")
    cells = event_cells(may_open=partial(may_open, user), may_schedule=may_schedule)
    listing = Listing(request, rows, columns, filter_form=EventFilter, name="events", default_sort="date", drawn=cells)
    if listing.wants_file:
        return listing.file()
    tell_history([event.group for event in listing.rows])
    context = {"listing": listing, "may_schedule": may_schedule}
    return render(request, "scheduling/office/events.html", context)


@page("event", "V", "office")
def group(request: HttpRequest, ref: str) -> HttpResponse:
    user, today, group = signed_in(request), clock.today(), _group(request, ref)
    tell_history([group])
    return render(
        request,
        "scheduling/office/group.html",
        _sheet(request, group)
        | {
            "may_schedule": may_schedule(user, group),
            "may_confirm": may_confirm(user, group),
            "may_staff": may_staff(user, group),
            "today": today,
        },
    )


def _sheet(request: HttpRequest, group: Group) -> dict[str, Any]:
    """Everything the group's page shows."""
    user, today, rows = signed_in(request), clock.today(), queries.date_rows(group)
    find = FindForm(request.GET)
    called = find.cleaned_data.get("q", "") if find.is_valid() else ""
    return {
        "group": group,
        "rows": rows,
        "programme": queries.programme_of(group, rows),
        "team": queries.team_with_fit(group, today=today),
        "open_roles": queries.open_roles(group),
        "proposals": queries.proposals(group, facilitators_visible_to(user), today=today, called=called),
        "find": find,
        "ready": queries.readiness_of(group),
        "answers": answers_for([row.event for row in rows if row.event]),
        "details": group.details.first(),
        "entries": latest_or_all(queries.history_of(group, rows), request.GET),
    }


@page("event", "E", "office")
def pick(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    group = _group(request, ref)
    sheet = sheet_or_404(group, number, for_partner=False)
    form = pick_form(request, group, sheet)
    if event := picked(request, group, sheet, form):
        messages.success(request, f"{event.element.title} is set for {weekday_day(event.starts_on)}.")
        return redirect("office:scheduling:group", ref=group.ref)
    context = {
        "group": group,
        "sheet": sheet,
        "form": form,
        "chosen": chosen(form),
        "may_schedule": may_schedule(signed_in(request), group),
        "back": "office:scheduling:group",
        "hold_page": "office:scheduling:hold",
        "events_page": "office:scheduling:events",
        "layout": "ui/layouts/office.html",
    }
    return render(request, "scheduling/parts/pick.html", context, status=422 if form.errors else 200)


@page("event", "E", "office", methods=["POST"])
def hold(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Hold a day for the partner, or let it go."""
    return picking.hold(request, _group(request, ref), number, for_partner=False, back="office:scheduling:pick")


@page("event", "E", "office")
def swap(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    where = {"layout": "ui/layouts/office.html", "back": "office:scheduling:group"}
    return picking.swap(request, _group(request, ref), number, **where)


@page("event", "E", "office", methods=["POST"])
def team(request: HttpRequest, ref: str) -> HttpResponse:
    user, group = signed_in(request), _group(request, ref)
    form = StaffForm(request.POST, staff=facilitators_visible_to(user))
    if not form.is_valid():
        messages.error(request, " ".join(str(words) for errors in form.errors.values() for words in errors))
    else:
        who, role = form.cleaned_data["facilitator"], form.cleaned_data["role"]
        try:
            row = assign(group, who, role, by=user, now=clock.now(), reason=form.cleaned_data["reason"])
            messages.success(request, f"{who} is {row.get_role_display().lower()} of {group.ref}.")
        except Refusal as refusal:
            messages.error(request, str(refusal))
    return redirect("office:scheduling:group", ref=group.ref)


@page("event", "E", "office")
def leave(request: HttpRequest, ref: str, pk: int) -> HttpResponse:
    user, group = signed_in(request), _group(request, ref)
    who = get_object_or_404(facilitators_visible_to(user).select_related("user"), pk=pk)
    row = queries.team_of(group).filter(facilitator=who).first()
    if row is None:
        messages.info(request, f"{who} is not on {group.ref}.")
        return redirect("office:scheduling:group", ref=group.ref)
    form = ReleaseForm(posted(request))
    if form.is_valid():
        try:
            release(group, who, by=user, now=clock.now(), reason=form.cleaned_data["reason"])
            messages.success(request, f"{who} is no longer on {group.ref}.")
            return redirect("office:scheduling:group", ref=group.ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {"group": group, "row": row, "form": form}
    return render(request, "scheduling/office/leave.html", context, status=422 if form.errors else 200)


@page("group", "A", "office")
def confirmation(request: HttpRequest, ref: str) -> HttpResponse:
    user, today, group = signed_in(request), clock.today(), _group(request, ref)
    if group.is_confirmed and request.method != "POST":
        return redirect("office:scheduling:group", ref=group.ref)
    form = ConfirmForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            confirm_group(group, by=user, now=clock.now(), override_reason=form.cleaned_data["override_reason"])
            messages.success(request, f"{group.ref} is confirmed. Mails, schedules and invoices are on their way.")
            return redirect("office:scheduling:group", ref=group.ref)
        except AlreadyConfirmed as before:
            messages.info(request, str(before))
            return redirect("office:scheduling:group", ref=group.ref)
        except NotReady as lacking:
            form.add_error(lacking.field, lacking.missing)
    ready, follows = queries.readiness_of(group), queries.consequences_of(group, today=today)
    context = {"group": group, "form": form, "ready": ready, "follows": follows, "rows": queries.date_rows(group)}
    return render(request, "scheduling/office/confirmation.html", context, status=422 if form.errors else 200)
