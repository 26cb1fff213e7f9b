"""A booking that is booked, as whoever leads it keeps it by link, and the office on their behalf: the same pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from cadre.applications.pricing import NoPrice
from cadre.bookings import actions
from cadre.bookings.forms.booking import (
    BillingForm,
    CorrectForm,
    OtherBillingForm,
    PersonForm,
    PlacesForm,
    WhyForm,
)
from cadre.bookings.models import BookedPlace, Booking
from cadre.bookings.queries import bookings as queries
from cadre.bookings.queries.bookings import PlaceLine
from cadre.bookings.states import BookingState, PlaceState
from cadre.journal.actions import Actor
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.words import counted
from cadre.ui.forms import Form
from cadre.ui.latest import latest_or_all


@dataclass(frozen=True)
class Door:
    """Through which a booking is kept: by link (`token`) or in the `office`. `by` is who acts."""

    request: HttpRequest
    booking: Booking
    by: Actor
    space: str
    may_act: bool = True

    @property
    def layout(self) -> str:
        return "ui/layouts/office.html" if self.space == "office" else "ui/layouts/public.html"

    @property
    def posted(self) -> Any:
        """What was sent, None when nothing was."""
        return self.request.POST if self.request.method == "POST" else None

    def url(self, name: str, *args: object) -> str:
        return reverse(f"{self.space}:bookings:{name}", args=[self.booking.ref, *args])

    def show(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        """One of the room's shared pages in this door's layout."""
        urls = {name: self.url(name) for name in ("booking", "adding", "billing", "reminders", "ending")}
        given = {"door": self, "layout": self.layout, "booking": self.booking, "urls": urls, "is_open": self.is_open}
        return render(self.request, f"bookings/parts/{template}", given | context, status=status)

    @property
    def is_open(self) -> bool:
        return self.may_act and self.booking.state == BookingState.OPEN

    def back(self, words: str = "") -> HttpResponseBase:
        if words:
            messages.success(self.request, words)
        return redirect(self.url("booking"))


def overview(door: Door) -> HttpResponse:
    """Every place with how it stands, the billing, and what the party costs."""
    booking, lines = door.booking, queries.place_lines(door.booking)
    rows = [(line, door.url("place", line.place.number) if door.is_open and line.may_change else "") for line in lines]
    history = latest_or_all(queries.history(booking), door.request.GET) if door.space == "office" else None
    waits = sum(line.place.state == PlaceState.INVITED for line in lines)
    context = {"lines": rows, "quote": quote_of(booking, lines), "entries": history, "waits": waits}
    return door.show("booking.html", **context)


def quote_of(booking: Booking, lines: list[PlaceLine]) -> Any:
    """What the places that count would cost as of today, None while there is no fee or nobody counts."""
    wanted: dict[int, list[Any]] = {}
    for line in lines:
        if line.is_live:
            wanted.setdefault(line.place.offering_id, []).append(line.place.offering)
    pairs = [(same[0], len(same)) for same in wanted.values()]
    try:
        return queries.quote_of_booking(booking, pairs, on=clock.today()) if pairs else None
    except NoPrice:
        return None


ACTS: dict[str, tuple[Callable[..., object], str]] = {
    "name": (actions.name_place, "{name} is invited."),
    "correct": (actions.correct_place, "{name} is corrected."),
    "replace": (actions.replace_place, "The place is {name}’s, who is invited."),
    "withdraw": (actions.withdraw_place, "The place is withdrawn."),
}


def one_place(door: Door, place: BookedPlace) -> HttpResponseBase:
    """Name, correct, give to somebody else, withdraw, remind: whichever button was pressed."""
    request, act = door.request, door.request.POST.get("act", "")
    if request.method != "POST":
        return show_place(door, place)
    if act == "remind":
        sent = actions.remind_places(door.booking, [place], by=door.by, now=clock.now())
        return door.back(f"{place.name} is reminded." if sent else f"{place.name} had a mail within the last day.")
    if act not in ACTS:
        return show_place(door, place, status=422)
    form_class = {"withdraw": WhyForm, "correct": CorrectForm}.get(act, PersonForm)
    form: Form = form_class(request.POST, auto_id=f"{act}_%s")
    if form.is_valid():
        action, words = ACTS[act]
        try:
            action(place, **form.cleaned_data, by=door.by, now=clock.now())
            return door.back(words.format(name=form.cleaned_data.get("name", "")))
        except Refusal as refusal:
            form.add_refusal(refusal)
    return show_place(door, place, status=422, **{f"{act}_form": form})


def show_place(door: Door, place: BookedPlace, *, status: int = 200, **forms: Any) -> HttpResponse:
    context = {
        "place": place,
        "line": next(line for line in queries.place_lines(door.booking) if line.place.pk == place.pk),
        "form": next(iter(forms.values()), None),
        "name_form": PersonForm(auto_id="name_%s"),
        "correct_form": CorrectForm(row=place, columns=("name", "email"), auto_id="correct_%s"),
        "replace_form": PersonForm(auto_id="replace_%s"),
        "withdraw_form": WhyForm(auto_id="withdraw_%s"),
    }
    return door.show("place.html", status=status, **context | forms)


def more_places(door: Door) -> HttpResponseBase:
    """Add places while registration is open."""
    form = PlacesForm(door.posted, offerings=queries.offerings_of(door.booking.intake))
    if form.is_valid():
        try:
            made = actions.add_places(door.booking, form.wanted, by=door.by, now=clock.now())
            return door.back(f"{counted(len(made), 'place is', 'places are')} added.")
        except Refusal as refusal:
            form.add_refusal(refusal)
    return door.show("adding.html", status=422 if form.errors else 200, form=form)


def other_billing(door: Door) -> HttpResponseBase:
    """Billing and purchase order, for every place at once."""
    form = OtherBillingForm(door.posted, row=door.booking, columns=BillingForm().fields)
    if form.is_valid():
        try:
            said = {"billing": form.details(), "seen": form.cleaned_data["seen"]}
            actions.change_booking_billing(door.booking, **said, by=door.by, now=clock.now())
            return door.back("The billing is changed, for every place.")
        except Refusal as refusal:
            form.add_refusal(refusal)
    return door.show("billing.html", status=422 if form.errors else 200, form=form)


def everybody_reminded(door: Door) -> HttpResponseBase:
    """Remind all who are invited and have not applied."""
    places = [line.place for line in queries.place_lines(door.booking) if line.place.state == PlaceState.INVITED]
    sent = actions.remind_places(door.booking, places, by=door.by, now=clock.now())
    words = f"{counted(sent, 'person is', 'people are')} reminded."
    return door.back(words if sent else "Everybody who has not applied had a mail within the last day.")


def end(door: Door) -> HttpResponseBase:
    """Take the whole booking back."""
    form = WhyForm(door.posted)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.withdraw_booking(door.booking, reason=reason, by=door.by, now=clock.now())
            return door.back("The booking is withdrawn. Whoever has applied keeps the application.")
        except Refusal as refusal:
            form.add_refusal(refusal)
    return door.show("ending.html", status=422 if form.errors else 200, form=form)
