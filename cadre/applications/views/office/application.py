"""One application with its evidence."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from cadre.applications import actions
from cadre.applications.access import (
    applications_visible_to,
    may_ask,
    may_decide,
    may_name_sponsor,
    may_read_sponsors_answer,
    may_see,
    may_settle,
)
from cadre.applications.forms import AcceptForm, AskForm, DeclineForm, NameSponsorForm, SettleForm, SettleSchoolForm
from cadre.applications.models import Application
from cadre.applications.queries import explained_quote, for_pages, possible_duplicates, timeline
from cadre.applications.said import gateway_rows, no_evidence, said_by
from cadre.applications.scholarship_panel import scholarship_panel
from cadre.applications.sponsor_panel import sponsor_panel
from cadre.lib import clock
from cadre.people.access import holds, page, signed_in
from cadre.ui.forms import Form


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
        "gateway": gateway_rows(row),
        "duplicates": possible_duplicates(row) if may_see(user, "trn") else [],
        "entries": timeline(row),
        "may_decide": may_decide(user, row),
        **(scholarship_panel(row) if may_settle(user, row) else {}),
        "may_ask": may_ask(user, row),
        "may_see_needs": holds(user, "ops"),
        "sponsor": sponsor_panel(row, today=clock.today(), shows_answer=may_read_sponsors_answer(user)),
        "may_name_sponsor": may_name_sponsor(user, row),
        "form": bound,
    }
    return render(request, "applications/office/application.html", context | blank_forms() | forms, status=status)


def blank_forms() -> dict[str, Form]:
    """What may be decided on the page, each form with ids of its own."""
    forms = {
        "accept": AcceptForm,
        "decline": DeclineForm,
        "ask": AskForm,
        "school": SettleSchoolForm,
        "settle": SettleForm,
        "sponsor": NameSponsorForm,
    }
    return {f"{name}_form": form(auto_id=f"{name}_%s") for name, form in forms.items()}


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
