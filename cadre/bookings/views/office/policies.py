"""The dated policy of the waiting list and of bookings, and a new version from a day on."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.applications.policy_forms import RuleForm
from cadre.bookings.access import may_keep_queue
from cadre.bookings.actions import policies as actions
from cadre.bookings.forms.policies import OffersForm, TermsForm
from cadre.bookings.policies import policy_tables
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in

KINDS: dict[str, tuple[str, type[RuleForm], Callable[..., object]]] = {
    "offers": ("New terms of offers", OffersForm, actions.add_queue_policy),
    "bookings": ("New terms of bookings", TermsForm, actions.add_booking_policy),
}


@page("waiting_list", "L", "office")
def policies(request: HttpRequest) -> HttpResponseBase:
    user = signed_in(request)
    if not may_keep_queue(user):
        raise Http404
    context = {"tables": policy_tables(clock.today()), "may_change": True}
    return render(request, "bookings/office/policies.html", context)


@page("waiting_list", "C", "office")
def new_policy(request: HttpRequest, kind: str) -> HttpResponseBase:
    if kind not in KINDS:
        raise Http404
    title, form_class, add = KINDS[kind]
    form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            add(**form.given(), by=signed_in(request), today=clock.today())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, "Added. What was offered or booked before keeps the policy of its day.")
            return redirect("office:bookings:policies")
    context = {"title": title, "form": form}
    return render(request, "bookings/office/policy.html", context, status=422 if form.errors else 200)
