"""The directory of partners, and one partner's public page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from cadre.lib import clock
from cadre.partners import queries
from cadre.partners.access import active_partners
from cadre.partners.forms import DirectoryFilter
from cadre.people.access import page


@page("public_partner_directory", "L", "public")
def directory(request: HttpRequest) -> HttpResponse:
    """Partners by region, or nearest first when a place is asked."""
    form = DirectoryFilter(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    point = queries.place_of(asked.get("near") or "")
    found = queries.directory(clock.today(), region=asked.get("region") or "", qualification=asked.get("qualification"))
    rows = [queries.nearby(partner, point) for partner in found]
    rows = queries.nearest_first(rows) if point else sorted(rows, key=lambda row: (row.region, row.name))
    context = {"form": form, "rows": rows, "place": point[0] if point else "", "near": asked.get("near") or ""}
    return render(request, "partners/public/directory.html", context)


@page("public_partner_directory", "V", "public")
def partner(request: HttpRequest, slug: str) -> HttpResponse:
    """One partner. A code in the address is handed on to the application, whatever it is."""
    today = clock.today()
    found = get_object_or_404(active_partners(today), slug=slug)
    code = request.GET.get("code", "")[:24]
    context = {
        "partner": found,
        "venues": found.venues.in_use(today),
        "offered": queries.offered_by(found, today),
        "code": code if code.replace("-", "").isalnum() else "",
    }
    return render(request, "partners/public/partner.html", context)
