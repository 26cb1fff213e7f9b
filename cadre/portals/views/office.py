"""The office's first page, and finding anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cadre.lib import clock
from cadre.people.access import page, signed_in
from cadre.portals.next_steps.office import office_figures, office_steps
from cadre.portals.queries.finding import find as find_rows
from cadre.portals.queries.office import office_today


@page("user_account", "V", "office")
def home(request: HttpRequest) -> HttpResponse:
    user, today, now = signed_in(request), clock.today(), clock.now()
    seen = office_today(user, today, now)
    figures = office_figures(seen, user, now)
    context = {"seen": seen, "today": today, "steps": office_steps(seen, user), "kpi_rows": figures}
    return render(request, "portals/office/home.html", context)


@page("user_account", "V", "office")
def find(request: HttpRequest) -> HttpResponse:
    """One box for everything that has a name or a number."""
    sought = " ".join(request.GET.get("q", "").replace("\0", "").split())[:200]
    found = find_rows(signed_in(request), sought)
    return render(request, "portals/office/find.html", {"sought": sought, "found": found})
