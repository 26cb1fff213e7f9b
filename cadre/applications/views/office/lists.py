"""The office's lists of applications."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from cadre.applications.access import applications_visible_to
from cadre.applications.cells import office_cells
from cadre.applications.evidence import with_evidence
from cadre.applications.lists import CONFLICT_COLUMNS, OFFICE_COLUMNS, office_filter
from cadre.applications.models import ApplicationQuerySet
from cadre.applications.queries import for_conflicts, for_lists
from cadre.applications.tabs import application_tabs
from cadre.lib import clock
from cadre.people.access import holds, page, signed_in
from cadre.ui.listing import Cells, Listing

NOT_FILTERS = ("page", "ref", "all", "scope")
TABS = {"waiting": "worklist", "conflicts": "conflicts"}
BULK_VERBS = [
    ("accept", "Accept…"),
    ("decline", "Decline…"),
    ("ask", "Ask…"),
    ("assign", "Assign…"),
    ("defer", "Defer…"),
]


@page("application", "L", "office")
def application_list(request: HttpRequest) -> HttpResponseBase:
    rows = applications_visible_to(signed_in(request))
    return show_list(request, rows, heading="Applications", why="Change the filters to see others.")


@page("application", "L", "office")
def worklist(request: HttpRequest) -> HttpResponseBase:
    """What waits, in the order to take it: registration about to close, then the oldest."""
    rows = applications_visible_to(signed_in(request)).unsettled().in_work_order(clock.today())
    why = "Every application is decided."
    return show_list(request, rows, heading="Worklist", why=why, scope="waiting", default_sort="")


@page("application", "L", "office")
def conflicts(request: HttpRequest) -> HttpResponseBase:
    """Where the code belongs to another partner than the one chosen, or to none."""
    rows = applications_visible_to(signed_in(request)).in_conflict().unsettled()
    why = "Every code agrees with the partner that was chosen."
    return show_list(request, rows, heading="Partner and code conflicts", why=why, scope="conflicts")


def show_list(
    request: HttpRequest,
    rows: ApplicationQuerySet,
    *,
    heading: str,
    why: str,
    scope: str = "",
    default_sort: str = "-submitted",
) -> HttpResponseBase:
    """The page, or the file that was asked for. `scope` is "waiting", "conflicts", or empty for all."""
    is_ops = holds(signed_in(request), "ops")
    cells = office_cells(may_pick=is_ops, waiting=scope == "waiting")
    listing = listing_of(request, rows, scope, default_sort=default_sort, drawn=cells)
    if listing.wants_file:
        return listing.file()
    context: dict[str, Any] = {"listing": listing, "heading": heading, "why": why, "may_decide": is_ops, "scope": scope}
    context["filtered"] = [(key, value) for key, value in request.GET.items() if key not in NOT_FILTERS]
    context |= {"tabs": application_tabs(request, TABS.get(scope, "list")), "bulk_verbs": BULK_VERBS}
    return render(request, "applications/office/list.html", context)


def listing_of(
    request: HttpRequest, rows: ApplicationQuerySet, scope: str, *, default_sort: str, drawn: Cells | None = None
) -> Listing:
    """The rows with what their columns show, filtered and sorted as the address says."""
    in_conflict = scope == "conflicts"
    return Listing(
        request,
        with_evidence(for_conflicts(rows) if in_conflict else for_lists(rows)),
        CONFLICT_COLUMNS if in_conflict else OFFICE_COLUMNS,
        filter_form=office_filter(signed_in(request)),
        default_sort=default_sort,
        name=scope or "applications",
        drawn=drawn,
    )
