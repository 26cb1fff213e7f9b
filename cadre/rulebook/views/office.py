"""The office's rulebook: what holds, what held and what is coming, and changes from a day on."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cadre.lib import clock
from cadre.lib.errors import Conflict, Refusal
from cadre.people.access import page, signed_in
from cadre.rulebook import actions, queries
from cadre.rulebook.access import may_change, policies_visible_to
from cadre.rulebook.forms import EndForm, VersionForm, WithdrawForm, form_as_pressed, preview_of
from cadre.rulebook.policy import DatedPolicy
from cadre.rulebook.rows import PRESS, PREVIEW

BOTH = ("GET", "POST")


def _policy(request: HttpRequest, slug: str, *, to_change: bool = False) -> DatedPolicy:
    user = signed_in(request)
    found = policies_visible_to(user).get(slug)
    if found is None or (to_change and not may_change(user, found)):
        raise Http404
    return found


# `intake` opens the door to everybody in the office; which policies they see is said by the resource of each.
@page("intake", "L", "office")
def rules(request: HttpRequest) -> HttpResponse:
    held = queries.areas(policies_visible_to(signed_in(request)).values(), clock.today())
    return render(request, "rulebook/office/rules.html", {"areas": held})


@page("intake", "V", "office")
def policy(request: HttpRequest, policy: str) -> HttpResponse:
    """Every version of one policy."""
    found = _policy(request, policy)
    versions, entries = queries.history(found, clock.today())
    may = may_change(signed_in(request), found)
    may_add = may and (found.is_list or not versions)
    context = {"policy": found, "versions": versions, "entries": entries, "may_change": may, "may_add": may_add}
    return render(request, "rulebook/office/policy.html", context)


@page("intake", "V", "office", methods=BOTH)
def addition(request: HttpRequest, policy: str) -> HttpResponse:
    """Another line of a list, or the first version there is."""
    found = _policy(request, policy, to_change=True)
    if not found.is_list and found.rows().exists():
        raise Http404
    return _write(request, found, None)


@page("intake", "V", "office", methods=BOTH)
def change(request: HttpRequest, policy: str, pk: int) -> HttpResponse:
    """A version from a day on: typed, shown beside what it follows, then kept."""
    found = _policy(request, policy, to_change=True)
    if not found.fields:
        raise Http404
    return _write(request, found, get_object_or_404(found.rows(), pk=pk))


def _write(request: HttpRequest, policy: DatedPolicy, row: Any) -> HttpResponse:
    mark, last = queries.line_of(policy, row)
    form = VersionForm(request.POST or None, policy=policy, row=last, mark=mark)
    context: dict[str, Any] = {"policy": policy, "row": last, "name": policy.name_of(last) if last else ""}
    if PRESS in request.POST:
        seen = preview_of(form) if request.POST[PRESS] == PREVIEW else None
        context["form"] = form_as_pressed(request.POST, policy=policy, row=last, mark=mark)
        return render(request, "rulebook/office/change.html", context | {"seen": seen})
    context["form"] = form
    if form.is_valid() and "again" not in request.POST:
        today, wanted = clock.today(), form.change(row)
        try:
            if "confirmed" in request.POST:
                actions.write_version(wanted, by=signed_in(request), today=today)
                messages.success(request, "Written. What was decided before keeps what it was decided by.")
                return redirect("office:rulebook:policy", policy.slug)
            ready = actions.prepare(wanted, list(policy.rows()), today=today)
            context |= {"ready": ready, "typed": form.as_typed(), "wanted": wanted, "seen": preview_of(form)}
        except Refusal as refusal:
            form.add_refusal(refusal)
            if isinstance(refusal, Conflict):
                form.based_anew(mark)
                context["theirs"] = policy.facts(policy.values(last))
    return render(request, "rulebook/office/change.html", context, status=422 if form.errors else 200)


@page("intake", "V", "office", methods=BOTH)
def ending(request: HttpRequest, policy: str, pk: int) -> HttpResponse:
    found = _policy(request, policy, to_change=True)
    if not found.is_list or not found.may_end(get_object_or_404(found.rows(), pk=pk)):
        raise Http404
    return _stop(request, found, pk, EndForm, "End it from a day")


@page("intake", "V", "office", methods=BOTH)
def withdrawal(request: HttpRequest, policy: str, pk: int) -> HttpResponse:
    return _stop(request, _policy(request, policy, to_change=True), pk, WithdrawForm, "Withdraw it")


def _stop(
    request: HttpRequest, policy: DatedPolicy, pk: int, kind: type[EndForm] | type[WithdrawForm], title: str
) -> HttpResponse:
    row = get_object_or_404(policy.rows(), pk=pk)
    mark, _ = queries.line_of(policy, row)
    form = kind(request.POST or None, initial={"based_on": mark})
    if form.is_valid():
        act = actions.end_line if kind is EndForm else actions.withdraw
        try:
            act(policy, row, **form.cleaned_data, by=signed_in(request), today=clock.today())
            messages.success(request, "Done. What was decided before keeps what it was decided by.")
            return redirect("office:rulebook:policy", policy.slug)
        except Refusal as refusal:
            form.add_refusal(refusal)
    said = {"policy": policy, "row": row, "name": policy.name_of(row), "said": policy.said(row)}
    context = said | {"form": form, "title": title}
    return render(request, "rulebook/office/stop.html", context, status=422 if form.errors else 200)
