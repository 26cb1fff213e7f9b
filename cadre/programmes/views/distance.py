"""The office: the distance model of a qualification in versions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.programmes import actions
from cadre.programmes.access import qualifications_planned_by
from cadre.programmes.forms import DistanceForm
from cadre.programmes.models import Qualification
from cadre.programmes.queries.distance import distance_versions, online_hours


def _qualification(request: HttpRequest, slug: str) -> Qualification:
    return get_object_or_404(qualifications_planned_by(signed_in(request)), slug=slug)


def _show(request: HttpRequest, found: Qualification, form: DistanceForm | None) -> HttpResponse:
    versions = distance_versions(found)
    context = {
        "qualification": found,
        "versions": versions,
        "times": online_hours(),
        "today": clock.today(),
        "form": form or DistanceForm(events=versions[0].events if versions else []),
    }
    return render(request, "programmes/office/distance.html", context, status=422 if form else 200)


@page("intake", "E", "office")
def model(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Its versions, and a new one from a day on."""
    found = _qualification(request, slug)
    if request.method != "POST":
        return _show(request, found, None)
    form = DistanceForm(request.POST, events=[])
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("from_on", "source")}
        try:
            actions.add_distance_model(found, form.meetings, **said, by=signed_in(request), today=clock.today())
            messages.success(request, "Added. Intakes that start from then are laid out by it once they are planned.")
            return redirect("office:programmes:distance_model", found.slug)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return _show(request, found, form)
