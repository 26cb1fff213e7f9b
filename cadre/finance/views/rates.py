"""Rates and rules: every dated row with its source, and new ones from a day on."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cadre.finance.access import may_change_rates
from cadre.finance.actions import rates as actions
from cadre.finance.forms import HeadCountForm, HostingRateForm, PolicyForm, RateForm
from cadre.finance.queries.rates import rate_tables
from cadre.finance.states import Answer, FeeKind, HeadCount, Question
from cadre.finance.tabs import finance_tabs
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in

Add = Callable[..., object]
KINDS: dict[str, tuple[str, type[RateForm], Callable[[dict[str, Any]], tuple[Add, dict[str, Any]]]]] = {
    "hosting": (
        "New hosting rate",
        HostingRateForm,
        lambda typed: (actions.add_hosting_rate, {"pence": typed["amount"]}),
    ),
    "head-count": (
        "New head count rule",
        HeadCountForm,
        lambda typed: (
            actions.add_head_count_rule,
            {"fee": FeeKind(typed["fee"]), "basis": HeadCount(typed["basis"])},
        ),
    ),
    "policy": (
        "New answer to an open question",
        PolicyForm,
        lambda typed: (
            actions.add_fee_policy,
            {"question": Question(typed["question"]), "answer": Answer(typed["answer"])},
        ),
    ),
}


@page("price_rule", "L", "office")
def rates(request: HttpRequest) -> HttpResponse:
    context = {
        "tabs": finance_tabs(request, "rates"),
        "tables": rate_tables(clock.today()),
        "may_change": may_change_rates(signed_in(request)),
    }
    return render(request, "finance/office/rates.html", context)


@page("price_rule", "C", "office")
def new_rate(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    title, form_class, call = KINDS[kind]
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        add, given = call(typed)
        try:
            add(
                **given,
                from_on=typed["from_on"],
                source=typed["source"],
                by=signed_in(request),
                today=clock.today(),
            )
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, "Added. What was decided before keeps the rule it was decided by.")
            return redirect("office:finance:rates")
    context = {"tabs": finance_tabs(request, "rates"), "title": title, "form": form}
    return render(request, "finance/office/rate.html", context, status=422 if form.errors else 200)
