"""The office's training sessions: the list, one with its places, invitations, calling off."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.journal.queries import entries_about
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.training import actions
from cadre.training.access import sessions_visible_to
from cadre.training.forms import AccreditForm, HelpersForm, PeopleForm, ReasonForm, SessionFilter
from cadre.training.models import Session
from cadre.training.queries.assisting import clashes_of, could_help
from cadre.training.queries.demand import to_invite, with_places
from cadre.training.queries.sheets import sheets_of, there_throughout
from cadre.training.states import ASSIST_TAGS, HOST_TAGS, PLACE_TAGS, AssistState, HostState, PlaceState
from cadre.ui.latest import latest_or_all
from cadre.ui.listing import Column, Listing

COLUMNS = [
    Column("title", "Training", "title", sort=("title",)),
    Column("first_on", "First day", "first_on", sort=("first_on",)),
    Column("region", "Region", "region", sort=("region",)),
    Column("host", "Host", "host.name", sort=("host__name",)),
    Column("answer", "Host’s answer", "get_host_state_display"),
    Column("booked", "Booked", "booked"),
    Column("places", "Places", "places"),
    Column("waiting", "Waiting", "waiting"),
]


@page("facilitator_training", "L", "office")
def session_list(request: HttpRequest) -> HttpResponseBase:
    rows = with_places(sessions_visible_to(signed_in(request)))
    listing = Listing(request, rows, COLUMNS, filter_form=SessionFilter, name="training", default_sort="-first_on")
    if listing.wants_file:
        return listing.file()
    return render(request, "training/office/sessions.html", {"listing": listing})


def one(request: HttpRequest, ref: str) -> Session:
    return get_object_or_404(with_places(sessions_visible_to(signed_in(request))), ref=ref)


@page("facilitator_training", "V", "office")
def session(request: HttpRequest, ref: str) -> HttpResponseBase:
    return show(request, one(request, ref))


def show(request: HttpRequest, row: Session, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The session with its people, its registers, and what may be done next."""
    today = clock.today()
    is_open = row.called_off_at is None and not row.is_complete
    people = to_invite(row, today) if is_open and today < row.first_on else []
    there = there_throughout(row)
    places = row.taken.select_related("facilitator__user")
    context = {
        "session": row,
        "host_kind": HOST_TAGS[HostState(row.host_state)],
        "sheets": sheets_of(row),
        "places": [(place, PLACE_TAGS[PlaceState(place.state)]) for place in places],
        "is_open": is_open,
        "invite_form": PeopleForm(people=people, auto_id="invite_%s") if people else None,
        **_helpers(row, today, is_open=is_open and today < row.first_on),
        "may_change": is_open and today < row.first_on,
        "there": there,
        "accredit_form": AccreditForm(people=there, auto_id="accredit_%s") if there else None,
        "off_form": ReasonForm(auto_id="off_%s"),
        "entries": latest_or_all(entries_about(row), request.GET),
        "today": today,
        **forms,
        "refused": next(iter(forms.values()), None),
    }
    return render(request, "training/office/session.html", context, status=status)


def _helpers(row: Session, today: date, *, is_open: bool) -> dict[str, Any]:
    """Who helps, with what speaks against it, and who could."""
    assisting = list(row.assistants.select_related("facilitator__user"))
    helping = [one for one in assisting if one.state == AssistState.ASSIGNED]
    against = clashes_of(helping, row) if is_open else {}
    could = could_help(row, today) if is_open else []
    return {
        "assisting": [
            (one, ASSIST_TAGS[AssistState(one.state)], against.get(one.facilitator_id, "")) for one in assisting
        ],
        "assist_form": HelpersForm(people=could, auto_id="assist_%s") if could else None,
    }


@page("facilitator_training", "A", "office", methods=["POST"])
def invitations(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, today = one(request, ref), clock.today()
    form = PeopleForm(request.POST, people=to_invite(row, today), auto_id="invite_%s")
    if form.is_valid():
        try:
            number = actions.invite(row, form.chosen, by=signed_in(request), now=clock.now(), today=today)
            messages.success(request, f"Invited: {number}.")
            return redirect("office:training:session", ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return show(request, row, status=422, invite_form=form)


@page("facilitator_training", "A", "office", methods=["POST"])
def calling_off(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, form = one(request, ref), ReasonForm(request.POST, auto_id="off_%s")
    if form.is_valid():
        try:
            actions.call_off(row, reason=form.cleaned_data["reason"], by=signed_in(request), now=clock.now())
            messages.success(request, "Called off. Whoever was invited is told.")
            return redirect("office:training:session", ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return show(request, row, status=422, off_form=form)
