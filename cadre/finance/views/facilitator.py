"""A facilitator's pay: their own fees and schedules, never a colleague's."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cadre.documents.responses import pdf_response
from cadre.finance.access import own_fees, own_schedules
from cadre.finance.actions.schedules import accept_schedule
from cadre.finance.models import latest_schedules
from cadre.finance.queries.lists import fees_for_list
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in


@page("facilitator_fee", "L", "facilitator")
def pay(request: HttpRequest) -> HttpResponse:
    """What is owed for events held, and the schedules for those to come."""
    user = signed_in(request)
    fees = list(fees_for_list(own_fees(user)).exclude(pence=0).order_by("-event__starts_on", "pk"))
    in_force = latest_schedules().filter(pk__in=own_schedules(user).values("pk"))
    context = {
        "fees": fees,
        "total": sum(fee.pence or 0 for fee in fees),
        "waiting": sum(fee.pence is None for fee in fees),
        "schedules": in_force.select_related("group__partner", "group__offering__qualification").order_by("-issued_at"),
        "today": clock.today(),
    }
    return render(request, "finance/facilitator/pay.html", context)


@page("contract_schedule", "V", "facilitator")
def schedule(request: HttpRequest, number: str, version: int) -> HttpResponse:
    found = get_object_or_404(own_schedules(signed_in(request)), number=number, version=version)
    return pdf_response(found.document)


@page("contract_schedule", "A", "facilitator", methods=["POST"])
def acceptance(request: HttpRequest, number: str, version: int) -> HttpResponse:
    user = signed_in(request)
    found = get_object_or_404(own_schedules(user), number=number, version=version)
    try:
        accept_schedule(found, by=user, now=clock.now())
        messages.success(request, f"You have accepted {found.number}, version {found.version}.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("facilitator:finance:pay")
