"""One application with its evidence."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.applications import actions
from cadre.applications.access import (
    applications_visible_to,
    may_ask,
    may_decide,
    may_defer,
    may_name_sponsor,
    may_read_sponsors_answer,
    may_reopen,
    may_see,
    may_settle,
    may_work_on,
)
from cadre.applications.decision_forms import AcceptForm, DeclineForm, OfficerForm, ReopenForm, TickForm
from cadre.applications.duplicates import pairs_of
from cadre.applications.evidence import checklist_of
from cadre.applications.forms import AskForm, NameSponsorForm, SettleForm, SettleSchoolForm
from cadre.applications.holdings import PLACE, held_of
from cadre.applications.models import Application
from cadre.applications.queries import explained_quote, for_pages, timeline
from cadre.applications.said import gateway_rows, no_evidence, said_by
from cadre.applications.scholarship_panel import scholarship_panel
from cadre.applications.sponsor_panel import sponsor_panel
from cadre.applications.states import Ruling, State
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import holds, page, signed_in
from cadre.people.models import User
from cadre.ui.forms import Form
from cadre.ui.latest import latest_or_all


@page("application", "V", "office")
def application(request: HttpRequest, ref: str) -> HttpResponseBase:
    return show_application(request, found(request, ref))


def found(request: HttpRequest, ref: str) -> Application:
    return get_object_or_404(for_pages(applications_visible_to(signed_in(request))), ref=ref)


def show_application(
    request: HttpRequest, row: Application, *, status: int = 200, opened: str = "", **forms: Form
) -> HttpResponse:
    """The page, with a form that was refused, or filled in, in its place. `opened` names the part to unfold."""
    user = signed_in(request)
    priced = explained_quote(row.quote)
    bound = next(iter(forms.values()), None)
    context: dict[str, Any] = {
        "application": row,
        "sub": f"{row.ref} · {row.offering}",
        "priced": priced,
        "no_evidence": no_evidence(row),
        "conflict_kind": "strong" if row.code_conflict else "",
        "said": said_by(row, user),
        "gateway": gateway_rows(row),
        "pairs": pairs_of(row) if may_see(user, "trn") else [],
        "entries": latest_or_all(timeline(row), request.GET),
        "may_decide": may_decide(user, row),
        **(scholarship_panel(row) if may_settle(user, row) else {}),
        "may_ask": may_ask(user, row),
        "may_see_needs": holds(user, "ops"),
        "sponsor": sponsor_panel(row, today=clock.today(), shows_answer=may_read_sponsors_answer(user)),
        "may_name_sponsor": may_name_sponsor(user, row),
        "form": bound,
    }
    context |= case_context(row, user) | blank_forms() | forms | {"opened": opened}
    return render(request, "applications/office/application.html", context, status=status)


def blank_forms() -> dict[str, Form]:
    """What may be decided on the page, each form with ids of its own."""
    forms: dict[str, type[Form]] = {
        "ask": AskForm,
        "school": SettleSchoolForm,
        "settle": SettleForm,
        "sponsor": NameSponsorForm,
        "tick": TickForm,
    }
    return {f"{name}_form": form(auto_id=f"{name}_%s") for name, form in forms.items()}


def case_context(row: Application, user: User) -> dict[str, Any]:
    """Its place, its officer, its checklist, and the forms to decide by.

    `place`: `a place in NPQSL-S27-01`, as the room of groups says it, the group's reference last.
    """
    day, checked = clock.today(), checklist_of(row)
    works, reopens = may_work_on(user, row), may_reopen(user, row)
    place = held_of(row, PLACE) if row.state == State.ACCEPTED else ""
    return {
        "place": place,
        "place_group": place.rpartition(" ")[2],
        "checked": checked,
        "may_work": works,
        "may_reopen": reopens,
        "may_defer": may_defer(user, row),
        "deferrals": row.deferrals.select_related("left__intake", "wanted__intake", "reason", "before", "after"),
        "is_mine": row.officer_id == user.pk,
        "officer_form": OfficerForm(day=day, auto_id="officer_%s") if works else None,
        "accept_form": AcceptForm(auto_id="accept_%s", open_words=checked.open_words),
        "decline_form": DeclineForm(day=day, auto_id="decline_%s") if works else None,
        "reopen_form": ReopenForm(auto_id="reopen_%s", late=late_words(row)) if reopens else None,
        "reopening": actions.may_be_reopened(row, now=clock.now()) if reopens else None,
    }


def late_words(row: Application) -> str:
    """Why the rule is against opening it again; empty when it is not."""
    ruled = actions.may_be_reopened(row, now=clock.now())
    return ruled.sentence if ruled.ruling == Ruling.PERSON else ""


def decided(request: HttpRequest, row: Application, name: str, form: Form, action: Any, words: str) -> HttpResponseBase:
    """One decision: the form's fields are the action's arguments. A refusal is shown on the page."""
    if form.is_valid():
        try:
            action(row, **form.cleaned_data, by=signed_in(request), now=clock.now())
            messages.success(request, words)
            return redirect("office:applications:application", row.ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
            row = found(request, row.ref)
    refused: dict[str, Any] = {name: form}
    return show_application(request, row, status=422, **refused)


@page("application", "V", "office")
def why(request: HttpRequest, ref: str) -> HttpResponseBase:
    """How the price was decided, and what was quoted before."""
    row = found(request, ref)
    priced = explained_quote(row.quote)
    if priced is None:
        raise Http404
    earlier = [(f"{one.made_at:%-d %B %Y}", one.sentence) for one in row.quotes.all() if one.pk != row.quote_id]
    context = {"application": row, "priced": priced, "earlier": earlier}
    return render(request, "applications/office/why.html", context)


@page("special_requirement_adjustment", "V", "office")
def arrangements(request: HttpRequest, ref: str) -> HttpResponseBase:
    """What must be arranged. Reading it is recorded."""
    row = found(request, ref)
    needs = actions.read_arrangements(row, by=signed_in(request))
    rows = [("Arrangements", needs.needed or "None"), ("Food", needs.dietary or "Anything")] if needs else []
    return render(
        request, "applications/office/arrangements.html", {"application": row, "arrangement": needs, "rows": rows}
    )
