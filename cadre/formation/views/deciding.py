"""The office decides about a plan: pins, tries, cancels, carries out, undoes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.applications.models import Application
from cadre.formation import actions
from cadre.formation.access import may_adjust, may_cancel, may_commit, may_undo
from cadre.formation.forms import CarryOutForm, GroupPinForm, PersonPinForm, ReasonForm, WhatIfForm
from cadre.formation.models import Plan
from cadre.formation.queries import plans as queries
from cadre.formation.queries.carrying_out import carrying, what_changed
from cadre.formation.queries.rehearsed import kind_counts, rehearsal_of
from cadre.formation.queries.trying import NothingFound, tried
from cadre.formation.states import PinKind
from cadre.formation.views import words
from cadre.formation.views.office import plan_of, shown
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.ui.forms import Form


@page("formation_plan", "A", "office")
def pinning(request: HttpRequest, ref: str) -> HttpResponseBase:
    """One group, or with `person` one person; the rest is planned around it at once."""
    user, found = signed_in(request), plan_of(request, ref)
    if not may_adjust(user, found):
        raise Http404
    person = _person(request, found)
    form = _pin_form(request, found, person)
    if form.is_valid():
        said = form.cleaned_data
        kind = PinKind.PERSON if person else PinKind(said["kind"])
        given: dict[str, Any] = {"kind": kind, "place": said["place"], "reason": said["reason"]}
        try:
            made, new = actions.adjust_plan(found, **given, application=person, by=user, now=clock.now())
            back = "board" if request.POST.get("from") == "board" else "plan"
            return shown(request, made, new=new, page=back)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {"plan": found, "form": form, "person": person}
    return render(request, "formation/office/pinning.html", context, status=422 if form.errors else 200)


def _person(request: HttpRequest, plan: Plan) -> Application | None:
    asked = (request.POST if request.method == "POST" else request.GET).get("person", "")
    if not asked:
        return None
    row = queries.seat_rows(plan).filter(application__ref=asked[:20]).first()
    if row is None:
        raise Http404
    return row.application


def _pin_form(request: HttpRequest, plan: Plan, person: Application | None) -> Form:
    posted = request.POST if request.method == "POST" else None
    if person is None:
        places = queries.place_choices(plan)
        return GroupPinForm(posted, places=places, initial={"place": request.GET.get("place", "")})
    places = queries.places_open_to(plan, person)
    return PersonPinForm(posted, places=places, initial={"person": person.ref}, asks=f"Why {person.name} sits there")


@page("formation_plan", "V", "office")
def what_if(request: HttpRequest, ref: str) -> HttpResponseBase:
    """A change to one partner, tried on the plan; nothing is kept."""
    found = plan_of(request, ref)
    if not found.is_worked_out:
        raise Http404
    places = queries.place_choices(found, holding=False)
    form = WhatIfForm(request.GET or None, places=places, initial={"number": 3})
    result, refused = None, ""
    if form.is_valid():
        said = form.cleaned_data
        try:
            result = tried(found, place=said["place"], change=said["change"], number=said["number"] or 0)
        except NothingFound as impossible:
            refused = str(impossible)
    context = {"plan": found, "form": form, "result": result, "refused": refused, "choice": words.asked(form, places)}
    return render(request, "formation/office/what_if.html", context, status=422 if form.errors else 200)


@page("formation_plan", "A", "office", methods=["POST"])
def cancellation(request: HttpRequest, ref: str) -> HttpResponseBase:
    user, found = signed_in(request), plan_of(request, ref)
    try:
        if not may_cancel(user, found):
            raise Refusal(f"{found.ref} is {found.get_state_display().lower()}, so there is nothing to cancel.")
        actions.cancel_plan(found, by=user)
        messages.success(request, f"{found.ref} is cancelled.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect(words.address("plan", found))


@page("formation_plan", "A", "office")
def carrying_out(request: HttpRequest, ref: str) -> HttpResponseBase:
    """What would change, then, with a reason, all of it or nothing."""
    user, found = signed_in(request), plan_of(request, ref)
    if not may_commit(user, found):
        messages.warning(request, f"{found.ref} is {found.get_state_display().lower()}.")
        return redirect(words.address("plan", found))
    wanted = carrying(found)
    closing = [(group.ref, f"{group.partner.short_name}, {group.ref}") for group in wanted.closing]
    posted = request.POST if request.method == "POST" else None
    at_first = {"close": _close_at_first(found, closing)}
    form = CarryOutForm(posted, closing=closing, unasked=len(wanted.unasked), initial=at_first)
    if form.is_valid():
        said = {"close": form.cleaned_data.get("close", []), "reason": form.cleaned_data["reason"]}
        said["agreed_otherwise"] = form.agreed_otherwise
        try:
            _refuse_other_groups(found, said["close"])
            actions.commit_plan(found, **said, by=user, today=clock.today(), now=clock.now())
            messages.success(request, f"{found.ref} is carried out.")
            return redirect(words.address("plan", found))
        except Refusal as refusal:
            form.add_refusal(refusal)
    return _before(request, found, wanted, form)


def _close_at_first(plan: Plan, closing: list[tuple[str, str]]) -> list[str]:
    """All of the empty groups; those the mails were listed for, once they were."""
    listed = rehearsal_of(plan)
    return list(listed.close) if listed and listed.is_ready else [ref for ref, _ in closing]


def _before(request: HttpRequest, plan: Plan, wanted: Any, form: CarryOutForm) -> HttpResponse:
    today = clock.today()
    changes, faults = what_changed(plan, today=today)
    context = {
        "plan": plan,
        "wanted": wanted,
        "form": form,
        "stale": actions.stale_words(changes) if changes else "",
        "faults": faults[:3],
        "table": words.change_table(plan.offering, wanted, user=signed_in(request), today=today),
        **_following(plan),
        "asking_url": words.plans_address(plan.offering, "asking"),
        "terms": [(name, "on" if value is True else value) for name, value in plan.terms.items() if value],
    }
    return render(request, "formation/office/carrying_out.html", context, status=422 if form.errors else 200)


def _refuse_other_groups(plan: Plan, close: list[str]) -> None:
    """The mails that were read are those of the groups that were ticked then."""
    listed = rehearsal_of(plan)
    if listed and listed.is_ready and listed.close != sorted(close):
        raise Refusal("The mails were listed for other groups to close. List them again, then carry it out.")


def _following(plan: Plan) -> dict[str, Any]:
    """The mails and papers that would follow, once they were listed."""
    listed = rehearsal_of(plan)
    ready = listed if listed and listed.is_ready else None
    return {
        "listed": listed,
        "kinds": kind_counts(ready) if ready else [],
        "papers": words.papers(ready),
    }


@page("formation_plan", "A", "office")
def undoing(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Everybody back who is still where the plan put them."""
    user, found = signed_in(request), plan_of(request, ref)
    if not may_undo(user, found):
        messages.warning(request, f"{found.ref} is {found.get_state_display().lower()}.")
        return redirect(words.address("plan", found))
    form = ReasonForm(request.POST if request.method == "POST" else None, asks="Why it is undone")
    if form.is_valid():
        try:
            actions.undo_plan(found, reason=form.cleaned_data["reason"], by=user, now=clock.now())
            messages.success(request, f"{found.ref} is undone.")
            return redirect(words.address("plan", found))
        except Refusal as refusal:
            form.add_refusal(refusal)
    applied = queries.applied_counts(found)
    context = {"plan": found, "form": form, "applied": applied}
    return render(request, "formation/office/undoing.html", context, status=422 if form.errors else 200)
