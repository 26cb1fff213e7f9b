"""The office: one group, who could join it, and moving people with the consequences shown."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.groups import access, actions
from cadre.groups.forms import MoveForm, OptionalReasonForm, ReasonForm
from cadre.groups.lists import OFFICE_PEOPLE, OFFICE_PEOPLE_WITHOUT_FEES
from cadre.groups.models import Enrolment, Group
from cadre.groups.queries import people
from cadre.groups.queries.boards import viability_of
from cadre.groups.queries.people import CouldJoin
from cadre.groups.queries.placing import days_left
from cadre.journal.queries import entries_about
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.ui.listing import Listing

SHOWN = 12


def group_or_404(request: HttpRequest, ref: str) -> Group:
    rows = access.groups_visible_to(signed_in(request)).with_people()
    return get_object_or_404(rows.select_related("partner", "offering__qualification", "offering__intake"), ref=ref)


@page("group", "V", "office")
def group(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Who could join, who is in, and what a selection would change. `?pick=` names people; nothing is sent yet."""
    found = group_or_404(request, ref)
    user = signed_in(request)
    columns = OFFICE_PEOPLE if access.sees_fees(user) else OFFICE_PEOPLE_WITHOUT_FEES
    rows = people.in_group(found).filter(pk__in=access.enrolments_visible_to(user))
    exports = access.may_export(user, "group_roster")
    listing = Listing(request, rows, columns, name=found.ref, default_sort="name", per_page=100, exports=exports)
    if listing.wants_file:
        return listing.file()
    return render(request, "groups/office/group.html", _sheet(request, found, listing))


def _sheet(request: HttpRequest, group: Group, listing: Listing, reason_form: Any = None) -> dict[str, Any]:
    user = signed_in(request)
    days = days_left(group.offering, today=clock.today())
    may_form = access.may_form(user, group)
    could = people.could_join(group) if may_form else []
    refs = set((request.GET if request.method == "GET" else request.POST).getlist("pick"))
    picked = [row for row in could if row.application.ref in refs]
    everybody = request.GET.get("show") == "all"
    return {
        "group": group,
        "listing": listing,
        "stands": viability_of(group, days=days),
        "days": days,
        "could": could if everybody else [row for at, row in enumerate(could) if at < SHOWN or row in picked],
        "more": 0 if everybody else max(len(could) - SHOWN, 0),
        "picked": picked,
        "picked_refs": refs,
        "would_be": group.people + len(picked),  # type: ignore[attr-defined]
        "subtitle": f"{group.ref} · {group.partner.town} · room for {group.size}",
        "consequences": _consequences(user, group, picked) if picked else None,
        "reason_form": reason_form or OptionalReasonForm(),
        "close_form": ReasonForm(prefix="close"),
        "entries": entries_about(group, *group.enrolments.all()[:60])[:12],
        "may_form": may_form,
        "may_close": access.may_close(user, group),
        "may_reopen": access.may_reopen(user, group),
        "sees_fees": access.sees_fees(user),
    }


def _consequences(user: Any, group: Group, picked: Sequence[CouldJoin]) -> tuple[list[str], list[Any]]:
    return people.consequence_rows(people.changes_of(group, picked), user=user)


@page("group", "A", "office", methods=["POST"])
def joining(request: HttpRequest, ref: str) -> HttpResponse:
    """The picked people join: all of them or none."""
    found, user = group_or_404(request, ref), signed_in(request)
    form = OptionalReasonForm(request.POST)
    refs = set(request.POST.getlist("pick"))
    picked = [row.application for row in people.could_join(found) if row.application.ref in refs]
    if not access.may_form(user, found) or not picked or not form.is_valid():
        messages.error(request, "Tick the people who join, and look at what changes first.")
        return redirect("office:groups:group", ref=ref)
    try:
        made = actions.gather(picked, found, reason=form.cleaned_data["reason"], by=user, now=clock.now())
    except Refusal as refusal:
        form.add_error(refusal.field, str(refusal))
        columns = OFFICE_PEOPLE if access.sees_fees(user) else OFFICE_PEOPLE_WITHOUT_FEES
        listing = Listing(request, people.in_group(found), columns, name=found.ref, default_sort="name", per_page=100)
        context = _sheet(request, found, listing, form) | {"form": form}
        return render(request, "groups/office/group.html", context, status=422)
    messages.success(request, f"{_named(made)} joined {found.ref}.")
    return redirect("office:groups:group", ref=ref)


def _named(made: Sequence[Enrolment]) -> str:
    names = [str(enrolment) for enrolment in made]
    return names[0] if len(names) == 1 else f"{len(names)} people"


@page("group", "A", "office", methods=["POST"])
def closing(request: HttpRequest, ref: str) -> HttpResponse:
    """A forming group will not run; its people wait to be placed again."""
    found, form = group_or_404(request, ref), ReasonForm(request.POST, prefix="close")
    if not form.is_valid():
        messages.error(request, "Say why the group does not run.")
    else:
        try:
            actions.close_group(found, reason=form.cleaned_data["reason"], by=signed_in(request), now=clock.now())
            messages.success(request, f"{ref} is closed. Its people wait for another group.")
        except Refusal as refusal:
            messages.error(request, str(refusal))
    return redirect("office:groups:group", ref=ref)


@page("group", "A", "office", methods=["POST"])
def reopening(request: HttpRequest, ref: str) -> HttpResponse:
    found = group_or_404(request, ref)
    try:
        actions.reopen_group(found, by=signed_in(request), now=clock.now())
        messages.success(request, f"{ref} forms again.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:groups:group", ref=ref)


def place_or_404(request: HttpRequest, ref: str) -> Enrolment:
    rows = people.members(access.enrolments_visible_to(signed_in(request)))
    return get_object_or_404(rows.select_related("group__offering__qualification", "group__offering__intake"), ref=ref)


@page("group", "A", "office")
def move(request: HttpRequest, ref: str) -> HttpResponse:
    """Move one person. `see` shows what it changes and does nothing; without it the POST moves them."""
    place, user = place_or_404(request, ref), signed_in(request)
    rooms = people.rooms_to_move_to(place)
    looks = "see" in request.POST
    form = MoveForm(None if looks else request.POST or None, rooms=rooms, initial=request.POST.dict() if looks else {})
    wanted = rooms.filter(ref=request.POST.get("to", "")).first()
    if request.method == "POST" and not looks and access.may_move(user, place) and form.is_valid():
        try:
            moved = actions.move(
                place, form.cleaned_data["to"], reason=form.cleaned_data["reason"], by=user, now=clock.now()
            )
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, f"{moved} is in {moved.group.ref} now.")
            return redirect("office:groups:group", ref=moved.group.ref)
    changes = people.changes_of_move(place, wanted) if wanted else []
    context = {
        "place": place,
        "form": form,
        "wanted": wanted,
        "may_move": access.may_move(user, place),
        "consequences": people.consequence_rows(changes, user=user) if changes else None,
        "leave_form": ReasonForm(prefix="leave"),
    }
    return render(request, "groups/office/move.html", context, status=422 if form.errors else 200)


@page("group", "A", "office", methods=["POST"])
def leaving(request: HttpRequest, ref: str) -> HttpResponse:
    """Take somebody out to be placed again, or end their part in the programme."""
    place, user, form = place_or_404(request, ref), signed_in(request), ReasonForm(request.POST, prefix="leave")
    verb = actions.withdraw if request.POST.get("how") == "withdraw" else actions.release
    if not form.is_valid() or not access.may_move(user, place):
        messages.error(request, f"Say why {place} leaves the group.")
        return redirect("office:groups:move", ref=ref)
    try:
        verb(place, reason=form.cleaned_data["reason"], by=user, now=clock.now())
        messages.success(request, f"{place} left {place.group.ref}.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:groups:group", ref=place.group.ref)
