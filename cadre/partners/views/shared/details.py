"""A partner's details, its host school, and the schools it covers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.partners import actions, queries
from cadre.partners.access import covered_of
from cadre.partners.forms import DetailsForm
from cadre.partners.models import Partner
from cadre.partners.views.shared.door import OFFICE, Door
from cadre.people.access import signed_in
from cadre.schools.models import School
from cadre.schools.queries import search_schools

OFFERED = 12
MOST_TYPED = 120


def edit(request: HttpRequest, door: Door, partner: Partner) -> HttpResponseBase:
    """The details this audience may change."""
    columns = actions.OFFICE_DETAILS if door is OFFICE else actions.OWN_DETAILS
    form = DetailsForm(request.POST or None, row=partner, columns=columns)
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            actions.change_details(partner, details=form.details(), by=signed_in(request), seen=seen)
            messages.success(request, "Saved.")
            return door.back("home", partner.slug)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = door.context(partner, form=form)
    return render(request, "partners/shared/edit.html", context, status=422 if form.errors else 200)


def _found(request: HttpRequest) -> tuple[str, list[School]]:
    typed = request.GET.get("q", "")[:MOST_TYPED]
    return typed, search_schools(typed, OFFERED) if typed.strip() else []


def _chosen(request: HttpRequest) -> School:
    urn = request.POST.get("urn", "")[:10]
    found = next((one for one in search_schools(urn, 2) if one.urn == urn), None) if urn.isdigit() else None
    if found is None:
        raise Http404
    return found


def host(request: HttpRequest, door: Door, partner: Partner) -> HttpResponseBase:
    """Search for the host school, and take one."""
    if request.method == "POST":
        actions.set_host_school(partner, _chosen(request), by=signed_in(request))
        messages.success(request, "The host school is set.")
        return door.back("home", partner.slug)
    typed, found = _found(request)
    return render(request, "partners/shared/host.html", door.context(partner, typed=typed, schools=found))


def schools(request: HttpRequest, door: Door, partner: Partner) -> HttpResponseBase:
    """The schools covered, a search for more, and one more."""
    user, today = signed_in(request), clock.today()
    if request.method == "POST":
        school = _chosen(request)
        actions.cover_school(partner, school, by=user, today=today)
        messages.success(request, f"{school.name} is among the schools you cover.")
        return door.back("schools", partner.slug)
    typed, found = _found(request)
    covered = queries.covered_on(partner, today)
    held = {one.school_id for one in covered}
    context = door.context(partner, typed=typed, schools=[(one, one.pk in held) for one in found], covered=covered)
    return render(request, "partners/shared/schools.html", context)


def school_removal(request: HttpRequest, door: Door, partner: Partner) -> HttpResponseBase:
    """One school fewer."""
    covered = covered_of(partner, request.POST.get("school", ""))
    if covered is None:
        raise Http404
    actions.leave_school_out(covered, by=signed_in(request), today=clock.today())
    messages.success(request, f"{covered.school.name} is not among them any more.")
    return door.back("schools", partner.slug)
