"""Who has led enough events to help train and assure others, and what they answered."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.facilitators.models import Facilitator
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.training import actions
from cadre.training.queries.people import active_facilitators, experienced, policy_on


@page("facilitator_training", "L", "office")
def helpers(request: HttpRequest) -> HttpResponseBase:
    today = clock.today()
    context = {
        "rows": experienced(active_facilitators(today), today),
        "policy": policy_on(today),
    }
    return render(request, "training/office/helpers.html", context)


@page("facilitator_training", "A", "office", methods=["POST"])
def asking(request: HttpRequest, pk: int) -> HttpResponseBase:
    today = clock.today()
    person: Facilitator = get_object_or_404(active_facilitators(today).select_related("user"), pk=pk)
    try:
        actions.ask_to_help(person, by=signed_in(request), now=clock.now(), today=today)
        messages.success(request, f"{person.user.name} is asked.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("office:training:helpers")
