"""The office: boards of groups against their minimum, who waits for a place, and placing them by the rule."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.applications.access import applications_visible_to
from cadre.groups import actions
from cadre.groups.access import may_form_groups
from cadre.groups.forms import GroupFilter, OpenForm, WaitingFilter
from cadre.groups.models import GroupQuerySet
from cadre.groups.queries import boards as queries
from cadre.groups.queries.history import historian, tell_history
from cadre.groups.queries.placing import days_left, placing_plan, size_rule, unplaced, with_names
from cadre.groups.queries.recruitment import curve
from cadre.groups.queries.steps import steps
from cadre.groups.views import words
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.partners.access import partners_visible_to
from cadre.partners.queries.memoranda import closed_partners
from cadre.people.access import page, signed_in
from cadre.programmes.models import Offering
from cadre.ui.listing import Column, Listing

GROUP_COLUMNS = [
    Column("partner", "Partner", "partner.name", sort=("partner__name",)),
    Column("against", "Against the minimum", "minimum"),
    Column("people", "Now", "people", sort=("people",), number=True),
    Column("chose", "Chose it", "chose", sort=("chose",), number=True),
    Column("accepted", "Accepted", "accepted", sort=("accepted",), number=True),
    Column("room", "Room", lambda group: max(group.size - group.people, 0), number=True),
    Column("state", "State", lambda group: group.viability.tag),
]
FILE_COLUMNS = [
    Column("ref", "Group", "ref"),
    Column("pathway", "Pathway", "get_pathway_display"),
    *(column for column in GROUP_COLUMNS if column.name not in ("state", "against")),
    Column("minimum", "Minimum", "minimum"),
    Column("size", "Places", "size"),
    Column("undecided", "Waiting for a decision", "undecided"),
    Column("drafts", "Unfinished", "drafts"),
    Column("group_state", "State", "get_state_display"),
]
WAITING_COLUMNS = [
    Column("name", "Person", "name", sort=("name",)),
    Column("ref", "Reference", "ref"),
    Column("school", "School", "workplace", sort=("school__name",)),
    Column(
        "region",
        "Region",
        lambda row: (row.school.region if row.school else "") or "not confirmed",
        sort=("school__region",),
    ),
    Column(
        "partner",
        "Chose",
        lambda row: row.preferred_partner.short_name if row.preferred_partner else "no partner",
        sort=("preferred_partner__name",),
    ),
    Column("code", "Code of", lambda row: row.code.partner.short_name if row.code else "no code"),
    Column("consent", "Another group", lambda row: words.consent(row)),
    Column("submitted", "Applied", "submitted_at", sort=("submitted_at",)),
]


def _offering(intake: str, qualification: str) -> Offering:
    return get_object_or_404(queries.offerings(), intake__slug=intake, qualification__slug=qualification)


def _file_columns() -> list[Column]:
    return [*FILE_COLUMNS, Column("history", "Partner’s history", historian(), in_files=True)]


def _groups_of(request: HttpRequest, offering: Offering, rows: GroupQuerySet) -> Listing:
    return Listing(
        request,
        rows,
        GROUP_COLUMNS,
        filter_form=GroupFilter,
        name=f"groups-{offering.qualification.slug}",
        file_columns=_file_columns(),
    )


@page("recruitment_progress", "L", "office")
def boards(request: HttpRequest) -> HttpResponse:
    today, earlier = clock.today(), "earlier" in request.GET
    shown = queries.offerings() if earlier else queries.recent_offerings(today=today)
    intakes = queries.by_intake(queries.totals(shown, today=today))
    return render(request, "groups/office/boards.html", {"intakes": intakes, "earlier": earlier, "today": today})


@page("recruitment_progress", "V", "office")
def board(request: HttpRequest, intake: str, qualification: str) -> HttpResponseBase:
    user, today, offering = signed_in(request), clock.today(), _offering(intake, qualification)
    days = days_left(offering, today=today)
    rows = queries.group_rows(offering)
    listing = _groups_of(request, offering, rows)
    if listing.wants_file:
        return listing.file()
    homeless, minimum = list(queries.chosen_without_group(offering)), size_rule(today).minimum
    found = steps(offering, list(rows), homeless, days=days, minimum=minimum)
    tabs = queries.totals(queries.offerings().filter(intake=offering.intake), today=today)
    context = {
        "offering": offering,
        "days": days,
        "tabs": words.tabs(tabs, offering),
        "kpis": words.figures(next(row for row in tabs if row.offering == offering)),
        "listing": listing,
        "shown": tell_history(queries.standing(listing.rows, days=days)),
        "homeless": homeless,
        "curve": curve(offering.intake, qualification=offering.qualification, today=today),
        "regions": words.regions(found.waiting),
        "waiting": len(found.waiting),
        "next_steps": words.next_steps(offering, found) if may_form_groups(user) else [],
        "may_form": may_form_groups(user),
    }
    return render(request, "groups/office/board.html", context)


@page("application", "L", "office")
def waiting(request: HttpRequest, intake: str, qualification: str) -> HttpResponseBase:
    user, offering = signed_in(request), _offering(intake, qualification)
    rows = with_names(applications_visible_to(user) & unplaced(offering))
    listing = Listing(
        request, rows, WAITING_COLUMNS, filter_form=WaitingFilter, name="without-a-group", default_sort="submitted"
    )
    if listing.wants_file:
        return listing.file()
    why = {outcome.applicant.key: outcome for outcome in placing_plan(offering)}
    rows_shown = [(row, why.get(row.pk)) for row in listing.rows]
    context = {"offering": offering, "listing": listing, "rows": rows_shown, "may_form": may_form_groups(user)}
    return render(request, "groups/office/waiting.html", context)


@page("group_roster", "C", "office")
def placing(request: HttpRequest, intake: str, qualification: str) -> HttpResponse:
    user, offering = signed_in(request), _offering(intake, qualification)
    if request.method == "POST":
        try:
            made = actions.enrol_all_by_code_and_preference(offering, by=user, now=clock.now())
        except Refusal as refused:
            messages.warning(request, str(refused))
            return redirect(request.path)
        messages.success(request, words.placed(made))
        return redirect("office:groups:board", intake, qualification)
    plan = queries.plan_sheet(offering, placing_plan(offering), days=days_left(offering, today=clock.today()))
    return render(request, "groups/office/placing.html", {"offering": offering, "plan": plan})


@page("group", "C", "office")
def opening(request: HttpRequest, intake: str, qualification: str) -> HttpResponse:
    user, today, offering = signed_in(request), clock.today(), _offering(intake, qualification)
    partners = partners_visible_to(user).active_on(today)
    rule = size_rule(today)
    first = {"partner": request.GET.get("partner", "")}
    form = OpenForm(request.POST or None, initial=first, partners=partners, usual=rule.size)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            made = actions.open_group(offering, chosen["partner"], size=chosen["size"], by=user, now=clock.now())
        except Refusal as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, f"{made.ref} is open for {made.partner.short_name}, with {made.size} places.")
            return redirect("office:groups:group", made.ref)
    closed = closed_partners(partners_visible_to(user).exclude(pk__in=partners), today)
    context = {"offering": offering, "form": form, "rule": rule, "closed": closed}
    return render(request, "groups/office/opening.html", context)


@page("group", "C", "office", methods=["POST"])
def distance(request: HttpRequest, intake: str, qualification: str) -> HttpResponse:
    """The offering's distance-learning group with room, opened if there is none."""
    try:
        found = actions.distance_group(_offering(intake, qualification), by=signed_in(request), now=clock.now())
    except Refusal as refused:
        messages.warning(request, str(refused))
        return redirect("office:groups:opening", intake, qualification)
    return redirect("office:groups:group", found.ref)
