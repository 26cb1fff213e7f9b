"""A partner's own promises, in a year."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from cadre.commitments.access import activities_visible_to, partners_watched_by
from cadre.commitments.forms import chosen_year
from cadre.commitments.queries import progress, years
from cadre.lib import clock
from cadre.people.access import page, signed_in

ACTIVITIES = 20


@page("partner_promise", "L", "partner")
def promises(request: HttpRequest) -> HttpResponseBase:
    """What is done, due and at risk, with the figures beneath, for each partner the person speaks for."""
    user, today = signed_in(request), clock.today()
    year = chosen_year(request.GET.get("year"))
    seen = progress(partners_watched_by(user), year, today=today).values() if year else []
    context = {
        "seen": seen,
        "year": year,
        "years": [
            {"title": str(one), "url": f"?year={one.number}", "current": one == year, "count": None}
            for one in years(today)
        ],
        "activities": activities_visible_to(user).select_related("partner")[:ACTIVITIES],
    }
    return render(request, "commitments/partner/promises.html", context)
