"""The office: the list, one application with its evidence, and what is decided about it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.applications import actions
from cadre.applications.access import applications_visible_to, may_ask, may_decide, may_see
from cadre.applications.forms import AcceptForm, AskForm, BulkForm, DeclineForm, SettleSchoolForm
from cadre.applications.lists import OFFICE_COLUMNS, ApplicationFilter
from cadre.applications.models import Application
from cadre.applications.queries import explained_quote, for_lists, for_pages, possible_duplicates, timeline
from cadre.applications.said import no_evidence, said_by
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import holds, page, signed_in
from cadre.ui.forms import Form
from cadre.ui.listing import Listing


@page("application", "L", "office")
def application_list(request: HttpRequest) -> HttpResponseBase:
    return show_list(request, heading="Applications", why="Change the filters to see others.")


@page("application", "L", "office")
def conflicts(request: HttpRequest) -> HttpResponseBase:
    """Where the code belongs to another partner than the one chosen, or to none."""
    why = "Every code agrees with the partner that was chosen."
    return show_list(request, heading="Partner and code conflicts", why=why, only_conflicts=True)


def show_list(request: HttpRequest, *, heading: str, why: str, only_conflicts: bool = False) -> HttpResponseBase:
    user = signed_in(request)
    rows = for_lists(applications_visible_to(user))
    rows = rows.in_conflict().unsettled() if only_conflicts else rows
    name = "conflicts" if only_conflicts else "applications"
    is_ops = holds(user, "ops")
    listing = Listing(
        request,
        rows,
        OFFICE_COLUMNS,
        filter_form=ApplicationFilter,
        name=name,
        default_sort="-submitted",
        exports=is_ops,
    )
    if listing.wants_file:
        return listing.file()
    context = {"listing": listing, "heading": heading, "why": why, "may_decide": is_ops, "is_conflicts": only_conflicts}
    return render(request, "applications/office/list.html", context)


@page("application", "V", "office")
def application(request: HttpRequest, ref: str) -> HttpResponseBase:
    return show_application(request, found(request, ref))


def found(request: HttpRequest, ref: str) -> Application:
    return get_object_or_404(for_pages(applications_visible_to(signed_in(request))), ref=ref)


def show_application(request: HttpRequest, row: Application, *, status: int = 200, **forms: Form) -> HttpResponse:
    """The page, with a form that was refused in its place."""
    user = signed_in(request)
    priced = explained_quote(row.quote) if row.quote and row.quote.is_explained else None
    bound = next(iter(forms.values()), None)
    context: dict[str, Any] = {
        "application": row,
        "sub": f"{row.ref} · {row.offering}",
        "priced": priced,
        "no_evidence": no_evidence(row),
        "conflict_kind": "strong" if row.code_conflict else "",
        "said": said_by(row, user),
        "duplicates": possible_duplicates(row) if may_see(user, "trn") else [],
        "entries": timeline(row),
        "may_decide": may_decide(user, row),
        "may_ask": may_ask(user, row),
        "may_see_needs": holds(user, "ops"),
        "form": bound,
        "accept_form": AcceptForm(auto_id="accept_%s"),
        "decline_form": DeclineForm(auto_id="decline_%s"),
        "ask_form": AskForm(auto_id="ask_%s"),
        "school_form": SettleSchoolForm(auto_id="school_%s"),
    }
    return render(request, "applications/office/application.html", context | forms, status=status)


@page("application", "A", "office", methods=["POST"])
def acceptance(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, form = found(request, ref), AcceptForm(request.POST, auto_id="accept_%s")
    return decided(request, row, "accept_form", form, actions.accept_application, f"{row.name} is accepted.")


@page("application", "A", "office", methods=["POST"])
def declining(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, form = found(request, ref), DeclineForm(request.POST, auto_id="decline_%s")
    return decided(
        request, row, "decline_form", form, actions.decline_application, f"{row.name} is declined, and told why."
    )


@page("application", "A", "office", methods=["POST"])
def question(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, form = found(request, ref), AskForm(request.POST, auto_id="ask_%s")
    return decided(request, row, "ask_form", form, actions.ask_for_more, f"We asked {row.name}.")


@page("application", "A", "office", methods=["POST"])
def school(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, form = found(request, ref), SettleSchoolForm(request.POST, auto_id="school_%s")
    if form.is_valid():
        form.cleaned_data = {"school": form.cleaned_data["urn"]}
    return decided(
        request, row, "school_form", form, actions.settle_school, f"{row.name} has a school, and a new quote."
    )


def decided(request: HttpRequest, row: Application, name: str, form: Form, action: Any, words: str) -> HttpResponseBase:
    """One decision: the form's fields are the action's arguments. A refusal is shown on the page."""
    if form.is_valid():
        try:
            action(row, **form.cleaned_data, by=signed_in(request), now=clock.now())
            messages.success(request, words)
            return redirect("office:applications:application", row.ref)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return show_application(request, row, status=422, **{name: form})


@page("application", "A", "office")
def acceptances(request: HttpRequest) -> HttpResponseBase:
    """Accept several: first who it would be, then, with a reason, all of them or none."""
    asked = (request.POST if request.method == "POST" else request.GET).getlist(
        "ref" if request.method != "POST" else "refs"
    )
    user = signed_in(request)
    rows = [
        row for row in for_pages(applications_visible_to(user)).filter(ref__in=asked[:200]) if may_decide(user, row)
    ]
    form = BulkForm(request.POST if request.method == "POST" else None, refs=asked)
    if form.is_valid():
        try:
            made = actions.accept_applications(rows, reason=form.cleaned_data["reason"], by=user, now=clock.now())
            messages.success(request, f"{len(made)} people are accepted.")
            return redirect("office:applications:list")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    many = f"{len(rows)} people" if len(rows) != 1 else "1 person"
    context = {"rows": rows, "form": form, "heading": f"Accept {many}?", "accept_words": f"Accept {many}"}
    return render(request, "applications/office/acceptances.html", context, status=422 if form.errors else 200)


@page("application", "V", "office")
def why(request: HttpRequest, ref: str) -> HttpResponseBase:
    """How the price was decided, and what was quoted before."""
    row = found(request, ref)
    if row.quote is None or not row.quote.is_explained:
        raise Http404
    earlier = [(f"{one.made_at:%-d %B %Y}", one.sentence) for one in row.quotes.all() if one.pk != row.quote_id]
    context = {"application": row, "priced": explained_quote(row.quote), "earlier": earlier}
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
