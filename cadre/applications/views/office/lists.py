"""The office's lists of applications."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from cadre.applications.access import applications_visible_to
from cadre.applications.lists import CONFLICT_COLUMNS, OFFICE_COLUMNS, ApplicationFilter
from cadre.applications.queries import for_lists
from cadre.people.access import holds, page, signed_in
from cadre.ui.listing import Listing


@page("application", "L", "office")
def application_list(request: HttpRequest) -> HttpResponseBase:
    return show_list(request, heading="Applications", why="Change the filters to see others.")


@page("application", "L", "office")
def conflicts(request: HttpRequest) -> HttpResponseBase:
    """Where the code belongs to another partner than the one chosen, or to none."""
    why = "Every code agrees with the partner that was chosen."
    return show_list(request, heading="Partner and code conflicts", why=why, only_conflicts=True)


def show_list(request: HttpRequest, *, heading: str, why: str, only_conflicts: bool = False) -> HttpResponseBase:
    user = signed_in(request)
    rows = for_lists(applications_visible_to(user))
    rows = rows.in_conflict().unsettled() if only_conflicts else rows
    name = "conflicts" if only_conflicts else "applications"
    is_ops = holds(user, "ops")
    listing = Listing(
        request,
        rows,
        CONFLICT_COLUMNS if only_conflicts else OFFICE_COLUMNS,
        filter_form=ApplicationFilter,
        name=name,
        default_sort="-submitted",
        exports=is_ops,
    )
    if listing.wants_file:
        return listing.file()
    context = {"listing": listing, "heading": heading, "why": why, "may_decide": is_ops, "is_conflicts": only_conflicts}
    return render(request, "applications/office/list.html", context)
