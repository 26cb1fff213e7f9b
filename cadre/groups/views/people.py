"""The office: one group with who could join it, and one person's move out of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.applications.access import applications_visible_to
from cadre.groups import actions
from cadre.groups.access import (
    enrolments_visible_to,
    groups_visible_to,
    may_close,
    may_form,
    may_move,
    may_reopen,
    may_restore,
    sees_fees,
    shortfalls_visible_to,
)
from cadre.groups.forms import MoveForm, ReasonForm
from cadre.groups.models import Enrolment, Group
from cadre.groups.queries import group as queries
from cadre.groups.queries.boards import viability_of
from cadre.groups.queries.history import tell_history
from cadre.groups.queries.joining import could_join
from cadre.groups.queries.moving import Consequences, move_consequences, one_move, targets
from cadre.groups.queries.placing import days_left
from cadre.groups.views import words
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.people.models import User
from cadre.ui.latest import latest_or_all
from cadre.ui.listing import Column, Listing, picked

SHOWN = 12
FILE_COLUMNS = [
    Column("name", "Name", "application.name"),
    Column("ref", "Candidate number", "ref"),
    Column("school", "School", "application.workplace"),
    Column("role", "Role", "application.job_title"),
    Column("joined", "Joined", "get_joined_by_display"),
    Column("since", "Since", "enrolled_at"),
]
FEE_COLUMN = Column("fee", "Fee", lambda enrolment: queries.fee_words(enrolment.application))


def _group(request: HttpRequest, ref: str) -> Group:
    return get_object_or_404(queries.with_everything(groups_visible_to(signed_in(request))), ref=ref)


def _enrolment(request: HttpRequest, ref: str) -> Enrolment:
    rows = enrolments_visible_to(signed_in(request)).select_related(*queries.OF_A_PLACE)
    return get_object_or_404(rows, ref=ref)


@page("group", "V", "office")
def group(request: HttpRequest, ref: str) -> HttpResponseBase:
    user, found = signed_in(request), _group(request, ref)
    rows = queries.members(enrolments_visible_to(user), found)
    if "format" in request.GET:
        columns = [*FILE_COLUMNS, FEE_COLUMN] if sees_fees(user) else FILE_COLUMNS
        listing = Listing(request, rows, columns, name=found.ref)
        if not listing.wants_file:
            raise Http404
        return listing.file()
    return render(request, "groups/office/group.html", _sheet(request, found, picked(request.GET, "pick")))


@page("group_roster", "A", "office", methods=["POST"])
def joining(request: HttpRequest, ref: str) -> HttpResponse:
    user, found = signed_in(request), _group(request, ref)
    if not may_form(user, found):
        raise Http404
    context = _sheet(request, found, picked(request.POST, "pick"), posted=True)
    form, chosen = context["form"], [candidate.application for candidate in context["picked"]]
    if not chosen:
        messages.warning(request, "Nobody was selected who can still join. Look again.")
        return redirect("office:groups:group", ref)
    if form.is_valid():
        try:
            made = actions.gather(chosen, found, reason=form.cleaned_data["reason"], by=user, now=clock.now())
        except Refusal as refused:
            form.add_error(refused.field, str(refused))
        else:
            names = words.people([row.application.name for row in made])
            messages.success(request, f"{names} {'is' if len(made) == 1 else 'are'} in {found.ref} now.")
            return redirect("office:groups:group", ref)
    return render(request, "groups/office/group.html", context, status=422)


def _sheet(request: HttpRequest, group: Group, picks: list[str], *, posted: bool = False) -> dict[str, Any]:
    """Everything the group's page shows. `picks`: references of the people who are ticked."""
    user, days = signed_in(request), days_left(group.offering, today=clock.today())
    tell_history([group])
    forms_it = may_form(user, group)
    candidates = could_join(applications_visible_to(user), group, picked=picks) if forms_it else []
    picked = [candidate for candidate in candidates if candidate.picked]
    changes = move_consequences(picked, group, days=days, user=user) if picked else None
    stands = viability_of(group, days=days, waiting=group.waiting)  # type: ignore[attr-defined]
    everybody = "everybody" in request.GET or len(candidates) <= SHOWN + 2
    shown = candidates if everybody else [c for n, c in enumerate(candidates) if n < SHOWN or c.picked]
    return {
        "group": group,
        "offering": group.offering,
        "days": days,
        "viability": stands,
        "sub": words.group_line(group, stands),
        "members": queries.member_lines(enrolments_visible_to(user), group),
        "candidates": shown,
        "more": len(candidates) - len(shown),
        "picked": picked,
        "changes": changes,
        "verb": words.joining_verb(picked),
        "form": _why(request.POST if posted else None, group, changes),
        "entries": latest_or_all(queries.what_happened(group), request.GET),
        "lost_people": shortfalls_visible_to(user).to_decide().filter(group=group).first(),
        "may_export": request.may_export,  # type: ignore[attr-defined]
        **_allowed(user, group),
    }


def _why(data: Any, group: Group, changes: Consequences | None) -> ReasonForm:
    """The question why, which must be answered when somebody leaves another group or the group is confirmed."""
    needed = bool(changes and changes.needs_reason)
    return ReasonForm(data, asks="Why?", hint=words.reason_hint(group, changes), required=needed)


def _allowed(user: User, group: Group) -> dict[str, bool]:
    """What the user may do on the group's page."""
    return {
        "may_form": may_form(user, group),
        "may_close": may_close(user, group),
        "may_reopen": may_reopen(user, group),
        "may_restore": may_restore(user, group),
        "sees_fees": sees_fees(user),
    }


@page("group", "A", "office")
def closing(request: HttpRequest, ref: str) -> HttpResponse:
    user, found = signed_in(request), _group(request, ref)
    if not may_close(user, found):
        raise Http404
    form = ReasonForm(request.POST or None, asks=f"Why does {found.ref} not run?")
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_group(found, reason=form.cleaned_data["reason"], by=user, now=clock.now())
        except Refusal as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, f"{found.ref} is closed. Its people wait to be placed again.")
            return redirect("office:groups:group", ref)
    return render(request, "groups/office/closing.html", {"group": found, "offering": found.offering, "form": form})


@page("group", "E", "office", methods=["POST"])
def reopening(request: HttpRequest, ref: str) -> HttpResponse:
    user, found = signed_in(request), _group(request, ref)
    if not may_reopen(user, found):
        raise Http404
    actions.reopen_group(found, by=user, now=clock.now())
    return redirect("office:groups:group", ref)


@page("group_roster", "E", "office")
def move(request: HttpRequest, ref: str) -> HttpResponse:
    user, enrolment = signed_in(request), _enrolment(request, ref)
    if not may_move(user, enrolment):
        raise Http404
    to = request.POST.get("to") or request.GET.get("to", "")
    places = targets(enrolment, today=clock.today())
    chosen = next((target for target in places if target.group.ref == to), None)
    form = MoveForm(request.POST or None, initial={"to": to}, asks=f"Why does {enrolment} move?")
    if request.method == "POST" and form.is_valid():
        try:
            if chosen is None:
                raise Refusal("That group has no room now. Choose another.")
            actions.move(enrolment, chosen.group, reason=form.cleaned_data["reason"], by=user, now=clock.now())
        except Refusal as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, f"{enrolment} is in {chosen.group.ref} now.")
            return redirect("office:groups:group", chosen.group.ref)
    days = days_left(enrolment.group.offering, today=clock.today())
    changes = one_move(enrolment, chosen.group, days=days, user=user) if chosen else None
    context = {"enrolment": enrolment, "targets": places, "chosen": chosen, "changes": changes, "form": form}
    return render(request, "groups/office/move.html", context)


@page("group_roster", "E", "office")
def release(request: HttpRequest, ref: str) -> HttpResponse:
    return _leaving(request, ref, "release")


@page("group_roster", "E", "office")
def withdrawal(request: HttpRequest, ref: str) -> HttpResponse:
    return _leaving(request, ref, "withdraw")


def _leaving(request: HttpRequest, ref: str, verb: str) -> HttpResponse:
    user, enrolment = signed_in(request), _enrolment(request, ref)
    if not may_move(user, enrolment):
        raise Http404
    group, days = enrolment.group, days_left(enrolment.group.offering, today=clock.today())
    form = ReasonForm(request.POST or None, asks=f"Why does {enrolment} leave {group.partner.short_name}?")
    if request.method == "POST" and form.is_valid():
        act = actions.release if verb == "release" else actions.withdraw
        try:
            act(enrolment, reason=form.cleaned_data["reason"], by=user, now=clock.now())
        except Refusal as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, f"{enrolment} has left {group.ref}.")
            return redirect("office:groups:group", group.ref)
    stands = queries.without_one(group, days=days)
    context = {"enrolment": enrolment, "group": group, "form": form, "releases": verb == "release", "change": stands}
    return render(request, "groups/office/leaving.html", context)
