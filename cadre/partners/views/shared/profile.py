"""What a partner's public page says: written, sent to be approved, taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.partners import actions, queries
from cadre.partners.access import contacts_present
from cadre.partners.forms import ProfileForm
from cadre.partners.models import Partner
from cadre.partners.states import ProfileState
from cadre.partners.views.shared.door import Door
from cadre.people.access import signed_in
from cadre.ui.latest import latest_or_all


def profile(request: HttpRequest, door: Door, partner: Partner) -> HttpResponseBase:
    """The form; whatever waits is shown with its difference instead."""
    base = actions.base_of(partner)
    form = ProfileForm(request.POST if request.method == "POST" else None, row=base)
    if request.method == "POST" and form.is_valid():
        try:
            content, seen = form.content(), form.cleaned_data["seen"]
            user, now = signed_in(request), clock.now()
            actions.save_profile(partner, content=content, by=user, now=now, seen=seen)
            if "send" not in request.POST:
                messages.success(request, "Saved as a draft. The public page stays as it is.")
                return door.back("profile", partner.slug)
            return _send(request, door, partner)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return _shown(request, door, partner, form)


def _shown(request: HttpRequest, door: Door, partner: Partner, form: ProfileForm) -> HttpResponse:
    base = actions.base_of(partner)
    context = door.context(
        partner,
        form=form,
        version=base if base.pk else None,
        waits=base.state == ProfileState.WAITING,
        returned=base.state == ProfileState.RETURNED,
        changes=queries.changes_of(base) if base.pk else [],
        public=[one for one in contacts_present(partner) if one.is_public],
        history=latest_or_all(queries.history_of(partner), request.GET),
    )
    return render(request, "partners/shared/profile.html", context, status=422 if form.errors else 200)


def _send(request: HttpRequest, door: Door, partner: Partner) -> HttpResponse:
    try:
        actions.send_profile(partner, by=signed_in(request), today=clock.today(), now=clock.now())
        messages.success(request, "Sent. The public page shows it once the office has approved it.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return door.back("profile", partner.slug)


def profile_sending(request: HttpRequest, door: Door, partner: Partner) -> HttpResponseBase:
    """Have the draft approved as it is kept."""
    return _send(request, door, partner)


def profile_back(request: HttpRequest, door: Door, partner: Partner) -> HttpResponseBase:
    """Take back what waits."""
    try:
        actions.take_back_profile(partner, by=signed_in(request))
        messages.success(request, "Taken back. It is a draft again.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return door.back("profile", partner.slug)
