"""The waiting list as whoever waits sees it, by link: where they stand, and the answer to an offer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.bookings import actions
from cadre.bookings.access import entry_linked_by
from cadre.bookings.forms.queue import LeaveForm
from cadre.bookings.models import QueueEntry
from cadre.bookings.queries import queue as queries
from cadre.bookings.states import EntryState, OfferState
from cadre.journal.actions import System
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page


def entry_of(token: str) -> QueueEntry | None:
    return queries.for_page(entry_linked_by(token, now=clock.now())).first()


def gone(request: HttpRequest) -> HttpResponse:
    return render(request, "bookings/public/no_link.html", status=404)


@page("waiting_list", "V", "token")
def waiting(request: HttpRequest, token: str) -> HttpResponseBase:
    """Looking changes nothing: only a press of a button accepts."""
    entry = entry_of(token)
    return show(request, entry, token) if entry else gone(request)


def show(request: HttpRequest, entry: QueueEntry, token: str, *, status: int = 200, form: Any = None) -> HttpResponse:
    context = standing(entry) | {"token": token, "leave_form": form or LeaveForm(), "form": form}
    return render(request, "bookings/public/waiting.html", context, status=status)


def standing(entry: QueueEntry) -> dict[str, Any]:
    """What both pages of an entry show: by link, and signed in."""
    offer = next(iter(entry.offers.all()), None)
    is_offered = entry.state == EntryState.OFFERED and offer is not None and offer.state == OfferState.OPEN
    return {
        "entry": entry,
        "offer": offer if is_offered else None,
        "is_late": bool(is_offered and offer and clock.now() >= offer.expires_at),
        "accepted": offer if entry.state == EntryState.SEATED else None,
        "people": [member.application.name for member in entry.members.all()],
        "why": queries.standing_of(entry, today=clock.today()),
    }


@page("waiting_list", "A", "token", methods=["POST"])
def acceptance(request: HttpRequest, token: str) -> HttpResponseBase:
    return answered(request, token, actions.accept_offer, "The place is yours.")


@page("waiting_list", "A", "token", methods=["POST"])
def declining(request: HttpRequest, token: str) -> HttpResponseBase:
    return answered(request, token, actions.decline_offer, "You declined the place, and are off the list.")


def answered(request: HttpRequest, token: str, act: Any, words: str) -> HttpResponseBase:
    entry = entry_of(token)
    if entry is None:
        return gone(request)
    try:
        act(entry, by=System(entry.name), now=clock.now())
        messages.success(request, words)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("token:bookings:waiting", token)


@page("waiting_list", "A", "token", methods=["POST"])
def leaving(request: HttpRequest, token: str) -> HttpResponseBase:
    entry, form = entry_of(token), LeaveForm(request.POST)
    if entry is None:
        return gone(request)
    if not form.is_valid():
        return show(request, entry, token, status=422, form=form)
    try:
        reason = form.cleaned_data["reason"] or "by their own wish"
        actions.leave_queue(entry, reason=reason, by=System(entry.name), now=clock.now())
        messages.success(request, "You are off the waiting list.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("token:bookings:waiting", token)
