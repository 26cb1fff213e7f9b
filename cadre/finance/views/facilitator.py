"""A facilitator's pay: their own fees and schedules, never a colleague's."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cadre.documents.pressing import sign_form, signing_of
from cadre.documents.responses import pdf_response
from cadre.finance.access import own_fees, own_schedules
from cadre.finance.actions.schedules import accept_schedule
from cadre.finance.models import ContractSchedule, latest_schedules
from cadre.finance.queries.acceptances import acceptance_of
from cadre.finance.queries.lists import fees_for_list
from cadre.groups.queries.history import tell_history
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.people.models import User

CONSENT = (
    "I have read contract schedule {number}, version {version}, and accept it. My typed name stands for my signature, "
    "and is kept with the time, my network address and the fingerprint of the file."
)


@page("facilitator_fee", "L", "facilitator")
def pay(request: HttpRequest) -> HttpResponse:
    """What is owed for events held, and the schedules for those to come."""
    user = signed_in(request)
    fees = list(fees_for_list(own_fees(user)).exclude(pence=0).order_by("-event__starts_on", "pk"))
    in_force = latest_schedules().filter(pk__in=own_schedules(user).values("pk"))
    found = in_force.select_related("group__partner", "group__offering__qualification").order_by("-issued_at")
    tell_history([*(fee.event.group for fee in fees), *(row.group for row in found)])
    context = {
        "fees": fees,
        "total": sum(fee.pence or 0 for fee in fees),
        "waiting": sum(fee.pence is None for fee in fees),
        "schedules": found,
        "today": clock.today(),
    }
    return render(request, "finance/facilitator/pay.html", context)


@page("contract_schedule", "V", "facilitator")
def schedule(request: HttpRequest, number: str, version: int) -> HttpResponse:
    found = get_object_or_404(own_schedules(signed_in(request)), number=number, version=version)
    return pdf_response(found.document)


@page("contract_schedule", "A", "facilitator")
def acceptance(request: HttpRequest, number: str, version: int) -> HttpResponse:
    """The version with its file, and the form that signs it; afterwards, the signature."""
    user = signed_in(request)
    found = get_object_or_404(own_schedules(user).select_related("document", "group"), number=number, version=version)
    form = sign_form(found.document, request.POST if request.method == "POST" else None, **_asked(found, user))
    if request.method == "POST" and form.is_valid():
        try:
            signing = signing_of(request, form, proof=f"signed in as {user.email}")
            accept_schedule(found, signing, by=user, now=clock.now())
            messages.success(request, f"You have accepted {found.number}, version {found.version}.")
            return redirect("facilitator:finance:schedule_acceptance", found.number, found.version)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {
        "schedule": found,
        "newer": not latest_schedules().filter(pk=found.pk).exists(),
        "signatures": acceptance_of(found),
        "evidence": True,
        "form": form,
    }
    return render(request, "finance/facilitator/schedule.html", context, status=422 if form.errors else 200)


def _asked(found: ContractSchedule, user: User) -> dict[str, str]:
    consent = CONSENT.format(number=found.number, version=found.version)
    return {"consent": consent, "name": user.name, "role": "Facilitator"}
