"""The office: the distance model of a qualification in versions, and the hours of online events."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.programmes import actions
from cadre.programmes.access import qualifications_planned_by
from cadre.programmes.forms import DistanceForm, HoursForm
from cadre.programmes.models import DayTimes, Qualification
from cadre.programmes.queries.distance import distance_versions, online_hours


def _qualification(request: HttpRequest, slug: str) -> Qualification:
    return get_object_or_404(qualifications_planned_by(signed_in(request)), slug=slug)


def _show(
    request: HttpRequest, found: Qualification, form: DistanceForm | None, hours: HoursForm | None
) -> HttpResponse:
    versions, times = distance_versions(found), online_hours()
    context = {
        "qualification": found,
        "versions": versions,
        "times": times,
        "today": clock.today(),
        "form": form or DistanceForm(events=versions[0].events if versions else []),
        "hours": hours or HoursForm(initial=_initial(times)),
    }
    wrong = (form and form.errors) or (hours and hours.errors)
    return render(request, "programmes/office/distance.html", context, status=422 if wrong else 200)


def _initial(times: list[DayTimes]) -> dict[str, object]:
    return {name: getattr(times[0], name) for name in ("arrival", "starts", "ends")} if times else {}


@page("intake", "E", "office")
def model(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Its versions, and a new one from a day on."""
    found = _qualification(request, slug)
    if request.method != "POST":
        return _show(request, found, None, None)
    form = DistanceForm(request.POST, events=[])
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("from_on", "source")}
        try:
            actions.add_distance_model(found, form.meetings, **said, by=signed_in(request), today=clock.today())
            messages.success(request, "Added. Intakes that start from then are laid out by it once they are planned.")
            return redirect("office:programmes:distance_model", found.slug)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return _show(request, found, form, None)


@page("intake", "E", "office", methods=("POST",))
def hours(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Other hours of every online event, whatever the qualification."""
    found, form = _qualification(request, slug), HoursForm(request.POST)
    if form.is_valid():
        try:
            actions.add_hours(**form.cleaned_data, by=signed_in(request), today=clock.today())
            messages.success(request, "Added. Online events that are held from then have these hours.")
            return redirect("office:programmes:distance_model", found.slug)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return _show(request, found, None, form)
