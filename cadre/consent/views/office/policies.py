"""The dated terms of consent, and a new version from a day on."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.consent.access import may_keep_rounds
from cadre.consent.actions.policies import add_policy
from cadre.consent.forms import PolicyForm
from cadre.consent.policies import policy_tables
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in


@page("seat_consent", "L", "office")
def policies(request: HttpRequest) -> HttpResponseBase:
    context = {"tables": policy_tables(clock.today()), "may_change": may_keep_rounds(signed_in(request))}
    return render(request, "consent/office/policies.html", context)


@page("seat_consent", "C", "office")
def new_policy(request: HttpRequest, kind: str) -> HttpResponseBase:
    if kind != "consent":
        raise Http404
    form = PolicyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            add_policy(**form.given(), by=signed_in(request), today=clock.today())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, "Added. Rounds that have begun keep the terms of their day.")
            return redirect("office:consent:policies")
    return render(request, "consent/office/policy.html", {"form": form}, status=422 if form.errors else 200)
