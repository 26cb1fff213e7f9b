"""A helper's own session: its register on their phone, and saying that they cannot come."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.delivery.views import desks
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.training import actions
from cadre.training.access import own_assisting, sessions_helped_by
from cadre.training.forms import CannotHelpForm
from cadre.training.views.desk import PartDesk, part_of, printed

GET_AND_POST = ("GET", "POST")


def _desk(request: HttpRequest, ref: str, number: int) -> PartDesk:
    session = get_object_or_404(sessions_helped_by(signed_in(request)), ref=ref)
    return PartDesk(request, part_of(session, number))


@page("attendance", "V", "facilitator")
def register(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    return desks.sheet_page(request, _desk(request, ref, number))


@page("attendance", "E", "facilitator", methods=GET_AND_POST)
def marks(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    return desks.marks_page(request, _desk(request, ref, number))


@page("attendance", "E", "facilitator", methods=("POST",))
def attendance(request: HttpRequest, ref: str, number: int, place: str) -> HttpResponse:
    """One person's mark, by one tap."""
    return desks.mark_one(request, _desk(request, ref, number), place)


@page("attendance", "A", "facilitator", methods=GET_AND_POST)
def completion(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    return desks.completion_page(request, _desk(request, ref, number))


@page("attendance", "A", "facilitator", methods=("POST",))
def reopening(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    return desks.reopening_page(request, _desk(request, ref, number))


@page("attendance", "E", "facilitator")
def correction(request: HttpRequest, ref: str, number: int, place: str) -> HttpResponse:
    return desks.correction_page(request, _desk(request, ref, number), place)


@page("attendance", "C", "facilitator")
def joiners(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    return desks.joiners_page(request, _desk(request, ref, number))


@page("paper_register_pdf", "V", "facilitator")
def paper_register(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    return printed(_desk(request, ref, number).part)


@page("facilitator_training", "A", "facilitator")
def cannot_help(request: HttpRequest, ref: str) -> HttpResponseBase:
    """They cannot come to the session after all, and say why."""
    user = signed_in(request)
    rows = own_assisting(user).assigned().select_related("session__host")
    row = get_object_or_404(rows, session__ref=ref)
    form = CannotHelpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.decline_assisting(row, reason=reason, by=user, now=clock.now(), today=clock.today())
            messages.success(request, "Thank you for telling us. We ask somebody else.")
            return redirect("facilitator:training:own")
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {"session": row.session, "form": form}
    return render(request, "training/facilitator/cannot_help.html", context, status=422 if form.errors else 200)
