"""What the office decides about an application."""

from django.http import HttpRequest, HttpResponseBase

from cadre.applications import actions
from cadre.applications.decision_forms import AcceptForm, DeclineForm
from cadre.applications.evidence import checklist_of
from cadre.applications.forms import AskForm, SettleSchoolForm
from cadre.applications.views.office.application import decided, found, show_application
from cadre.lib import clock
from cadre.people.access import page


@page("application", "A", "office", methods=["POST"])
def acceptance(request: HttpRequest, ref: str) -> HttpResponseBase:
    row = found(request, ref)
    form = AcceptForm(request.POST, open_words=checklist_of(row).open_words, auto_id="accept_%s")
    return decided(request, row, "accept_form", form, actions.accept_application, f"{row.name} is accepted.")


@page("application", "A", "office", methods=["POST"])
def declining(request: HttpRequest, ref: str) -> HttpResponseBase:
    """`fill` only fills in the words we propose for the chosen reason."""
    row, day = found(request, ref), clock.today()
    form = DeclineForm(request.POST, day=day, auto_id="decline_%s")
    if "fill" in request.POST:
        code = request.POST.get("code", "")
        filled = DeclineForm(day=day, auto_id="decline_%s", initial={"code": code, "reason": form.words_of(code)})
        return show_application(request, row, decline_form=filled, opened="decline")
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
