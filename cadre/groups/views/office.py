"""The office: boards of groups, and one offering's board."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.applications.access import applications_visible_to
from cadre.groups import actions
from cadre.groups.access import groups_visible_to, may_form_groups
from cadre.groups.boards import board_figures, board_steps, board_tabs
from cadre.groups.forms import OpenGroupForm
from cadre.groups.queries import boards as boards_
from cadre.groups.queries.placing import days_left, placing_plan, unplaced
from cadre.groups.queries.recruitment import curve
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.partners.access import active_partners
from cadre.people.access import page, signed_in
from cadre.programmes.models import Offering
from cadre.ui.listing import Column, Listing

GROUP_COLUMNS = [
    Column("partner", "Partner", "partner.name", sort=("partner__name",)),
    Column("group", "Group", "ref", sort=("ref",)),
    Column("people", "People", "people", sort=("people",), number=True),
    Column("minimum", "Minimum", "minimum", number=True),
    Column("size", "Places", "size", sort=("size",), number=True),
    Column("chose", "Chose the partner", "chose", sort=("chose",), number=True),
    Column("accepted", "Accepted", "accepted", number=True),
    Column("undecided", "To decide", "undecided", number=True),
    Column("waiting", "Wait for a place", "waiting", number=True),
    Column("drafts", "Unfinished", "drafts", number=True),
    Column("state", "State", "get_state_display", sort=("state",)),
]


@page("recruitment_progress", "L", "office")
def boards(request: HttpRequest) -> HttpResponse:
    """Every recent intake and qualification with its totals."""
    today = clock.today()
    rows = boards_.totals(boards_.recent_offerings(today=today), today=today)
    return render(request, "groups/office/boards.html", {"rows": rows})


def offering_or_404(intake: str, qualification: str) -> Offering:
    return get_object_or_404(boards_.offerings(), intake__slug=intake, qualification__slug=qualification)


@page("recruitment_progress", "V", "office")
def board(request: HttpRequest, intake: str, qualification: str) -> HttpResponseBase:
    """One offering: its groups against the minimum, who waits, and the curve to the deadline."""
    user, today = signed_in(request), clock.today()
    offering = offering_or_404(intake, qualification)
    rows = boards_.group_rows(offering).filter(pk__in=groups_visible_to(user))
    listing = Listing(
        request, rows, GROUP_COLUMNS, name=f"groups-{intake}-{qualification}", default_sort="", per_page=100
    )
    if listing.wants_file:
        return listing.file()
    return render(request, "groups/office/board.html", _board(request, offering, listing) | {"today": today})


def _board(request: HttpRequest, offering: Offering, listing: Listing) -> dict[str, Any]:
    user, today = signed_in(request), clock.today()
    days = days_left(offering, today=today)
    siblings = boards_.totals(boards_.offerings().filter(intake=offering.intake), today=today)
    waiting = unplaced(offering).filter(pk__in=applications_visible_to(user))
    totals = next(row for row in siblings if row.offering == offering)
    return {
        "offering": offering,
        "tabs": board_tabs(siblings, offering),
        "figures": board_figures(totals),
        "steps": board_steps(totals) if may_form_groups(user) else [],
        "listing": listing,
        "rows": [(row, boards_.viability_of(row, days=days, waiting=row.waiting)) for row in listing.rows],
        "days": days,
        "totals": totals,
        "waiting": waiting.select_related("school", "preferred_partner", "code__partner").order_by("submitted_at")[:50],
        "chosen_without_group": boards_.chosen_without_group(offering),
        "curve": curve(offering.intake, today=today, qualification=offering.qualification),
        "may_form": may_form_groups(user),
        "open_form": OpenGroupForm(partners=active_partners(today)),
    }


@page("group", "A", "office")
def placing(request: HttpRequest, intake: str, qualification: str) -> HttpResponse:
    """Place everybody who waits by code and preferred partner: shown first, then done."""
    offering = offering_or_404(intake, qualification)
    if request.method == "POST":
        done = actions.enrol_all_by_code_and_preference(offering, by=signed_in(request), now=clock.now())
        placed = sum(outcome.group is not None for outcome in done)
        messages.success(request, f"{placed} of {len(done)} who waited have a place now.")
        return redirect("office:groups:board", intake=intake, qualification=qualification)
    refs = {group.pk: group for group in boards_.group_rows(offering)}
    plan = [(outcome, refs.get(outcome.group or 0)) for outcome in placing_plan(offering)]
    context = {"offering": offering, "plan": plan, "placed": sum(group is not None for _, group in plan)}
    return render(request, "groups/office/placing.html", context)


@page("group", "C", "office", methods=["POST"])
def opening(request: HttpRequest, intake: str, qualification: str) -> HttpResponse:
    """Open a partner's group."""
    offering = offering_or_404(intake, qualification)
    form = OpenGroupForm(request.POST, partners=active_partners(clock.today()))
    if form.is_valid():
        partner, size = form.cleaned_data["partner"], form.cleaned_data["size"]
        try:
            group = actions.open_group(offering, partner, by=signed_in(request), now=clock.now(), size=size)
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, f"{group.ref} is open for {partner.short_name}.")
            return redirect("office:groups:group", ref=group.ref)
    for errors in form.errors.values():
        messages.error(request, " ".join(str(words) for words in errors))
    return redirect("office:groups:board", intake=intake, qualification=qualification)
