"""The office: will every group run?"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.formation.access import may_plan
from cadre.groups.access import groups_visible_to, may_form_groups
from cadre.groups.queries.boards import offerings
from cadre.lib import clock
from cadre.people.access import page, signed_in
from cadre.people.models import User
from cadre.recruitment.access import sees_margin
from cadre.recruitment.lists import MONEY_HEADS, TABLE, file_columns, look_filter
from cadre.recruitment.queries import page as queries
from cadre.recruitment.queries.cockpit import Cockpit, Course, dated
from cadre.recruitment.queries.cockpit import cockpit as seen_on
from cadre.recruitment.queries.listed import groups_among, next_offering
from cadre.recruitment.queries.money import Purse, purses
from cadre.recruitment.queries.remindable import remindable_by_partner
from cadre.recruitment.queries.unplaced import places_of
from cadre.recruitment.views import words
from cadre.recruitment.views.next_steps import could, next_steps
from cadre.ui.listing import Listing


@page("recruitment_progress", "L", "office")
def index(request: HttpRequest) -> HttpResponse:
    """On to the intake whose registration closes next."""
    offering = next_offering(clock.today())
    return redirect(words.address(offering)) if offering else render(request, "recruitment/office/nothing.html")


@page("recruitment_progress", "V", "office")
def cockpit(request: HttpRequest, intake: str, qualification: str) -> HttpResponseBase:
    user, today = signed_in(request), clock.today()
    offering = get_object_or_404(offerings(), intake__slug=intake, qualification__slug=qualification)
    seen = seen_on(offering.intake, today=today)
    course = next(one for one in seen.courses if one.offering == offering)
    groups = [look.group for look in course.looks]
    purse = purses([offering], groups).get(offering.pk) if sees_margin(user) else None
    listing = _listing(request, user, course, purse)
    if listing.wants_file:
        return listing.file()
    return render(request, "recruitment/office/cockpit.html", _context(seen, course, purse, listing, user))


def _listing(request: HttpRequest, user: User, course: Course, purse: Purse | None) -> Listing:
    looks = {look.group.pk: look for look in course.looks}
    wanted = file_columns(looks, purse.groups if purse else None)
    return Listing(
        request,
        groups_among(groups_visible_to(user), looks),
        [*TABLE, *(MONEY_HEADS if purse else [])],
        filter_form=look_filter(looks),
        name=f"recruitment-{course.offering.qualification.slug}",
        file_columns=wanted,
    )


def _context(seen: Cockpit, course: Course, purse: Purse | None, listing: Listing, user: User) -> dict[str, Any]:
    drafts, today = remindable_by_partner(seen.intake, seen.policy), clock.today()
    aid = next(one for each, one in queries.aids(seen, drafts) if each is course)
    places, looks = places_of(aid.waiting), {look.group.pk: look for look in course.looks}
    closes_on, earlier = seen.intake.closes_on, course.earlier
    return {
        "seen": seen,
        "course": course,
        "offering": course.offering,
        "tabs": words.tabs(seen, course.offering),
        "kpis": words.figures(course, len(aid.waiting), aid.helpful, aid.km, purse),
        "listing": listing,
        "rows": words.rows([looks[group.pk] for group in listing.rows], purse),
        "scale": max((look.stands.size for look in course.looks), default=1),
        "purse": purse,
        "note": words.money_note(purse) if purse else "",
        "points": dated(course.flow, closes_on, until=min(today, closes_on)),
        "earlier_points": dated(course.earlier_flow, earlier.intake.closes_on, until=earlier.intake.closes_on)
        if earlier
        else [],
        "expected": words.interval(course),
        "standing": [("Partner", words.by_partner(course)), ("Region", words.by_region(course))],
        "places": places,
        "map": queries.area_map(course, places).drawing(words.map_words(places)),
        "waiting": len(aid.waiting),
        "next_steps": next_steps(course, aid) if may_form_groups(user) else [],
        "could": could(course, aid.found),
        "may_plan": may_plan(user),
    }
