"""The office's side of allocation codes."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.partners import actions, codes
from cadre.partners.access import codes_visible_to, may_rotate_code, partners_visible_to
from cadre.partners.forms import EndCodeForm, IssueCodeForm
from cadre.partners.views.office.partners import record
from cadre.people.access import page, signed_in


@page("allocation_code", "C", "office", methods=("POST",))
def issue(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A new code beside those there are."""
    user, today = signed_in(request), clock.today()
    found = get_object_or_404(partners_visible_to(user).select_related("host_school"), slug=slug)
    form = IssueCodeForm(request.POST)
    if form.is_valid():
        try:
            made = actions.issue_code(found, by=user, today=today, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"{made.shown} leads to {found.name} from today.")
            return redirect("office:partners:partner", found.slug)
    return render(request, "partners/office/partner.html", record(request, found, form), status=422)


@page("allocation_code", "A", "office")
def rotation(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Replace a code."""
    return _ending(request, pk, "rotation")


@page("allocation_code", "A", "office")
def expiry(request: HttpRequest, pk: int) -> HttpResponseBase:
    """End a code without a new one."""
    return _ending(request, pk, "expiry")


def _ending(request: HttpRequest, pk: int, how: str) -> HttpResponseBase:
    user, today = signed_in(request), clock.today()
    code = get_object_or_404(codes_visible_to(user).select_related("partner"), pk=pk)
    if not may_rotate_code(user, code):
        raise Http404
    form = EndCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act = actions.rotate_code if how == "rotation" else actions.expire_code
        try:
            act(code, by=user, today=today, ends_on=form.cleaned_data["ends_on"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"{code.shown} {codes.until(code, today)}.")
            return redirect("office:partners:partner", code.partner.slug)
    context = {"form": form, "code": code, "partner": code.partner, "rotates": how == "rotation"}
    return render(request, "partners/office/end_code.html", context, status=422 if form.errors else 200)
