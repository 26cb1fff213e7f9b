"""Profiles that wait for approval, each with its difference; and the office's hand in writing one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.partners import actions, queries
from cadre.partners.access import partners_published_by, profiles_decided_by
from cadre.partners.forms import ReturnForm
from cadre.partners.models import Partner, ProfileVersion
from cadre.partners.views.shared import profile as shared
from cadre.partners.views.shared.door import OFFICE
from cadre.people.access import page, signed_in


def _partner(request: HttpRequest, slug: str) -> Partner:
    return get_object_or_404(partners_published_by(signed_in(request)), slug=slug)


def _version(request: HttpRequest, version: int) -> ProfileVersion:
    rows = profiles_decided_by(signed_in(request)).select_related("partner", "decided_by")
    return get_object_or_404(rows, pk=version)


@page("public_partner_directory", "E", "office")
def profile(request: HttpRequest, slug: str) -> HttpResponseBase:
    return shared.profile(request, OFFICE, _partner(request, slug))


@page("public_partner_directory", "E", "office", methods=("POST",))
def profile_sending(request: HttpRequest, slug: str) -> HttpResponseBase:
    return shared.profile_sending(request, OFFICE, _partner(request, slug))


@page("public_partner_directory", "E", "office", methods=("POST",))
def profile_back(request: HttpRequest, slug: str) -> HttpResponseBase:
    return shared.profile_back(request, OFFICE, _partner(request, slug))


@page("public_partner_directory", "C", "office", methods=("GET",))
def profiles(request: HttpRequest) -> HttpResponseBase:
    """What waits, the longest first."""
    rows = profiles_decided_by(signed_in(request)).waiting().select_related("partner").order_by("sent_at", "pk")
    return render(request, "partners/office/profiles.html", {"rows": rows})


@page("public_partner_directory", "E", "office", methods=("GET",))
def version(request: HttpRequest, version: int) -> HttpResponseBase:
    """One version beside what is public."""
    return _compared(request, _version(request, version), ReturnForm())


def _compared(request: HttpRequest, found: ProfileVersion, form: ReturnForm) -> HttpResponse:
    context = OFFICE.context(
        found.partner,
        version=found,
        changes=queries.changes_of(found),
        mark=actions.mark_of_version(found),
        form=form,
    )
    return render(request, "partners/office/version.html", context, status=422 if form.errors else 200)


@page("public_partner_directory", "E", "office", methods=("POST",))
def approval(request: HttpRequest, version: int) -> HttpResponseBase:
    found = _version(request, version)
    try:
        seen = request.POST.get("seen", "")
        actions.approve_profile(found, by=signed_in(request), now=clock.now(), seen=seen)
        messages.success(request, f"The public page of {found.partner.short_name} shows it now. Its leads were told.")
        return redirect("office:partners:profiles")
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("office:partners:version", found.pk)


@page("public_partner_directory", "E", "office", methods=("POST",))
def returning(request: HttpRequest, version: int) -> HttpResponseBase:
    found, form = _version(request, version), ReturnForm(request.POST)
    if form.is_valid():
        try:
            reason, seen = form.cleaned_data["reason"], request.POST.get("seen", "")
            actions.return_profile(found, reason=reason, by=signed_in(request), now=clock.now(), seen=seen)
            messages.success(request, f"{found.partner.short_name} was asked to change it.")
            return redirect("office:partners:profiles")
        except Refusal as refusal:
            form.add_refusal(refusal)
    return _compared(request, found, form)
