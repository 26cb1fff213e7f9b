"""How every partner keeps its promises, one of them, and what is logged."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.commitments import actions
from cadre.commitments.access import activities_visible_to, may_log, partners_watched_by
from cadre.commitments.forms import ActivityForm, ProgressFilter, chosen_year
from cadre.commitments.lists import ACTIVITIES, ActivityFilter
from cadre.commitments.queries import Progress, policy_on, progress, years
from cadre.commitments.states import ActivityKind, Standing
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.words import counted
from cadre.partners.models import Partner
from cadre.people.access import page, signed_in
from cadre.ui.latest import latest
from cadre.ui.listing import Column, Listing, picked

SHOWN = 10


def columns(seen: dict[int, Progress]) -> list[Column]:
    """What the list and its file show of each partner."""
    numbers = [
        Column(state.value, state.label, lambda row, state=state: seen[row.pk].number(state), number=True)  # type: ignore[misc]
        for state in Standing
    ]
    words = Column("promises", "Promises", lambda row: "; ".join(_line(one) for one in seen[row.pk].kept))
    heard = Column("heard", "Last heard", lambda row: seen[row.pk].heard_on)
    quiet = Column("quiet", "Quiet", lambda row: "yes" if seen[row.pk].is_quiet else "")
    return [Column("name", "Partner", "name", sort=("name",)), *numbers, words, heard, quiet]


def _line(one: object) -> str:
    return f"{one.promise}: {one.standing.label.lower()}, {one.answer.why}"  # type: ignore[attr-defined]


@page("partner_promise", "L", "office")
def promises(request: HttpRequest) -> HttpResponseBase:
    """Every partner that signed, in a year."""
    user, today = signed_in(request), clock.today()
    year = chosen_year(request.GET.get("year"))
    if year is None:
        return render(request, "commitments/office/no_policy.html")
    rows = partners_watched_by(user)
    seen = progress(rows, year, today=today)
    listing = Listing(request, rows, columns(seen), filter_form=ProgressFilter, name="promises", default_sort="name")
    if listing.wants_file:
        return listing.file()
    context = {"listing": listing, "rows": [seen[one.pk] for one in listing.rows], "year": year, "today": today}
    return render(request, "commitments/office/promises.html", context | {"may_log": may_log(user)})


@page("partner_promise", "L", "office")
def activities(request: HttpRequest) -> HttpResponseBase:
    """What was done with every partner."""
    user = signed_in(request)
    rows = activities_visible_to(user).select_related("partner")
    listing = Listing(request, rows, ACTIVITIES, filter_form=ActivityFilter, name="activities", default_sort="-day")
    if listing.wants_file:
        return listing.file()
    return render(request, "commitments/office/activities.html", {"listing": listing})


@page("partner_promise", "V", "office")
def partner(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One partner in a year: what is done, due and at risk, and what was done with it."""
    return _show(request, _found(request, slug), ActivityForm(initial={"happened_on": clock.today()}))


def _found(request: HttpRequest, slug: str) -> Partner:
    return get_object_or_404(partners_watched_by(signed_in(request)), slug=slug)


def _show(request: HttpRequest, found: Partner, form: ActivityForm) -> HttpResponse:
    user, today = signed_in(request), clock.today()
    year = chosen_year(request.GET.get("year"))
    if year is None:
        raise Http404
    context = {
        "seen": progress([found], year, today=today)[found.pk],
        "years": [
            {"title": str(one), "url": f"?year={one.number}", "current": one == year, "count": None}
            for one in years(today)
        ],
        "activities": latest(activities_visible_to(user).filter(partner=found), SHOWN),
        "policy": policy_on(today),
        "form": form,
        "may_log": may_log(user),
    }
    return render(request, "commitments/office/partner.html", context, status=422 if form.errors else 200)


@page("partner_promise", "C", "office", methods=["POST"])
def activity(request: HttpRequest, slug: str) -> HttpResponseBase:
    found, form = _found(request, slug), ActivityForm(request.POST)
    if form.is_valid():
        try:
            actions.log_activity(
                found, **form.cleaned_data, by=signed_in(request), today=clock.today(), now=clock.now()
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Logged.")
            return redirect("office:commitments:partner", found.slug)
    return _show(request, found, form)


@page("partner_promise", "C", "office")
def several(request: HttpRequest) -> HttpResponseBase:
    """The same with each partner that was ticked, after a look at whom it concerns."""
    sent = request.POST if request.method == "POST" else request.GET
    user, today = signed_in(request), clock.today()
    try:
        rows = list(partners_watched_by(user).filter(slug__in=picked(sent, "partner")).order_by("name"))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("office:commitments:promises")
    form = ActivityForm(request.POST if request.method == "POST" else None, initial={"happened_on": today})
    if rows and form.is_valid():
        try:
            number = actions.log_several(rows, **form.cleaned_data, by=user, today=today, now=clock.now())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Logged with {counted(number, 'partner')}.")
            return redirect("office:commitments:promises")
    context = {"rows": rows, "form": form}
    return render(request, "commitments/office/several.html", context, status=422 if form.errors else 200)


@page("partner_promise", "C", "office", methods=["POST"])
def call(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One press: they were called today."""
    found, today = _found(request, slug), clock.today()
    by, now = signed_in(request), clock.now()
    actions.log_activity(found, kind=ActivityKind.CALL, happened_on=today, words="", by=by, today=today, now=now)
    messages.success(request, f"A call with {found.short_name} today is logged.")
    return redirect("office:portals:home" if request.POST.get("from") == "today" else "office:commitments:promises")
