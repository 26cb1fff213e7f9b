"""What is done about a booking as a whole: more places, other billing, its end, and what falls due."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count

from cadre.applications import actions as applications
from cadre.applications.actions.billing import change_billing
from cadre.applications.states import GRACE_MINUTES, State
from cadre.bookings import emails
from cadre.bookings.actions.drafting import Wanted, place_rows, place_words, refuse_closed
from cadre.bookings.actions.links import link_to_booking
from cadre.bookings.actions.places import LIVE_APPLICATIONS, LOOK, billing_of, end_place, remind_places
from cadre.bookings.models import BookedPlace, Booking, BookingPolicy
from cadre.bookings.models.booking import OPEN_PLACES
from cadre.bookings.states import (
    BOOKING_CHANGED,
    BOOKING_LAPSED,
    BOOKING_WITHDRAWN,
    BOOKING_WORKFLOW,
    PLACES_ADDED,
    BookingState,
    PlaceState,
)
from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.journal.locking import held
from cadre.lib import clock
from cadre.lib.dates import long_day
from cadre.lib.errors import Refusal
from cadre.lib.seen import refuse_unseen
from cadre.lib.words import counted
from cadre.messages.actions import post
from cadre.messages.models import Message

THE_CALENDAR = System("The calendar")
REMINDERS = 3
"""How often an invitation is recalled by itself at most."""


@transaction.atomic
def add_places(booking: Booking, wanted: Sequence[Wanted], *, by: journal.Actor, now: datetime) -> list[BookedPlace]:
    """More places while registration is open; the named ones are invited. Raises Refusal, RegistrationClosed."""
    row = _held(booking)
    refuse_closed(row.intake, opened_at=now, now=now)
    for each in wanted:
        for person in each.people:
            same = row.places.filter(offering=each.offering, email__iexact=person.email)
            if same.filter(state__in=OPEN_PLACES).exists():
                raise Refusal(f"{person.name} has a place in this booking already.")
    made = place_rows(row, wanted, now=now)
    journal.record(PLACES_ADDED, row, by=by, places=counted(len(made), "place"))
    return made


@transaction.atomic
def change_booking_billing(
    booking: Booking, *, billing: Mapping[str, str], by: journal.Actor, now: datetime, seen: str = ""
) -> Booking:
    """Other billing or purchase order, for the booking and for every application of it, handed in or not.

    What has been invoiced keeps what it was invoiced by. Raises Conflict when it is not as it was seen.
    """
    row = _held(booking)
    refuse_unseen(row, billing, seen)
    before = billing_of(row)
    for name, value in billing.items():
        setattr(row, name, value)
    if billing_of(row) == before:
        return row
    row.changed_at = now
    row.save(update_fields=[*billing, "changed_at"])
    for place in row.places.live().exclude(application=None).select_related("application__offering__intake"):
        application = place.application
        if application and application.state == State.DRAFT:
            applications.save_step(application, slug="invoice", typed=billing_of(row), ok=True, now=now)
        elif application and application.state in LIVE_APPLICATIONS:
            change_billing(application, billing=billing_of(row), by=by, now=now)
    journal.record(BOOKING_CHANGED, row, by=by, what="the billing")
    return row


@transaction.atomic
def withdraw_booking(booking: Booking, *, reason: str, by: journal.Actor, now: datetime) -> Booking:
    """Take the booking back: what nobody has applied for ends. Applications that were handed in go on."""
    row = _held(booking)
    row.state = BOOKING_WORKFLOW.after("withdraw", row.state)
    row.ended_at, row.ended_reason = now, reason
    row.save(update_fields=["state", "ended_at", "ended_reason"])
    for place in _open_places(row):
        told = place.state == PlaceState.INVITED
        end_place(place, "withdraw", reason=reason, now=now)
        if told:
            post(emails.place_withdrawn(place, email=place.email, name=place.name), now=now)
    journal.record(BOOKING_WITHDRAWN, row, by=by, reason=reason)
    return row


def lapse_bookings(*, now: datetime) -> int:
    """After the deadline, with its grace, what is not filled lapses, and the lead is told. Safe to repeat."""
    lapsed = 0
    over = now - timedelta(minutes=GRACE_MINUTES)
    rows = Booking.objects.filter(state=BookingState.OPEN, intake__closes_on__lt=clock.day_of(over))
    for booking in rows.order_by("pk"):
        with transaction.atomic():
            row = _held(booking)
            if row.state != BookingState.OPEN:
                continue
            places = list(_open_places(row))
            for place in places:
                end_place(place, "lapse", reason="registration closed", now=now)
            row.state = BOOKING_WORKFLOW.after("lapse", row.state)
            row.ended_at, row.ended_reason = now, "registration closed"
            row.save(update_fields=["state", "ended_at", "ended_reason"])
            if places:
                words = [place_words(place) for place in places]
                journal.record(BOOKING_LAPSED, row, by=THE_CALENDAR, places=f"{len(places)} places")
                post(emails.booking_lapsed(row, link_to_booking(row, now=now), places=words), now=now)
                lapsed += len(places)
    return lapsed


def remind_due(*, today: date, now: datetime) -> int:
    """Recall invitations some days old, a few times at most. Safe to repeat. How many were recalled."""
    policy = BookingPolicy.objects.on(today).first()
    if policy is None:
        return 0
    since = now - timedelta(days=policy.remind_days)
    rows = BookedPlace.objects.filter(
        state=PlaceState.INVITED,
        invited_at__lte=since,
        reminders__lt=REMINDERS,
        booking__state=BookingState.OPEN,
        booking__intake__closes_on__gte=today,
    ).exclude(reminded_at__gt=since)
    by_booking: dict[int, list[BookedPlace]] = {}
    for place in rows.select_related("booking").order_by("booking", "pk"):
        by_booking.setdefault(place.booking_id, []).append(place)
    return sum(remind_places(places[0].booking, places, by=THE_CALENDAR, now=now) for places in by_booking.values())


@transaction.atomic
def ask_for_names(*, today: date, now: datetime) -> int:
    """Tell each lead, once for each date, that unnamed places want a name within a week. Safe to repeat."""
    rows = BookedPlace.objects.filter(
        state=PlaceState.UNNAMED, name_by__lte=today + timedelta(days=7), booking__state=BookingState.OPEN
    )
    told = 0
    for each in rows.values("booking", "name_by").annotate(n=Count("pk")).order_by("booking", "name_by"):
        booking = Booking.objects.select_related("intake", "school", "trust").get(pk=each["booking"])
        by = long_day(each["name_by"])  # type: ignore[arg-type]  # an unnamed place has its date
        if Message.objects.filter(key=emails.names_wanted_key(booking, by)).exists():
            continue
        post(emails.names_wanted(booking, link_to_booking(booking, now=now), places=each["n"], by=by), now=now)
        told += 1
    return told


def _held(booking: Booking) -> Booking:
    return held(Booking.objects.select_related("intake", "school", "trust", "preferred_partner"), booking.pk)


def _open_places(booking: Booking) -> list[BookedPlace]:
    rows = booking.places.filter(state__in=(PlaceState.UNNAMED, PlaceState.INVITED)).select_related(*LOOK)
    return list(rows.order_by("pk"))
