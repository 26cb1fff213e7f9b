"""The Department's confirmation: who is to be applied for, what was answered, and who is within the fund."""

from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.applications import actions
from cadre.applications.access import applications_visible_to, confirmations_visible_to, may_add_fund
from cadre.applications.actions.confirmation import refuse_move
from cadre.applications.confirmation_forms import VERBS, MoveForm
from cadre.applications.confirmations import (
    QUEUE_COLUMNS,
    SHOWN,
    ConfirmationFilter,
    QueueFilter,
    columns,
    confirmations_listed,
)
from cadre.applications.funding import all_funds, queue_of
from cadre.applications.models import ScholarshipFund
from cadre.applications.queries import for_pages
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.words import counted
from cadre.people.access import holds, page, signed_in
from cadre.ui.held import HeldListing
from cadre.ui.listing import MOST, Listing, picked


@page("scholarship_decision", "L", "office")
def confirmations(request: HttpRequest) -> HttpResponseBase:
    """Every scholarship of an accepted person. Only operations take the file away: it names birth dates."""
    user = signed_in(request)
    rows = confirmations_listed(confirmations_visible_to(user))
    listing = Listing(
        request,
        rows,
        columns(),
        filter_form=ConfirmationFilter,
        name="scholarships",
        default_sort="ref",
    )
    if listing.wants_file:
        return listing.file()
    heads = [head for column, head in zip(listing.columns, listing.headers, strict=True) if column.name in SHOWN]
    context = {
        "listing": listing,
        "heads": SimpleNamespace(headers=heads),
        "verbs": VERBS,
        "may_move": holds(user, "ops", "finance"),
    }
    return render(request, "applications/office/confirmations.html", context)


@page("scholarship_decision", "A", "office")
def moves(request: HttpRequest) -> HttpResponseBase:
    """Several at once: first who it would be and who cannot, then all of them or none."""
    sent = request.POST if request.method == "POST" else request.GET
    refs, verb = picked(sent, "ref"), sent.get("verb", "")
    user, now = signed_in(request), clock.now()
    rows = list(for_pages(applications_visible_to(user)).filter(ref__in=refs).select_related("confirmation"))
    pairs = [(row, refuse_move(row, getattr(row, "confirmation", None), verb)) for row in rows if verb in VERBS]
    able = [row for row, why in pairs if not why]
    form = MoveForm(request.POST if request.method == "POST" else None, verb=verb, today=clock.today())
    if verb in VERBS and able and form.is_valid():
        try:
            moved = actions.move_confirmations(able, verb=verb, **form.cleaned_data, by=user, now=now)
            messages.success(request, f"{VERBS[verb].done}: {len(moved)}.")
            return redirect("office:applications:confirmations")
        except Refusal as refusal:
            form.add_refusal(refusal)
    many = counted(len(able), "person", "people")
    context: dict[str, Any] = {"pairs": pairs, "able": able, "verb": verb, "words": VERBS.get(verb), "form": form}
    context["save_words"] = f"Save for {many}"
    return render(request, "applications/office/moves.html", context, status=422 if form.errors else 200)


@page("scholarship_decision", "L", "office")
def fund(request: HttpRequest) -> HttpResponseBase:
    """A fund: taken, left, and everybody who waits in their order, with why they are within it or not.

    No file: why somebody stands where they do may tell of their ethnicity.
    """
    user, today, asked = signed_in(request), clock.today(), request.GET.get("fund", "")
    funds = all_funds()
    chosen = next((one for one in funds if str(one.pk) == asked), None) or _nearest(funds)
    queue = queue_of(chosen, on=today) if chosen else None
    rows = queue.rows if queue else []
    listing = HeldListing(request, rows, QUEUE_COLUMNS, filter_form=QueueFilter, per_page=MOST)
    context = {
        "listing": listing,
        "ticked": sum(one.within for one, _ in listing.rows),
        "chosen": chosen,
        "queue": queue,
        "may_add": may_add_fund(user),
        "may_move": holds(user, "ops", "finance"),
    }
    return render(request, "applications/office/fund.html", context)


def _nearest(funds: list[ScholarshipFund]) -> ScholarshipFund | None:
    """The fund of the next course to start, else the latest."""
    today = clock.today()
    return next((one for one in reversed(funds) if one.to_on > today), funds[0] if funds else None)
