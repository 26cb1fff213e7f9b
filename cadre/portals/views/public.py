"""The front page, the pages the footer links to, and the way home after signing in."""

from collections.abc import Mapping

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from cadre.lib import clock
from cadre.people.access import page, signed_in
from cadre.people.policy import VERBS, policy
from cadre.people.roles import STAFF, roles_of
from cadre.portals.queries.public import front_page
from cadre.portals.queries.scholarships import scholarship_of
from cadre.schools.queries import search_schools
from cadre.ui.kept import kept_for_visitors

HOME_OF = (
    (STAFF, "office:portals:home"),
    ({"partner_lead"}, "partner:portals:home"),
    ({"facilitator", "lead_facilitator"}, "facilitator:portals:home"),
    ({"partner_finance"}, "partner:finance:statements"),
    ({"candidate", "applicant"}, "candidate:portals:home"),
)


REACH = {
    "own": "one’s own",
    "partner": "the partner’s",
    "assigned": "of groups one works with",
    "anon": "of groups one works with, without names",
    "token": "by the mailed link",
    "aggregate": "counts only",
    "breakglass": "one record, with a reason, recorded",
}
"""How far somebody may, in words, where the scope’s own name does not say it."""


@page("programme_page", "L", "public")
@kept_for_visitors
def front(request: HttpRequest) -> HttpResponse:
    return render(request, "portals/front.html", {"front": front_page(clock.today())})


@page("school", "V", "public")
def scholarship_check(request: HttpRequest) -> HttpResponse:
    """Would my school get a scholarship? Found by name, town, postcode or URN; `urn` asks about one."""
    sought = " ".join(request.GET.get("q", "").replace("\0", "").split())[:200]
    answer = scholarship_of(request.GET.get("urn", "")[:6], today=clock.today())
    context = {"sought": sought, "schools": search_schools(sought), "answer": answer}
    return render(request, "portals/scholarship_check.html", context)


@page("programme_page", "V", "public")
def how_to_apply(request: HttpRequest) -> HttpResponse:
    return render(request, "portals/how_to_apply.html", {"front": front_page(clock.today())})


@page("programme_page", "V", "public")
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "portals/help.html")


@page("programme_page", "V", "public")
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portals/privacy.html")


@page("programme_page", "V", "public")
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portals/accessibility.html")


@page("programme_page", "V", "public")
def who_sees_what(request: HttpRequest) -> HttpResponse:
    """The access policy as a page, drawn from the file that is enforced."""
    rows = [
        (name, row.note, [(role, _in_words(verbs)) for role, verbs in row.cells.items() if verbs])
        for name, row in policy().resources.items()
    ]
    return render(request, "portals/who_sees_what.html", {"rows": rows})


def _in_words(verbs: Mapping[str, str]) -> str:
    """What a role may do, by how far: `List, view: one’s own`, a line each."""
    reach: dict[str, list[str]] = {}
    for letter, scope in verbs.items():
        reach.setdefault(scope, []).append(VERBS[letter])
    return "\n".join(f"{', '.join(said).capitalize()}: {REACH.get(scope, scope)}" for scope, said in reach.items())


@page("user_account", "V", "signed_in")
def home(request: HttpRequest) -> HttpResponse:
    """To the home of the first role they hold; with several, the account page leads to the others."""
    held = roles_of(signed_in(request), today=clock.today())
    target = next((name for roles, name in HOME_OF if roles & held), "public:portals:account")
    return redirect(target)


@page("user_account", "V", "signed_in")
def account(request: HttpRequest) -> HttpResponse:
    """Who they are here, and every home they may go to."""
    held = roles_of(signed_in(request), today=clock.today())
    homes = [name for roles, name in HOME_OF if roles & held]
    return render(request, "portals/account.html", {"homes": homes})


@page("programme_page", "V", "public")
def provider_css(request: HttpRequest) -> HttpResponse:
    """The provider's own colours, as its settings give them, over those of the design."""
    rules = "".join(f"{name}:{colour};" for name, colour in settings.PROVIDER["colours"].items())
    return HttpResponse(f":root{{{rules}}}", content_type="text/css", headers={"Cache-Control": "max-age=300"})


@page("programme_page", "V", "public")
def health(request: HttpRequest) -> HttpResponse:
    """Whether the database answers; for whatever watches the site."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"database": "answers"})


@page("programme_page", "V", "public")
def security_txt(request: HttpRequest) -> HttpResponse:
    year = clock.today().year + 1
    text = f"Contact: mailto:{settings.PROVIDER['email']}\nExpires: {year}-12-31T23:59:59Z\nPreferred-Languages: en\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
