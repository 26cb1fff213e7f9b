"""An invitation, by a mailed link without a password. Looking changes nothing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from cadre.journal.actions import System
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page
from cadre.staffing import actions
from cadre.staffing.access import invitation_linked_by
from cadre.staffing.emails import days_of
from cadre.staffing.emails.covers import fee_words
from cadre.staffing.forms import DeclineForm
from cadre.staffing.models import Invitation
from cadre.staffing.queries.suggestions import for_lists
from cadre.staffing.states import InvitationState


def _invitation(token: str) -> Invitation | None:
    row: Invitation | None = for_lists(invitation_linked_by(token, now=clock.now())).first()
    return row


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "staffing/public/no_link.html", status=404)


@page("facilitator_invitation", "V", "token")
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    row = _invitation(token)
    if row is None:
        return _gone(request)
    urls = {name: reverse(f"token:staffing:{name}", args=[token]) for name in ("acceptance", "declining")}
    return render(request, "staffing/public/invitation.html", shown(row, urls))


@page("facilitator_invitation", "A", "token", methods=["POST"])
def acceptance(request: HttpRequest, token: str) -> HttpResponseBase:
    row = _invitation(token)
    if row is None:
        return _gone(request)
    accepted(request, row, by=System(row.facilitator.user.name))
    return redirect("token:staffing:invitation", token)


@page("facilitator_invitation", "A", "token", methods=["POST"])
def declining(request: HttpRequest, token: str) -> HttpResponseBase:
    row = _invitation(token)
    if row is None:
        return _gone(request)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        urls = {name: reverse(f"token:staffing:{name}", args=[token]) for name in ("acceptance", "declining")}
        return render(request, "staffing/public/invitation.html", shown(row, urls, form), status=422)
    declined(request, row, form, by=System(row.facilitator.user.name))
    return redirect("token:staffing:invitation", token)


def shown(row: Invitation, urls: dict[str, str], form: DeclineForm | None = None) -> dict[str, Any]:
    """What both pages of an invitation show."""
    late = row.is_open and row.due_at <= clock.now()
    cover = row.cover
    context: dict[str, Any] = {"cover": cover, "fee": fee_words(cover.event, cover.out_id) if cover else ""}
    context |= {"invitation": row, "days": days_of(row), "urls": urls, "form": form or DeclineForm(), "is_late": late}
    return context | {"may_answer": row.is_open and not late}


def accepted(request: HttpRequest, row: Invitation, *, by: Any) -> None:
    """Take the yes, or say what stands in the way."""
    try:
        now_is = actions.accept(row, by=by, now=clock.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return
    if now_is.state == InvitationState.ACCEPTED:
        messages.success(request, "Thank you. The date is yours." if row.cover else "Thank you. The group is yours.")
    else:
        messages.warning(request, "Somebody else has this, or it is no longer open. Thank you all the same.")


def declined(request: HttpRequest, row: Invitation, form: DeclineForm, *, by: Any) -> None:
    try:
        actions.decline(row, message=form.cleaned_data["message"], by=by, now=clock.now())
        messages.success(request, "Thank you for telling us. We ask somebody else.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
