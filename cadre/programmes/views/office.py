"""Intakes: the list, one with its timelines, and a new one."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.journal.queries import entries_about
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.programmes import actions, queries, rules, words
from cadre.programmes.access import intakes_visible_to, may_plan_intakes
from cadre.programmes.forms import IntakeForm
from cadre.programmes.models import Intake
from cadre.programmes.states import Registration
from cadre.ui.listing import Column, Listing

TAGS = {Registration.OPEN: "good", Registration.UPCOMING: "open", Registration.CLOSED: ""}


def state_of(intake: Intake) -> Registration:
    return rules.registration_state(intake.opens_on, intake.closes_on, today=clock.today())


COLUMNS = [
    Column("name", "Intake", "name", sort=("name",)),
    Column("opens", "Registration opens", "opens_on", sort=("opens_on",)),
    Column("closes", "Registration closes", "closes_on", sort=("closes_on",)),
    Column("starts", "Starts", "starts_on", sort=("starts_on",)),
    Column("qualifications", "Qualifications", "qualifications", sort=("qualifications",), number=True),
    Column("state", "Registration", lambda row: state_of(row).label),
]


@page("intake", "L", "office")
def intake_list(request: HttpRequest) -> HttpResponseBase:
    """Every intake, the latest start first."""
    user = signed_in(request)
    rows = queries.intakes().filter(pk__in=intakes_visible_to(user))
    listing = Listing(request, rows, COLUMNS, name="intakes")
    if listing.wants_file:
        return listing.file()
    shown = [(row, state_of(row), TAGS[state_of(row)]) for row in listing.rows]
    context = {"listing": listing, "rows": shown, "may_plan": may_plan_intakes(user)}
    return render(request, "programmes/office/intakes.html", context)


@page("intake", "V", "office")
def intake(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One intake: its dates, and the timeline of each qualification with what was used to lay it out."""
    user, today = signed_in(request), clock.today()
    found = get_object_or_404(intakes_visible_to(user), slug=slug)
    programmes = [words.programme(one) for one in queries.intake_programmes(found)]
    context = {
        "intake": found,
        "state": state_of(found),
        "tag": TAGS[state_of(found)],
        "facts": figures(found, today),
        "programmes": programmes,
        "may_plan": may_plan_intakes(user),
        "entries": entries_about(found),
    }
    return render(request, "programmes/office/intake.html", context)


def figures(found: Intake, today: date) -> list[tuple[str, str, str]]:
    """The strip of the intake's page: (label, figure, meaning)."""
    left = rules.days_left(found.closes_on, today=today)
    meaning = "today" if left == 0 else f"in {left} days" if left > 0 else "over"
    return [
        ("Registration opens", f"{found.opens_on.day} {found.opens_on:%B %Y}", f"{found.opens_on:%A}"),
        ("Registration closes", f"{found.closes_on.day} {found.closes_on:%B %Y}", f"{found.closes_on:%A}, {meaning}"),
        ("Programme starts", f"{found.starts_on.day} {found.starts_on:%B %Y}", "windows count from this Monday"),
    ]


@page("intake", "C", "office")
def new_intake(request: HttpRequest) -> HttpResponseBase:
    """Plan an intake; each qualification gets its timeline at once."""
    form = IntakeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_intake(**form.planned(), by=signed_in(request))
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, f"{made.name} is planned. Its windows are laid out below.")
            return redirect("office:programmes:intake", made.slug)
    return render(request, "programmes/office/new_intake.html", {"form": form}, status=422 if form.errors else 200)
