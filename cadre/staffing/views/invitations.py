"""The office: who is invited, and what it does about it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.facilitators.loads import loads_of, season_words
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.staffing import actions
from cadre.staffing.access import invitations_visible_to, may_suggest, may_withdraw
from cadre.staffing.forms import InvitationFilter, ReasonForm
from cadre.staffing.lists import INVITATIONS
from cadre.staffing.models import Invitation
from cadre.staffing.queries import suggestions as queries
from cadre.ui.listing import Column, Listing


@page("facilitator_invitation", "L", "office")
def invitations(request: HttpRequest) -> HttpResponseBase:
    rows = queries.for_lists(invitations_visible_to(signed_in(request)))
    loads = loads_of(list(rows.order_by().values_list("facilitator", flat=True).distinct()))
    season = Column("season", "This season", lambda row: season_words(loads, row.facilitator_id))
    columns = [*INVITATIONS, season]
    listing = Listing(request, rows, columns, filter_form=InvitationFilter, name="invitations", default_sort="-sent")
    if listing.wants_file:
        return listing.file()
    shown = [(row, season_words(loads, row.facilitator_id)) for row in listing.rows]
    return render(request, "staffing/office/invitations.html", {"listing": listing, "rows": shown})


def _invitation(request: HttpRequest, ref: str) -> Invitation:
    return get_object_or_404(queries.for_lists(invitations_visible_to(signed_in(request))), ref=ref)


@page("facilitator_invitation", "V", "office")
def invitation(request: HttpRequest, ref: str) -> HttpResponseBase:
    return _show(request, _invitation(request, ref))


def _show(request: HttpRequest, row: Invitation, form: ReasonForm | None = None) -> HttpResponseBase:
    ended = row.state in ("declined", "expired")
    context = {
        "invitation": row,
        "form": form or ReasonForm(),
        "may_withdraw": may_withdraw(signed_in(request), row),
        "may_remind": row.is_open and may_suggest(signed_in(request)),
        "next": queries.to_follow(row, today=clock.today()) if ended else None,
    }
    return render(request, "staffing/office/invitation.html", context, status=422 if form and form.errors else 200)


@page("facilitator_invitation", "A", "office", methods=["POST"])
def withdrawal(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, form = _invitation(request, ref), ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, row, form)
    try:
        actions.withdraw(row, reason=form.cleaned_data["reason"], by=signed_in(request), now=clock.now())
        messages.success(request, f"{row.facilitator} is told that no answer is needed any more.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("office:staffing:invitation", row.ref)


@page("facilitator_invitation", "A", "office", methods=["POST"])
def reminder(request: HttpRequest, ref: str) -> HttpResponseBase:
    row = _invitation(request, ref)
    if actions.remind(row, by=signed_in(request), now=clock.now()):
        messages.success(request, f"{row.facilitator} is reminded.")
    else:
        messages.info(request, "Nothing was sent: it is answered, or was recalled less than an hour ago.")
    return redirect("office:staffing:invitation", row.ref)


@page("facilitator_invitation", "C", "office", methods=["POST"])
def following(request: HttpRequest, ref: str) -> HttpResponseBase:
    """The next suggested is invited after a no."""
    user, row = signed_in(request), _invitation(request, ref)
    if not may_suggest(user):
        raise Http404
    made = actions.invite_next(row, by=user, now=clock.now())
    if made is None:
        messages.warning(request, "Nobody is left to ask, or somebody is asked for this seat already.")
        return redirect("office:staffing:invitation", row.ref)
    messages.success(request, f"{made.facilitator} is invited.")
    return redirect("office:staffing:invitation", made.ref)
