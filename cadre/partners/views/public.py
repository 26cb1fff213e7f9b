"""The directory of partners, and one partner's public page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from cadre.lib import clock
from cadre.partners import queries
from cadre.partners.access import active_partners
from cadre.partners.forms import DirectoryFilter
from cadre.people.access import page


@page("public_partner_directory", "L", "public")
def directory(request: HttpRequest) -> HttpResponse:
    """Partners by region, or nearest first when a place or a school is asked; beside them the map."""
    form = DirectoryFilter(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    near = queries.near_to(asked.get("near") or "")
    region = asked.get("region") or ""
    found = queries.directory(clock.today(), region=region, qualification=asked.get("qualification"))
    partners = list(found)
    rows = queries.near_rows(partners, near, within=asked.get("within"))
    kept = {row.slug for row in rows}
    context: dict[str, Any] = {
        "form": form,
        "rows": rows,
        "place": near.name,
        "near": near,
        "map": queries.partner_map([one for one in partners if one.slug in kept], near, region),
        "regions": queries.regions_of(rows),
        "kept": queries.kept_query(request.GET, "near"),
    }
    return render(request, "partners/public/directory.html", context)


@page("public_partner_directory", "V", "public")
def partner(request: HttpRequest, slug: str) -> HttpResponse:
    """One partner; a kind notice where it has left. A code in the address is handed on, whatever it is."""
    today = clock.today()
    if gone := queries.gone_partner(slug, today):
        return render(request, "partners/public/gone.html", {"partner": gone[0], "heir": gone[1]}, status=410)
    found = get_object_or_404(active_partners(today), slug=slug)
    code = request.GET.get("code", "")[:24]
    profile, venues = queries.shown_profile(found), queries.public_venues(found, today)
    context = {
        "partner": found,
        "profile": profile,
        "formerly": queries.formerly(found),
        "overview": profile.overview if profile else found.overview,
        "links": queries.links_of(profile),
        "contacts": queries.public_contacts(found, profile, today),
        "venues": venues,
        "map": queries.venue_map(found, [venue for venue, _ in venues]),
        "offered": queries.offered_by(found, today),
        "code": code if code.replace("-", "").isalnum() else "",
    }
    return render(request, "partners/public/partner.html", context)
