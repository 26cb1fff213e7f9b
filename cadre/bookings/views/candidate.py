"""The waiting list in one's own account: where one stands, the answer to an offer, and asking to be put on it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.applications.access import own_applications
from cadre.bookings import actions
from cadre.bookings.access import may_answer, own_entries
from cadre.bookings.forms.queue import LeaveForm, OwnWishForm
from cadre.bookings.models import QueueEntry
from cadre.bookings.queries import queue as queries
from cadre.bookings.states import JoinedQueueBy
from cadre.bookings.views.waiting import standing
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in


@page("waiting_list", "L", "candidate")
def waits(request: HttpRequest) -> HttpResponseBase:
    """Their entries, and accepted applications without a place that could go onto the list."""
    return show(request)


def show(request: HttpRequest, *, status: int = 200, form: OwnWishForm | None = None) -> HttpResponse:
    user, standings = signed_in(request), queries.Standings(today=clock.today())
    could = list(queries.could_wait(own_applications(user)))
    forms = [
        (
            one,
            form if form and form["ref"].value() == one.ref else OwnWishForm(refs=[one.ref], initial={"ref": one.ref}),
        )
        for one in could
    ]
    entries = [(row, standings.of(row)) for row in queries.for_lists(own_entries(user)).order_by("-joined_at")]
    context = {"entries": entries, "forms": forms, "form": form}
    return render(request, "bookings/candidate/waits.html", context, status=status)


@page("waiting_list", "A", "candidate", methods=["POST"])
def wish(request: HttpRequest) -> HttpResponseBase:
    """Onto the list by one's own wish."""
    user = signed_in(request)
    could = {row.ref: row for row in queries.could_wait(own_applications(user))}
    form = OwnWishForm(request.POST, refs=list(could))
    if not form.is_valid():
        return show(request, status=422, form=form)
    application = could[form.cleaned_data["ref"]]
    said = actions.wish_of(application)
    near = form.cleaned_data["within_km"] if form.cleaned_data["nearby"] == "near" else None
    own = actions.Wish(said.partner, within_km=near, school=application.school)
    try:
        actions.join_queue([application], wish=own, how=JoinedQueueBy.WISH, by=user, now=clock.now())
        messages.success(request, "You are on the waiting list. We write as soon as a place is free.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("candidate:bookings:waits")


def _entry(request: HttpRequest, ref: str) -> QueueEntry:
    return get_object_or_404(queries.for_page(own_entries(signed_in(request))), ref=ref)


@page("waiting_list", "V", "candidate")
def entry(request: HttpRequest, ref: str) -> HttpResponseBase:
    return show_entry(request, _entry(request, ref))


def show_entry(request: HttpRequest, row: QueueEntry, *, status: int = 200, form: Any = None) -> HttpResponse:
    context = standing(row) | {"leave_form": form or LeaveForm(), "form": form}
    context["may_answer"] = may_answer(signed_in(request), row)
    return render(request, "bookings/candidate/entry.html", context, status=status)


@page("waiting_list", "A", "candidate", methods=["POST"])
def acceptance(request: HttpRequest, ref: str) -> HttpResponseBase:
    return _answered(request, ref, actions.accept_offer, "The place is yours.")


@page("waiting_list", "A", "candidate", methods=["POST"])
def declining(request: HttpRequest, ref: str) -> HttpResponseBase:
    return _answered(request, ref, actions.decline_offer, "You declined the place, and are off the list.")


def _answered(request: HttpRequest, ref: str, act: Any, words: str) -> HttpResponseBase:
    row, user = _entry(request, ref), signed_in(request)
    if row.booking_id is not None:
        raise Http404
    try:
        act(row, by=user, now=clock.now())
        messages.success(request, words)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("candidate:bookings:entry", row.ref)


@page("waiting_list", "A", "candidate", methods=["POST"])
def leaving(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, user, form = _entry(request, ref), signed_in(request), LeaveForm(request.POST)
    if row.booking_id is not None:
        raise Http404
    if not form.is_valid():
        return show_entry(request, row, status=422, form=form)
    try:
        actions.leave_queue(row, reason=form.cleaned_data["reason"] or "by their own wish", by=user, now=clock.now())
        messages.success(request, "You are off the waiting list.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("candidate:bookings:entry", row.ref)
