"""A new fund for scholarships. Other rules of prices stand in the rulebook."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.applications.actions.funds import add_fund
from cadre.applications.fund_form import FundForm
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in


@page("price_rule", "C", "office")
def new_fund(request: HttpRequest) -> HttpResponseBase:
    form = FundForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = add_fund(**form.given(), by=signed_in(request))
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"{made.name} is added.")
            return redirect("office:applications:fund")
    return render(request, "applications/office/new_fund.html", {"form": form}, status=422 if form.errors else 200)
