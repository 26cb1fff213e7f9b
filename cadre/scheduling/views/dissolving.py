"""The office: everybody who is left in a group goes elsewhere together, and that taken back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from cadre.applications.access import applications_visible_to
from cadre.applications.models import Application
from cadre.groups.access import groups_visible_to, may_decide, may_restore, shortfalls_visible_to
from cadre.groups.models import Shortfall
from cadre.groups.queries.merging import Choice, at_a_distance, could_take, going, who_moves
from cadre.groups.queries.moving import together
from cadre.groups.queries.placing import days_left
from cadre.groups.queries.shortfalls import shortfall_of
from cadre.groups.states import ShortfallAnswer
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.scheduling.actions import merge_group, restore_group
from cadre.scheduling.forms import TogetherForm
from cadre.scheduling.queries.dissolving import begun_since, ending_of
from cadre.ui.listing import picked


@page("group", "A", "office")
def merging(request: HttpRequest, ref: str) -> HttpResponse:
    """Choose the group, see what it changes, leave out whom it does not suit; then, with a reason, all at once."""
    user = signed_in(request)
    found = shortfall_of(shortfalls_visible_to(user), ref)
    if found is None:
        raise Http404
    if not may_decide(user, found):
        messages.warning(request, f"There is nothing to decide about {ref} now.")
        return redirect("office:groups:shortfall", ref)
    people = who_moves(applications_visible_to(user), found.group)
    sent = request.POST if request.method == "POST" else request.GET
    choices, chosen = _choices(found, people, sent)
    goes = picked(sent, "goes") if "chosen" in sent else None
    form = TogetherForm(request.POST if request.method == "POST" else None, initial={"reason": sent.get("reason", "")})
    if form.is_valid() and _merged(request, found, people, chosen, goes or [], form):
        return redirect("office:groups:shortfall", ref)
    context = {"shortfall": found, "group": found.group, "form": form, "choices": choices, "chosen": chosen}
    context |= {"people": people} | (_shown(request, found, people, chosen, goes) if chosen else {})
    return render(request, "scheduling/office/merging.html", context, status=422 if form.errors else 200)


def _choices(shortfall: Shortfall, people: list[Application], sent: QueryDict) -> tuple[list[Choice], Choice | None]:
    """Where they could go, distance learning last, and what was chosen."""
    today, to = clock.today(), sent.get("to", "")
    away = at_a_distance(shortfall.group, people, today=today)
    found = could_take(shortfall.group, people, today=today)
    if to == "distance" or sent.get("answer") == ShortfallAnswer.DISTANCE:
        return [*found, away], away
    return [*found, away], next((one for one in found if one.ref == to), None)


def _merged(
    request: HttpRequest,
    shortfall: Shortfall,
    people: list[Application],
    chosen: Choice | None,
    goes: list[str],
    form: TogetherForm,
) -> bool:
    """Whether it was done; what stands in its way is on the form."""
    left = [person.pk for person in people if person.ref not in goes]
    said = {"reason": form.cleaned_data["reason"], "by": signed_in(request), "now": clock.now()}
    try:
        if chosen is None:
            raise Refusal("That group has no room now. Choose another.")
        merge_group(shortfall, chosen.group, leaving_out=left, **said)
    except Refusal as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return False
    messages.success(
        request, f"{shortfall.group} is dissolved. Its people are in {chosen.group or 'distance learning'} now."
    )
    return True


def _shown(
    request: HttpRequest, shortfall: Shortfall, people: list[Application], chosen: Choice, goes: list[str] | None
) -> dict[str, Any]:
    """What it changes, before anything is done."""
    user, today = signed_in(request), clock.today()
    candidates = going(people, chosen, goes)
    along = [one for one in candidates if one.picked]
    days = days_left(shortfall.group.offering, today=today)
    return {
        "candidates": candidates,
        "along": along,
        "left_out": [one for one in candidates if not one.picked],
        "changes": together(along, chosen.group, shortfall.group, people=len(people), days=days, user=user),
        "ending": ending_of(shortfall.group, today=today),
    }


@page("group", "E", "office")
def restoring(request: HttpRequest, ref: str) -> HttpResponse:
    """Take back that a group was dissolved, where nothing was delivered since."""
    user, today = signed_in(request), clock.today()
    rows = groups_visible_to(user).select_related("partner", "offering__qualification", "offering__intake")
    found = get_object_or_404(rows, ref=ref)
    if not may_restore(user, found):
        messages.warning(request, f"{ref} is {found.get_state_display().lower()}, so there is nothing to take back.")
        return redirect("office:groups:group", ref)
    decided = shortfalls_visible_to(user).filter(group=found).stands().select_related("target__partner").first()
    form = TogetherForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            restore_group(found, reason=form.cleaned_data["reason"], by=user, now=clock.now())
        except Refusal as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, f"{ref} goes on again.")
            return redirect("office:groups:group", ref)
    begun = begun_since(found, decided, today=today)
    off = found.events.exclude(called_off_at=None).select_related("element")
    context = {"group": found, "decided": decided, "form": form, "begun": begun, "events": off}
    return render(request, "scheduling/office/restoring.html", context, status=422 if form.errors else 200)
