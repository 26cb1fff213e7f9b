"""Who helps at a session: assigned, and let go."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.training import actions
from cadre.training.forms import HelpersForm
from cadre.training.queries.assisting import could_help
from cadre.training.views.office.sessions import one, show


@page("facilitator_training", "A", "office", methods=["POST"])
def assigning(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, today = one(request, ref), clock.today()
    form = HelpersForm(request.POST, people=could_help(row, today), auto_id="assist_%s")
    if form.is_valid():
        try:
            number = actions.assign_helpers(row, form.chosen, by=signed_in(request), now=clock.now(), today=today)
            messages.success(request, f"Assigned and told: {number}.")
            return redirect("office:training:session", ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return show(request, row, status=422, assist_form=form)


@page("facilitator_training", "A", "office", methods=["POST"])
def releasing(request: HttpRequest, ref: str, pk: int) -> HttpResponseBase:
    row = get_object_or_404(one(request, ref).assistants.select_related("session", "facilitator__user"), facilitator=pk)
    try:
        actions.release_helper(row, by=signed_in(request), now=clock.now())
        messages.success(request, f"{row.facilitator} is told.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("office:training:session", ref)
