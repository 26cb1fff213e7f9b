"""A partner's own recruitment and groups. Never another partner's people; no dates of birth, no addresses."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from cadre.groups.access import enrolments_visible_to, groups_visible_to
from cadre.groups.queries import group as queries
from cadre.groups.queries.boards import viability_of
from cadre.groups.queries.history import tell_history
from cadre.groups.queries.partner import intakes_of
from cadre.groups.queries.partner import recruitment as progress
from cadre.groups.queries.placing import days_left
from cadre.groups.views import words
from cadre.lib import clock
from cadre.partners.access import partners_led_by
from cadre.people.access import page, signed_in
from cadre.ui.listing import Column, Listing

COLUMNS = [
    Column("name", "Name", "application.name", sort=("application__name",)),
    Column("ref", "Candidate number", "ref"),
    Column("school", "School", "application.workplace", sort=("application__school__name",)),
    Column("role", "Role", "application.job_title", sort=("application__job_title",)),
    Column("joined", "Joined", lambda row: row.get_joined_by_display(), sort=("joined_by",)),
]


@page("recruitment_progress", "L", "partner")
def recruitment(request: HttpRequest) -> HttpResponse:
    partners, today = partners_led_by(signed_in(request), today=clock.today()), clock.today()
    intakes = intakes_of(partners)
    asked = request.GET.get("intake", "")
    open_now = [intake for intake in intakes if intake.opens_on <= today <= intake.closes_on]
    chosen = next((intake for intake in intakes if intake.slug == asked), next(iter(open_now or intakes), None))
    if chosen is None:
        return render(request, "groups/partner/recruitment.html", {"found": None})
    found = progress(partners, chosen, today=today)
    tell_history(found.groups)
    tabs = [{"title": row.name, "url": f"?intake={row.slug}", "current": row == chosen} for row in intakes]
    context = {"found": found, "tabs": tabs, "kpis": words.partner_figures(found)}
    return render(request, "groups/partner/recruitment.html", context)


@page("group_roster", "V", "partner")
def group(request: HttpRequest, ref: str) -> HttpResponseBase:
    user = signed_in(request)
    led = groups_visible_to(user).filter(partner__in=partners_led_by(user, today=clock.today()))
    found = get_object_or_404(queries.with_everything(led), ref=ref)
    rows = queries.members(enrolments_visible_to(user), found)
    listing = Listing(request, rows, COLUMNS, name=found.ref, default_sort="name", per_page=100)
    if listing.wants_file:
        return listing.file()
    tell_history([found])
    days = days_left(found.offering, today=clock.today())
    stands = viability_of(found, days=days, waiting=found.waiting)  # type: ignore[attr-defined]
    context = {"group": found, "offering": found.offering, "listing": listing, "viability": stands, "days": days}
    return render(request, "groups/partner/group.html", context)
