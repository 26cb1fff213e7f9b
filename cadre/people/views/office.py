"""Who works in the office: their roles, given by two, ended by one; and their accounts."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.journal.queries import entries_about
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people import actions, second_step
from cadre.people.access import (
    holds,
    page,
    role_requests_visible_to,
    signed_in,
    staff_roles_visible_to,
    users_visible_to,
)
from cadre.people.forms import AccountForm, JoiningForm, RoleEndForm, RoleForm
from cadre.people.lists import CELLS, COLUMNS, ColleagueFilter
from cadre.people.models import RoleRequest, User
from cadre.people.queries import colleagues, standing
from cadre.people.states import GIVEN_BY_ONE, StaffRoleName
from cadre.ui.listing import Listing

RESET, SIGN_OUT, CLOSE, OPEN = "reset", "sign_out", "close", "open"
WAITS = "Asked for. Another of system administration has to agree; they were told."
GIVEN = "Given."


@page("role_grant", "L", "office")
def colleague_list(request: HttpRequest) -> HttpResponseBase:
    user = signed_in(request)
    listing = Listing(
        request,
        colleagues(users_visible_to(user)),
        COLUMNS,
        filter_form=ColleagueFilter,
        default_sort="name",
        name="office",
        drawn=CELLS,
    )
    if listing.wants_file:
        return listing.file()
    context = {"listing": listing, "may_give": holds(user, StaffRoleName.SYSADMIN)}
    return render(request, "people/office/list.html", context)


@page("role_grant", "V", "office")
def colleague(request: HttpRequest, person: int) -> HttpResponse:
    """One of them: roles, what waits, the account, and what happened to it."""
    return _shown(request, _found(request, person), RoleForm())


@page("role_grant", "C", "office")
def joining(request: HttpRequest) -> HttpResponse:
    """A role for somebody new, who gets an account with it."""
    form = JoiningForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        by, said = signed_in(request), form.cleaned_data
        try:
            user, asked = actions.ask_role_for(said["email"], said["name"], **_role(form), by=by, now=clock.now())
            messages.success(request, WAITS if asked else GIVEN)
            return redirect("office:people:colleague", user.pk)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return render(request, "people/office/joining.html", {"form": form}, status=422 if form.errors else 200)


@page("role_grant", "C", "office", methods=("POST",))
def role(request: HttpRequest, person: int) -> HttpResponse:
    """Another role for one of them."""
    found, form = _found(request, person), RoleForm(request.POST)
    if form.is_valid():
        try:
            asked = actions.ask_role(user=found, **_role(form), by=signed_in(request), now=clock.now())
            messages.success(request, WAITS if asked else GIVEN)
            return redirect("office:people:colleague", person)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return _shown(request, found, form, status=422)


@page("role_grant", "A", "office", methods=("POST",))
def decision(request: HttpRequest, asked: int) -> HttpResponse:
    """Agree to a role that another asked for, refuse it, or take one's own back."""
    by, now = signed_in(request), clock.now()
    found = get_object_or_404(role_requests_visible_to(by), pk=asked)
    try:
        if request.POST.get("verb") == "take_back":
            actions.take_back_role(found, by=by, now=now)
        else:
            actions.decide_role(found, agree=request.POST.get("verb") == "agree", by=by, now=now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:people:colleague", found.user.pk)


@page("role_grant", "D", "office", methods=("GET", "POST"))
def role_ending(request: HttpRequest, held: int) -> HttpResponse:
    """From which day on a role is held no longer."""
    row = get_object_or_404(staff_roles_visible_to(signed_in(request)).filter(to_on=None), pk=held)
    form = RoleEndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.end_role(user=row.user, role=row.role, to_on=form.cleaned_data["to_on"], by=signed_in(request))
            messages.success(request, "It ends. On that day they are out of it with their next request.")
            return redirect("office:people:colleague", row.user.pk)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {"person": row.user, "label": StaffRoleName(row.role).label, "form": form}
    return render(request, "people/office/ending.html", context, status=422 if form.errors else 200)


@page("user_account", "A", "office")
def account(request: HttpRequest, person: int) -> HttpResponse:
    """Sign somebody out everywhere, reset their second step, close their account or open it again."""
    found = _found(request, person)
    form = AccountForm(request.POST if request.method == "POST" else None, acts=_acts(found))
    if form.is_valid():
        by, because = signed_in(request), form.cleaned_data["because"]
        act = {
            RESET: second_step.reset,
            SIGN_OUT: actions.sign_out_everywhere,
            CLOSE: actions.close_account,
            OPEN: actions.open_account,
        }[form.cleaned_data["act"]]
        try:
            act(found, by=by, because=because)
            messages.success(request, "Done.")
            return redirect("office:people:colleague", person)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {"person": found, "form": form}
    return render(request, "people/office/account.html", context, status=422 if form.errors else 200)


def _found(request: HttpRequest, person: int) -> User:
    return get_object_or_404(colleagues(users_visible_to(signed_in(request))), pk=person)


def _role(form: RoleForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("role", "from_on", "reason")}


def _acts(user: User) -> list[tuple[str, str]]:
    if not user.is_active:
        return [(OPEN, "Open the account again")]
    found = [(SIGN_OUT, "Sign them out everywhere")]
    if user.has_second_step:  # type: ignore[attr-defined]
        found.append((RESET, "Reset the second step, and sign them out everywhere: they set it up anew"))
    return [*found, (CLOSE, "Close the account: nobody signs in to it any more, in whatever role")]


def _shown(request: HttpRequest, found: User, form: RoleForm, status: int = 200) -> HttpResponse:
    reader, today = signed_in(request), clock.today()
    administers = holds(reader, StaffRoleName.SYSADMIN)
    other = reader.pk != found.pk
    context = {
        "person": found,
        "standing": standing(found, today),
        "roles": [(one, StaffRoleName(one.role).label) for one in found.staff_roles.all()],
        "waiting": [_asked(one, reader, administers=administers) for one in found.waiting],  # type: ignore[attr-defined]
        "form": form if administers and other and found.is_active else None,
        "may_end": administers and other,
        "may_change": other,
        "today": today,
        "entries": entries_about(found) if holds(reader, StaffRoleName.DPO, StaffRoleName.SYSADMIN) else None,
        "alone": StaffRoleName(next(iter(GIVEN_BY_ONE))).label,
    }
    return render(request, "people/office/colleague.html", context, status=status)


def _asked(one: RoleRequest, reader: User, *, administers: bool) -> dict[str, Any]:
    mine = one.asked_by_id == reader.pk
    return {
        "row": one,
        "may_take_back": administers and mine,
        "may_decide": administers and not mine and one.user_id != reader.pk,
    }
