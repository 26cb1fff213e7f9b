"""The qualifications, for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cadre.lib import clock
from cadre.people.access import page
from cadre.programmes import queries, words
from cadre.programmes.nearby import partners_around
from cadre.ui.kept import kept_for_visitors

LONGEST_PLACE = 60


@page("programme_page", "V", "public")
@kept_for_visitors
def qualification(request: HttpRequest, slug: str) -> HttpResponse:
    """One qualification: who it is for, the programme drawn, fee, intakes, partners. `?near=` orders the partners."""
    today = clock.today()
    found = queries.qualification_page(slug, today)
    if found is None:
        raise Http404
    shown = found.shown
    near = request.GET.get("near", "").strip()[:LONGEST_PLACE]
    around = partners_around(found.qualification, shown.offering if shown else None, near, today=today)
    context = {
        "page": found,
        "qualification": found.qualification,
        "shown": shown,
        "elements": words.drawn(shown.timeline) if shown else [],
        "glance": words.at_a_glance(found.qualification),
        "months": words.months_in_all(found.qualification),
        "around": around,
        "near": near,
    }
    return render(request, "programmes/public/qualification.html", context)


@page("programme_page", "L", "public")
@kept_for_visitors
def compare(request: HttpRequest) -> HttpResponse:
    """The four beside each other."""
    rows = queries.comparison(clock.today())
    columns = [
        {
            "qualification": one,
            "offering": offering,
            "days": words.day_words(one),
            "courses": words.course_words(one),
            "projects": words.project_words(one),
            "months": words.listed(one.submission_months, "or"),
        }
        for one, offering in rows
    ]
    return render(request, "programmes/public/compare.html", {"columns": columns})
