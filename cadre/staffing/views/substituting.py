"""The office: who stands in on one date of a group, with the effect on pay before it is pressed."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.facilitators.access import facilitators_visible_to
from cadre.facilitators.models import Facilitator
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.text import whole_number
from cadre.people.access import page, signed_in
from cadre.scheduling import queries
from cadre.scheduling.access import events_visible_to, may_staff
from cadre.scheduling.charges import share_of
from cadre.scheduling.models import Event
from cadre.staffing.actions import end_substitution, substitute
from cadre.staffing.forms import SubstituteForm
from cadre.staffing.queries.standing_in import stand_ins_at


def _event(request: HttpRequest, ref: str) -> Event:
    look = ("element", "group__partner", "group__offering__qualification", "group__offering__intake")
    return get_object_or_404(events_visible_to(signed_in(request)).select_related(*look), ref=ref)


@page("event", "E", "office")
def standing_in(request: HttpRequest, ref: str) -> HttpResponseBase:
    """The fee each has for this date is shown; whoever stands in has it from then on."""
    user, event = signed_in(request), _event(request, ref)
    staff = facilitators_visible_to(user).active_on(clock.today()).select_related("user").order_by("user__name")
    team = {str(row.facilitator_id): row.facilitator for row in queries.team_of(event.group)}
    form = SubstituteForm(
        request.POST if request.method == "POST" else None,
        team=[(key, str(who)) for key, who in team.items()],
        staff=[(str(row.pk), row.user.name) for row in staff if str(row.pk) not in team],
    )
    if form.is_valid():
        if not may_staff(user, event.group):
            raise Http404
        said, now = form.cleaned_data, clock.now()
        try:
            stand_in = staff.get(pk=said["stand_in"])
            made = substitute(event, team[said["out"]], stand_in, reason=said["reason"], by=user, now=now)
            messages.success(request, f"{made.stand_in} stands in for {made.out}. Both are told, and the fee follows.")
            return redirect("office:staffing:standing_in", ref=event.ref)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return _standing_in(request, event, list(team.values()), form)


def _standing_in(
    request: HttpRequest, event: Event, team: Sequence[Facilitator], form: SubstituteForm
) -> HttpResponseBase:
    """Who is there, who stands in, and what each has for the date."""
    standing = list(stand_ins_at(event))
    replaced = {row.out_id for row in standing}
    context = {
        "event": event,
        "group": event.group,
        "form": form,
        "may_staff": may_staff(signed_in(request), event.group),
        "standing": standing,
        "shares": [(who, share_of(event, who.pk)) for who in team if who.pk not in replaced],
        "stand_in_shares": [(row, share_of(event, row.stand_in_id)) for row in standing],
    }
    return render(request, "staffing/office/standing_in.html", context, status=422 if form.errors else 200)


@page("event", "E", "office", methods=["POST"])
def standing_in_ended(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Every substitution at the event whose key is posted is taken back."""
    user, event = signed_in(request), _event(request, ref)
    key = request.POST.get("substitution", "")
    row = get_object_or_404(event.substitutions.select_related("event__group"), pk=whole_number(key) or 0)
    if not may_staff(user, event.group):
        raise Http404
    try:
        end_substitution(row, by=user, now=clock.now())
        messages.success(request, f"{row.out} is at this event again. Both are told.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("office:staffing:standing_in", ref=event.ref)
