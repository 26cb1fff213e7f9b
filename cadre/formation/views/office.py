"""The office: the plans of an offering, one plan, and two side by side."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.formation import actions, tasks
from cadre.formation.access import may_adjust, may_cancel, may_commit, may_plan, may_undo, plans_visible_to
from cadre.formation.consents import steps
from cadre.formation.forms import AskForm, GroupFilter, SeatFilter
from cadre.formation.models import Plan
from cadre.formation.queries import plans as queries
from cadre.formation.queries.facts import usual_settings
from cadre.formation.states import SeatKind
from cadre.formation.views import lists, words
from cadre.groups.queries import boards
from cadre.journal import queue
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.programmes.models import Offering
from cadre.ui.latest import latest_or_all
from cadre.ui.listing import Listing


def offering_of(intake: str, qualification: str) -> Offering:
    return get_object_or_404(boards.offerings(), intake__slug=intake, qualification__slug=qualification)


def plan_of(request: HttpRequest, ref: str) -> Plan:
    return get_object_or_404(queries.for_page(plans_visible_to(signed_in(request))), ref=ref)


@page("formation_plan", "L", "office")
def plans(request: HttpRequest, intake: str, qualification: str) -> HttpResponseBase:
    user, offering = signed_in(request), offering_of(intake, qualification)
    rows = queries.plans_of(plans_visible_to(user), offering)
    listing = Listing(request, rows, lists.PLANS, name=f"plans-{offering.qualification.slug}")
    if listing.wants_file:
        return listing.file()
    try:
        form = AskForm(initial=usual_settings(clock.today()).as_json())
    except Refusal as no_policy:
        messages.warning(request, str(no_policy))
        form = AskForm()
    return _plans(request, offering, listing, form)


def _plans(
    request: HttpRequest, offering: Offering, listing: Listing, form: AskForm, status: int = 200
) -> HttpResponse:
    context = {
        "offering": offering,
        "listing": listing,
        "form": form,
        "may_plan": may_plan(signed_in(request)),
        "asking_url": words.plans_address(offering, "asking"),
        "comparison_url": words.plans_address(offering, "comparison"),
        "comparable": sum(row.is_worked_out for row in listing.rows) > 1,
    }
    return render(request, "formation/office/plans.html", context, status=status)


@page("formation_plan", "C", "office", methods=["POST"])
def asking(request: HttpRequest, intake: str, qualification: str) -> HttpResponseBase:
    """A plan of today's facts. `base`: an earlier one, whose pins are kept."""
    user, offering, today = signed_in(request), offering_of(intake, qualification), clock.today()
    form = AskForm(request.POST)
    if not form.is_valid():
        rows = queries.plans_of(plans_visible_to(user), offering)
        return _plans(request, offering, Listing(request, rows, lists.PLANS), form, status=422)
    base = plans_visible_to(user).filter(offering=offering, ref=request.POST.get("base", "")[:20]).first()
    try:
        settings = form.settings(usual_settings(today))
        made, new = actions.ask_plan(offering, settings, by=user, today=today, now=clock.now(), base=base)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(words.plans_address(offering))
    return shown(request, made, new=new)


def shown(request: HttpRequest, made: Plan, *, new: bool, page: str = "plan") -> HttpResponseBase:
    """To a page of a plan that was asked for: worked out now when it is small."""
    if new:
        tasks.begin(made)
    else:
        messages.success(request, "Nothing has changed, so the plan is the one that was there.")
    return redirect(words.address(page, made))


@page("formation_plan", "V", "office")
def plan(request: HttpRequest, ref: str) -> HttpResponseBase:
    user, found = signed_in(request), plan_of(request, ref)
    if not found.is_worked_out:
        return _working(request, found)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    rows = queries.group_rows(found)
    listing = Listing(request, rows, lists.GROUPS, filter_form=GroupFilter, name=found.ref)
    if listing.wants_file:
        return listing.file()
    every = list(rows)
    distance = found.seats.filter(kind=SeatKind.DISTANCE).count()
    running, could = sum(row.runs for row in every), sum(row.groups > 0 for row in every)
    pins = list(found.pins.select_related("application", "by"))
    context = {
        "plan": found,
        "kpis": words.figures(found, could, running, distance),
        "closed": queries.closed_places(found),
        "certificate": words.certificate(found, pinned=bool(pins)),
        "listing": listing,
        "pins": words.pin_lines(pins, dict(queries.place_choices(found, holding=False))),
        "terms": words.terms(found),
        "next_steps": [*steps(found), *words.next_steps(found)] if may_commit(user, found) else [],
        "may_adjust": may_adjust(user, found),
        "may_undo": may_undo(user, found),
        "entries": latest_or_all(queries.what_happened(found), request.GET),
        "plans_url": words.plans_address(found.offering),
    }
    return render(request, "formation/office/plan.html", context)


def _working(request: HttpRequest, found: Plan) -> HttpResponse:
    """How far it is, or why there is none."""
    user = signed_in(request)
    stuck = found.is_working and queue.parked().filter(pk=tasks.task_of(found)).exists()
    context = {
        "plan": found,
        "stuck": stuck,
        "may_cancel": may_cancel(user, found),
        "plans_url": words.plans_address(found.offering),
        "total": found.steps or 1,
    }
    if request.headers.get("HX-Request"):
        if not found.is_working:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "formation/office/progress.html", context)
    return render(request, "formation/office/working.html", context)


@page("formation_plan", "V", "office")
def people(request: HttpRequest, ref: str) -> HttpResponseBase:
    user, found = signed_in(request), plan_of(request, ref)
    if not found.is_worked_out:
        raise Http404
    places = queries.place_choices(found)

    def narrowed(*args: Any, **kwargs: Any) -> SeatFilter:
        return SeatFilter(*args, places=places, **kwargs)

    listing = Listing(
        request,
        queries.seat_rows(found),
        lists.SEATS,
        filter_form=narrowed,  # type: ignore[arg-type]
        name=f"{found.ref}-people",
        default_sort="name",
    )
    if listing.wants_file:
        return listing.file()
    context = {"plan": found, "listing": listing, "may_adjust": may_adjust(user, found)}
    return render(request, "formation/office/people.html", context)


@page("formation_plan", "V", "office")
def comparison(request: HttpRequest, intake: str, qualification: str) -> HttpResponseBase:
    """Two plans of an offering, named by `plan` twice, side by side."""
    offering = offering_of(intake, qualification)
    refs = [ref[:20] for ref in request.GET.getlist("plan")][:2]
    rows = queries.for_page(plans_visible_to(signed_in(request))).filter(offering=offering, ref__in=refs)
    two = sorted((row for row in rows if row.is_worked_out), key=lambda row: refs.index(row.ref))
    if len(two) != 2:
        messages.warning(request, "Choose two plans that are ready, and compare them.")
        return redirect(words.plans_address(offering))
    found = queries.comparison(*two)
    listing = Listing(request, found.seats, lists.differences(*two), name="different-seats", default_sort="name")
    if listing.wants_file:
        return listing.file()
    context = {
        "offering": offering,
        "first": two[0],
        "second": two[1],
        "found": found,
        "listing": listing,
        "reached": words.side_by_side(*two),
    }
    return render(request, "formation/office/comparison.html", context)
