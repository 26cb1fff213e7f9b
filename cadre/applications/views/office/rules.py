"""The dated rules of prices and scholarships, and new ones from a day on."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.applications.access import may_change_rules
from cadre.applications.actions import policies as actions
from cadre.applications.policies import rule_tables
from cadre.applications.policy_forms import (
    DiscountForm,
    FundForm,
    PayerRuleForm,
    PreferenceForm,
    RuleForm,
    ScholarshipForm,
)
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in

KINDS: dict[str, tuple[str, type[RuleForm], Callable[..., object]]] = {
    "discount": ("New discount", DiscountForm, actions.add_discount_bands),
    "scholarship": ("New scholarship rule", ScholarshipForm, actions.add_scholarship_rule),
    "preference": ("New order of preference", PreferenceForm, actions.add_preference_order),
    "payer": ("New reminders who pays", PayerRuleForm, actions.add_payer_rule),
    "fund": ("New fund", FundForm, actions.add_fund),
}


@page("price_rule", "L", "office")
def rules(request: HttpRequest) -> HttpResponseBase:
    context = {"tables": rule_tables(clock.today()), "may_change": may_change_rules(signed_in(request))}
    return render(request, "applications/office/rules.html", context)


@page("price_rule", "C", "office")
def new_rule(request: HttpRequest, kind: str) -> HttpResponseBase:
    if kind not in KINDS:
        raise Http404
    title, form_class, add = KINDS[kind]
    more: dict[str, Any] = {"preset": request.GET.get("preset", "")} if kind == "preference" else {}
    form = form_class(request.POST if request.method == "POST" else None, **more)
    if request.method == "POST" and form.is_valid():
        given = form.given() | ({} if kind == "fund" else {"today": clock.today()})
        try:
            add(**given, by=signed_in(request))
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, "Added. What was decided before keeps the rule it was decided by.")
            return redirect("office:applications:rules")
    context = {"title": title, "form": form, "kind": kind}
    return render(request, "applications/office/rule.html", context, status=422 if form.errors else 200)
