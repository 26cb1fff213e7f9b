"""A partner leaves or is merged: what that touches, then the act, and its undoing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.partners import actions, queries
from cadre.partners.access import changes_kept_by, others_to_merge_into, partners_changed_by
from cadre.partners.forms import PartnerChangeForm, TakeBackForm
from cadre.partners.models import OrgChange, Partner
from cadre.partners.views.shared.door import OFFICE
from cadre.people.access import page, signed_in


def _partner(request: HttpRequest, slug: str) -> Partner:
    return get_object_or_404(partners_changed_by(signed_in(request)), slug=slug)


@page("partner_org", "A", "office")
def change(request: HttpRequest, slug: str) -> HttpResponseBase:
    """First what it touches; the second press, with the same answers before it, does it."""
    found, user, today = _partner(request, slug), signed_in(request), clock.today()
    others = others_to_merge_into(user, found, today)
    form = PartnerChangeForm(request.POST if request.method == "POST" else None, others=others)
    previewed = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        previewed = queries.preview_of(found, said["into"], said["on_day"], today)
        if request.POST.get("seen") == previewed.mark:
            try:
                actions.plan_change(found, **said, by=user, today=today, now=clock.now())
                messages.success(request, f"{found.short_name}: {previewed.words}.")
                return redirect("office:partners:partner", found.slug)
            except Refusal as refusal:
                form.add_refusal(refusal)
    return _shown(request, found, form, previewed)


def _shown(
    request: HttpRequest, found: Partner, form: PartnerChangeForm, previewed: queries.Preview | None
) -> HttpResponse:
    standing = changes_kept_by(signed_in(request)).standing().filter(partner=found).select_related("into").first()
    context = OFFICE.context(found, form=form, preview=previewed, standing=standing, taking_back=TakeBackForm())
    return render(request, "partners/office/change.html", context, status=422 if form.errors else 200)


@page("partner_org", "A", "office", methods=("POST",))
def change_back(request: HttpRequest, change: int) -> HttpResponseBase:
    """As it was before, with a reason."""
    rows = changes_kept_by(signed_in(request)).select_related("partner", "into")
    found: OrgChange = get_object_or_404(rows, pk=change)
    form = TakeBackForm(request.POST)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.take_back_change(found, reason=reason, by=signed_in(request), now=clock.now())
            messages.success(request, f"Taken back. {found.partner.short_name} is in the network as before.")
            return redirect("office:partners:partner", found.partner.slug)
        except Refusal as refusal:
            form.add_refusal(refusal)
    others = others_to_merge_into(signed_in(request), found.partner, clock.today())
    context = OFFICE.context(
        found.partner, form=PartnerChangeForm(others=others), preview=None, standing=found, taking_back=form
    )
    return render(request, "partners/office/change.html", context, status=422)
