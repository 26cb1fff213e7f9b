"""The office's facilitators: the list, and one person with what they may run."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from cadre.facilitators.access import facilitators_visible_to, may_keep_accreditations
from cadre.facilitators.cells import CELLS
from cadre.facilitators.forms.office import FacilitatorFilter
from cadre.facilitators.loads import loads_of, season_words
from cadre.facilitators.queries import with_accreditations
from cadre.journal.queries import entries_about
from cadre.lib import clock
from cadre.people.access import page, signed_in
from cadre.ui.latest import latest_or_all
from cadre.ui.listing import Column, Listing


def _accredited(row: Any) -> str:
    return ", ".join(str(one.qualification) for one in row.held)


COLUMNS = [
    Column("name", "Facilitator", "user.name", sort=("user__name",)),
    Column("employer", "School or trust", "employer", sort=("employer",), whole_line=True),
    Column("region", "Region", "region", sort=("region",), whole_line=True),
    Column("accredited", "Accredited for", _accredited, whole_line=True),
    Column("email", "Email", "user.email", sort=("user__email",), whole_line=True),
    Column("joined", "Joined", "joined_on", sort=("joined_on",)),
    Column("left", "Left", "left_on", sort=("left_on",)),
]


@page("facilitator_profile", "L", "office")
def facilitator_list(request: HttpRequest) -> HttpResponseBase:
    """Everybody who runs or ran events, by name."""
    rows = with_accreditations(facilitators_visible_to(signed_in(request)), clock.today())
    loads = loads_of(list(rows.values_list("pk", flat=True)))
    season = Column("season", "This season", lambda row: season_words(loads, row.pk), whole_line=True)
    columns = [*COLUMNS[:4], season, *COLUMNS[4:]]
    listing = Listing(
        request, rows, columns, filter_form=FacilitatorFilter, name="facilitators", default_sort="name", drawn=CELLS
    )
    if listing.wants_file:
        return listing.file()
    return render(request, "facilitators/office/list.html", {"listing": listing})


@page("facilitator_profile", "V", "office")
def facilitator(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One facilitator: how to reach them, and every accreditation with its days."""
    user, today = signed_in(request), clock.today()
    found = get_object_or_404(facilitators_visible_to(user).select_related("user"), pk=pk)
    context = {
        "facilitator": found,
        "active": found.is_active_on(today),
        "experienced": found.is_experienced_on(today),
        "accreditations": found.accreditations.select_related("qualification").order_by("qualification__position"),
        "season": season_words(loads_of([found.pk]), found.pk),
        "may_renew": may_keep_accreditations(user),
        "today": today,
        "entries": latest_or_all(entries_about(found), request.GET),
    }
    return render(request, "facilitators/office/facilitator.html", context)
