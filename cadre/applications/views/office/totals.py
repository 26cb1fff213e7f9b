"""Where applications come from, in numbers: for whoever sees totals and no names, and for everybody else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cadre.applications.totals import intakes_applied_for, totals_of
from cadre.people.access import page
from cadre.ui.components.track import plain_track


@page("application", "L", "office", totals=True)
def totals(request: HttpRequest) -> HttpResponse:
    """One intake at a time: two of them, or all, would tell by their difference what is hidden in one."""
    intakes = list(intakes_applied_for())
    asked = request.GET.get("intake", "")
    chosen = next((one for one in intakes if one.slug == asked), intakes[0] if intakes else None)
    applied, tables = totals_of(chosen) if chosen else (None, [])
    drawn = [
        {
            "title": title,
            "told": [(words, number, plain_track(number, applied or 1, height=10)) for words, number in rows if number],
            "hidden": [words for words, number in rows if number is None],
        }
        for title, rows in tables
    ]
    tabs = [
        {"title": one.name, "url": f"?intake={one.slug}", "current": one == chosen, "count": None} for one in intakes
    ]
    context = {"chosen": chosen, "applied": applied, "tables": drawn, "intakes": tabs}
    return render(request, "applications/office/totals.html", context)
