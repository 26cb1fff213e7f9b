from dataclasses import replace
from uuid import UUID

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.journal.queries import entries_about
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.messages import actions
from cadre.messages.access import may_read, messages_readable_by, messages_visible_to, verbs_open_to
from cadre.messages.forms import FillInForm, HoldForm, OutboxFilter, ReadersFilter
from cadre.messages.models import Message
from cadre.messages.queries import outbox_counts
from cadre.ui.listing import Column, Listing

COLUMNS = [
    Column("at", "Written", "created_at", sort=("created_at",)),
    Column("to", "To", "to_name", sort=("to_name",)),
    Column("address", "Address", "to", in_files=True),
    Column("subject", "Subject", "subject", sort=("subject",)),
    Column("kind", "Message", "kind_name", sort=("kind",), in_files=True),
    Column("about", "About", "about_label", sort=("about_label",)),
    Column("state", "State", "state_label", sort=("state",)),
    Column("sent", "Sent", "sent_at", sort=("sent_at",), in_files=True),
    Column("error", "What went wrong", "last_error", in_files=True),
]
WITHOUT_WORDS = [
    replace(column, in_files=column.name == "sent")
    for column in COLUMNS
    if column.name not in ("address", "subject", "error")
]


def outbox(request: HttpRequest) -> HttpResponseBase:
    """Every message and what became of it; what waits for a human is counted above.

    Addresses, subjects, which may name a price, and faults, which may quote an address, are shown to whoever may read
    the messages and to nobody else.
    """
    roles = request.roles  # type: ignore[attr-defined]
    rows, reads = messages_visible_to(roles), may_read(roles)
    form = ReadersFilter if reads else OutboxFilter
    listing = Listing(
        request, rows, COLUMNS if reads else WITHOUT_WORDS, filter_form=form, name="messages", default_sort="-at"
    )
    if listing.wants_file:
        return listing.file()
    page = {"listing": listing, "counts": outbox_counts(rows), "may_read": reads}
    return render(request, "messages/office/outbox.html", page)


def message(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One message: what became of it, what it said, and what may be done about it."""
    found = get_object_or_404(messages_readable_by(request.roles), pk=pk)  # type: ignore[attr-defined]
    return _page(request, found, FillInForm(found, actions.lacking_values(found)), HoldForm())


def outcome(request: HttpRequest, pk: UUID) -> HttpResponse:
    """POST: hold, release, discard, send again, or say that it had been sent."""
    found = get_object_or_404(messages_readable_by(request.roles), pk=pk)  # type: ignore[attr-defined]
    form = HoldForm(request.POST)
    try:
        match request.POST.get("verb"):
            case "held" if not form.is_valid():
                return _page(request, found, FillInForm(found, actions.lacking_values(found)), form)
            case "held":
                actions.hold(found, by=request.user, reason=form.cleaned_data["reason"])
            case "released":
                actions.release(found, by=request.user)
            case "discarded":
                actions.discard(found, by=request.user)
            case "sent_again":
                actions.send_again(found, by=request.user)
            case "marked_as_sent":
                actions.mark_as_sent(found, now=clock.now(), by=request.user)
    except Refusal as refusal:
        notices.error(request, str(refusal))
    return redirect("office:messages:message", pk=pk)


def values(request: HttpRequest, pk: UUID) -> HttpResponse:
    """POST: what a held message lacked."""
    found = get_object_or_404(messages_readable_by(request.roles), pk=pk)  # type: ignore[attr-defined]
    form = FillInForm(found, actions.lacking_values(found), request.POST)
    if not form.is_valid():
        return _page(request, found, form, HoldForm())
    given = dict(form.cleaned_data)
    to = given.pop("to", "")
    try:
        actions.fill_in(found, values=given, to=to if to != found.to else "", by=request.user)
    except Refusal as refusal:
        form.add_refusal(refusal)
        return _page(request, found, form, HoldForm())
    return redirect("office:messages:message", pk=pk)


def _page(request: HttpRequest, found: Message, fill_in: FillInForm, hold: HoldForm) -> HttpResponse:
    roles = request.roles  # type: ignore[attr-defined]
    page = {
        "message": found,
        "said": "As sent" if found.state == "sent" else "As it will be sent",
        "lacks": bool(actions.lacking_values(found)) or (found.state == "held" and not found.to),
        "files": found.attachments.defer("content"),
        "verbs": verbs_open_to(roles, found),
        "fill_in": fill_in,
        "hold_form": hold,
        "form": fill_in if fill_in.is_bound else hold,
        "entries": entries_about(found),
    }
    return render(request, "messages/office/message.html", page)
