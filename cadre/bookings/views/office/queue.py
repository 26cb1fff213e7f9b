"""The office: the waiting list, one entry, and what is done about several."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.applications.access import applications_visible_to
from cadre.bookings import actions
from cadre.bookings.access import entries_visible_to, may_keep_queue, may_remove, may_split, may_take_back
from cadre.bookings.forms.queue import JoinForm, ReasonForm, RemoveForm
from cadre.bookings.lists import QueueFilter, queue_columns
from cadre.bookings.models import QueueEntry
from cadre.bookings.queries import queue as queries
from cadre.bookings.queries.pictures import policy_on, terms_words
from cadre.bookings.queries.proposals import proposed_groups
from cadre.bookings.states import JoinedQueueBy
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.words import counted
from cadre.people.access import page, signed_in
from cadre.people.models import User
from cadre.ui.latest import latest_or_all
from cadre.ui.listing import Listing, picked

MOST = 200


@page("waiting_list", "L", "office")
def queue(request: HttpRequest) -> HttpResponseBase:
    user, standings = signed_in(request), queries.Standings(today=clock.today())
    listing = Listing(
        request,
        queries.for_lists(entries_visible_to(user)),
        queue_columns(standings),
        filter_form=QueueFilter,
        name="waiting-list",
        default_sort="joined",
    )
    if listing.wants_file:
        return listing.file()
    rows = [(row, standings.of(row)) for row in listing.rows]
    terms = terms_words(policy_on(clock.today()))
    context = {
        "listing": listing,
        "rows": rows,
        "may_keep": may_keep_queue(user),
        "terms": terms,
        "proposed": proposed_groups(entries_visible_to(user), today=clock.today()),
    }
    return render(request, "bookings/office/queue.html", context)


def _entry(request: HttpRequest, ref: str) -> QueueEntry:
    return get_object_or_404(queries.for_page(entries_visible_to(signed_in(request))), ref=ref)


@page("waiting_list", "V", "office")
def entry(request: HttpRequest, ref: str) -> HttpResponseBase:
    return show_entry(request, _entry(request, ref))


def show_entry(request: HttpRequest, row: QueueEntry, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page, with a form that was refused in its place."""
    user = signed_in(request)
    offers = list(row.offers.all())
    context = {
        "entry": row,
        "why": queries.standing_of(row, today=clock.today()),
        "offers": offers,
        "open_offer": next((offer for offer in offers if may_take_back(user, offer)), None),
        "entries": latest_or_all(queries.history(row), request.GET),
        "may_remove": may_remove(user, row),
        "may_split": may_split(user, row),
        "form": next(iter(forms.values()), None),
        "remove_form": ReasonForm(auto_id="remove_%s"),
        "back_form": ReasonForm(auto_id="back_%s"),
        "split_form": ReasonForm(auto_id="split_%s"),
    }
    return render(request, "bookings/office/entry.html", context | forms, status=status)


@page("waiting_list", "A", "office", methods=["POST"])
def removal(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, user = _entry(request, ref), signed_in(request)
    form = ReasonForm(request.POST, auto_id="remove_%s")
    return _acted(
        request,
        row,
        "remove_form",
        form,
        lambda reason: actions.remove_entries([row], reason=reason, by=user, now=clock.now()),
        f"{row.name} is off the waiting list.",
    )


@page("waiting_list", "A", "office", methods=["POST"])
def taking_back(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, user = _entry(request, ref), signed_in(request)
    offer = next((offer for offer in row.offers.all() if may_take_back(user, offer)), None)
    form = ReasonForm(request.POST, auto_id="back_%s")
    if offer is None:
        messages.warning(request, "This offer has been answered or has ended.")
        return redirect("office:bookings:entry", row.ref)
    words = f"The offer is taken back. {row.name} waits again in the same place."
    return _acted(
        request,
        row,
        "back_form",
        form,
        lambda reason: actions.take_back(offer, reason=reason, by=user, now=clock.now()),
        words,
    )


@page("waiting_list", "A", "office", methods=["POST"])
def splitting(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, user = _entry(request, ref), signed_in(request)
    form = ReasonForm(request.POST, auto_id="split_%s")
    return _acted(
        request,
        row,
        "split_form",
        form,
        lambda reason: actions.split_party(row, reason=reason, by=user, now=clock.now()),
        "Each of them waits for one place now, at the same place in line.",
    )


def _acted(request: HttpRequest, row: QueueEntry, name: str, form: Any, act: Any, words: str) -> HttpResponseBase:
    """Do it with the reason that was typed, or show the page again with what stands in the way."""
    if not may_keep_queue(signed_in(request)):
        raise Http404
    if form.is_valid():
        try:
            act(form.cleaned_data["reason"])
            messages.success(request, words)
            return redirect("office:bookings:entry", row.ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return show_entry(request, row, status=422, **{name: form})


@page("waiting_list", "A", "office")
def removals(request: HttpRequest) -> HttpResponseBase:
    """Take several off: first who it would be, then, with a reason, all of them or none."""
    asked = picked(request.POST if request.method == "POST" else request.GET, "refs", most=MOST)
    user = signed_in(request)
    rows = [row for row in queries.for_lists(entries_visible_to(user)).filter(ref__in=asked) if may_remove(user, row)]
    form = RemoveForm(request.POST if request.method == "POST" else None, refs=[row.ref for row in rows])
    if form.is_valid():
        try:
            actions.remove_entries(rows, reason=form.cleaned_data["reason"], by=user, now=clock.now())
            messages.success(request, f"{len(rows)} off the waiting list, each with a mail.")
            return redirect("office:bookings:queue")
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {"rows": rows, "form": form}
    return render(request, "bookings/office/removals.html", context, status=422 if form.errors else 200)


@page("waiting_list", "A", "office")
def offers(request: HttpRequest) -> HttpResponseBase:
    """Offer now, in order: first who would be offered what, then the offers. Never out of order."""
    asked = picked(request.POST if request.method == "POST" else request.GET, "refs", most=MOST)
    user = signed_in(request)
    waiting = entries_visible_to(user).waiting()
    chosen = waiting.filter(ref__in=asked) if asked else waiting
    lists = sorted(set(chosen.order_by().values_list("offering", flat=True)))
    if request.method == "POST":
        made = [offer for each in lists for offer in actions.make_offers(each, by=user, now=clock.now())]
        words = f"{counted(len(made), 'offer is', 'offers are')} made, in order."
        messages.success(request, words if made else "No free place fits anybody who waits, so no offer was made.")
        return redirect("office:bookings:queue")
    previews = queries.next_rounds(lists, today=clock.today())
    context = {"previews": previews, "asked": asked, "number": sum(len(one.offers) for one in previews)}
    return render(request, "bookings/office/offers.html", context)


@page("waiting_list", "C", "office")
def joining(request: HttpRequest) -> HttpResponseBase:
    """Put people on the list: those of an offering, or of the applications named by `ref`."""
    user, today = signed_in(request), clock.today()
    rows = _could_wait(request)
    form = JoinForm(request.POST if request.method == "POST" else None, refs=[row.ref for row in rows], today=today)
    if form.is_valid():
        people = [row for row in rows if row.ref in form.cleaned_data["refs"]]
        try:
            put_on_the_list(form, people, by=user)
            words = counted(len(people), "person is", "people are")
            messages.success(request, f"{words} on the waiting list, each with a mail.")
            return redirect("office:bookings:queue")
        except Refusal as refusal:
            form.add_refusal(refusal)
    ticked = picked(request.POST, "refs") or picked(request.GET, "ref")
    context = {"rows": rows, "form": form, "ticked": ticked}
    return render(request, "bookings/office/joining.html", context, status=422 if form.errors else 200)


def put_on_the_list(form: JoinForm, people: list[Any], *, by: User) -> None:
    """As one party, or each alone. Raises Refusal."""
    wish, now = form.wish(people[0].school), clock.now()
    if form.cleaned_data["together"] and len(people) > 1:
        own = wish or actions.wish_of(people[0])
        actions.join_queue(people, wish=own, how=JoinedQueueBy.OFFICE, by=by, now=now)
    else:
        actions.join_each(people, wish=wish, how=JoinedQueueBy.OFFICE, by=by, now=now)


def _could_wait(request: HttpRequest) -> list[Any]:
    """At most 200, narrowed by the address."""
    rows = queries.could_wait(applications_visible_to(signed_in(request)))
    if refs := picked(request.GET, "ref", most=MOST):
        rows = rows.filter(ref__in=refs)
    if intake := request.GET.get("intake"):
        rows = rows.filter(offering__intake__slug=intake[:60])
    if qualification := request.GET.get("qualification"):
        rows = rows.filter(offering__qualification__slug=qualification[:60])
    return list(rows.filter(offering__intake__starts_on__gt=clock.today())[:MOST])
