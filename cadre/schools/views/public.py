"""School search for everybody: a page, and the fragment that replaces its results while somebody types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cadre.lib import clock
from cadre.people.access import page
from cadre.schools.access import schools_visible_to
from cadre.schools.models import School
from cadre.schools.queries import scholarship_facts, search_schools
from cadre.schools.rules import MOST_TYPED
from cadre.schools.words import funding_outlook

MOST_SHOWN = 20


@page("school", "L", "public")
def search(request: HttpRequest) -> HttpResponse:
    """`?q=` what was typed, `?school=` the URN that was picked, `?for=` the qualification it is about."""
    typed = request.GET.get("q", "")[:MOST_TYPED].strip()
    picked = asked_school(request)
    facts = scholarship_facts(picked, on=clock.today()) if picked and picked.is_open else None
    context = {
        "typed": typed,
        "slug": slug_of(request),
        "school": picked,
        "facts": facts,
        "outlook": funding_outlook(facts) if facts else None,
        "found": search_schools(typed, MOST_SHOWN + 1) if typed else [],
        "most": MOST_SHOWN,
    }
    fragment = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    return render(request, "schools/public/found.html" if fragment else "schools/public/search.html", context)


def asked_school(request: HttpRequest) -> School | None:
    """The school that was picked, if there is one of that number."""
    urn = request.GET.get("school", "")[:6]
    return schools_visible_to(request.user).filter(urn=urn).select_related("successor").first()


def slug_of(request: HttpRequest) -> str:
    """The qualification somebody came from; only letters, figures and hyphens, so that it can stand in an address."""
    slug = request.GET.get("for", "")[:20]
    return slug if slug.replace("-", "").isalnum() and slug.isascii() else ""
