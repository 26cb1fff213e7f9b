"""Intakes: the list, one with its timelines, and a new one."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cadre.journal.queries import entries_about
from cadre.lib import clock
from cadre.lib.dates import long_day
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.programmes import actions, queries, rules, words
from cadre.programmes.access import intakes_visible_to, may_plan_intakes
from cadre.programmes.forms import IntakeForm, NoNextForm
from cadre.programmes.models import Intake
from cadre.programmes.queries.following import Lines, proposal_after
from cadre.programmes.states import Registration
from cadre.ui.latest import latest_or_all
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
        "entries": latest_or_all(entries_about(found), request.GET),
        "opening": opening_words(found),
        "today": today,
    }
    return render(request, "programmes/office/intake.html", context)


def opening_words(found: Intake) -> str:
    """Why registration opens when it does, and what opens when it has closed."""
    lines = Lines()
    last = max(lines.last_ones(found), key=lambda one: one.closes_on, default=None)
    if found.opens_reason:
        said = f"Registration opens on a day of its own: {found.opens_reason}."
    elif last:
        said = f"Registration opens when that for {last} has closed, on {long_day(last.closes_on)}."
    else:
        said = "It is the first of its qualifications, so its opening follows no other."
    later = [f"{one} opens on {long_day(one.opens_on)}, when this one has closed." for one in lines.followers(found)]
    return " ".join([said, *later])


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
    """Plan an intake; each qualification gets its timeline at once. `?after=` fills it in from the last one."""
    user, today = signed_in(request), clock.today()
    last = intakes_visible_to(user).filter(slug=request.GET.get("after", "").replace("\0", "")).first()
    proposal = proposal_after(last, today) if last else None
    form = IntakeForm(request.POST or None, initial=IntakeForm.filled_in(proposal) if proposal else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_intake(**form.planned(), by=user, today=today)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"{made.name} is planned. Its windows are laid out below.")
            return redirect("office:programmes:intake", made.slug)
    context = {"form": form, "proposal": proposal, "without": NoNextForm() if proposal else None}
    return render(request, "programmes/office/new_intake.html", context, status=422 if form.errors else 200)


@page("intake", "C", "office", methods=["POST"])
def next_intake(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One press: what is proposed after this intake is planned, as it is."""
    user = signed_in(request)
    last = get_object_or_404(intakes_visible_to(user), slug=slug)
    try:
        made = actions.plan_proposed(last, by=user, today=clock.today())
    except Refusal as refusal:
        return _not_done(request, last, refusal)
    messages.success(request, f"{made.name} is planned. Its windows are laid out below.")
    return redirect("office:programmes:intake", made.slug)


@page("intake", "C", "office", methods=["POST"])
def no_next(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Nothing follows this intake by itself, for a reason."""
    user = signed_in(request)
    last = get_object_or_404(intakes_visible_to(user), slug=slug)
    form = NoNextForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["why_none"])))
        return redirect(f"{reverse('office:programmes:new')}?after={last.slug}")
    try:
        actions.leave_without_next(last, reason=form.cleaned_data["why_none"], by=user, today=clock.today())
    except Refusal as refusal:
        return _not_done(request, last, refusal)
    messages.success(request, f"Nothing follows {last} by itself. You can still plan it.")
    return redirect("office:programmes:intake", last.slug)


@page("intake", "E", "office", methods=["POST"])
def confirmation(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One press: an intake that was planned by itself is as it should be."""
    user = signed_in(request)
    found = get_object_or_404(intakes_visible_to(user), slug=slug)
    try:
        actions.confirm_intake(found, by=user)
    except Refusal as refusal:
        return _not_done(request, found, refusal)
    messages.success(request, f"{found} is confirmed.")
    return redirect("office:programmes:intake", found.slug)


def _not_done(request: HttpRequest, about: Intake, refusal: Refusal) -> HttpResponseBase:
    messages.error(request, str(refusal))
    return redirect("office:programmes:intake", about.slug)
