"""Waiting lists and bookings follow: a partner that goes into another, and registration that is moved."""

from datetime import date

from django.db import transaction

from cadre.bookings.actions.drafting import name_by
from cadre.bookings.actions.queue import lock_list
from cadre.bookings.models import BookedPlace, Booking, BookingPolicy, QueueEntry
from cadre.bookings.states import WISHES_FOLLOWED, BookingState, PlaceState
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.partners.actions import note_moved
from cadre.partners.actions.holding import hold_change
from cadre.partners.models import OrgChange, Partner
from cadre.programmes.models import Intake

STILL = (BookingState.DRAFT, BookingState.OPEN)


@transaction.atomic
def follow_merger(change: OrgChange, *, by: Actor) -> None:
    """Entries that wait and bookings that are not over wish for the partner that goes on. Safe to repeat.

    Not where the change was taken back by the time the lists are held.
    """
    entries = QueueEntry.objects.live().filter(partner=change.partner)
    lock_list(*sorted(set(entries.values_list("offering_id", flat=True))))
    change = hold_change(change)
    if change.into is None or change.taken_back_at is not None:
        return
    bookings = Booking.objects.filter(preferred_partner=change.partner, state__in=STILL)
    queue, booked = list(entries.values_list("pk", flat=True)), list(bookings.values_list("pk", flat=True))
    _wish(change, queue, booked, change.partner, change.into, by=by)
    note_moved(change, "queue", queue)
    note_moved(change, "bookings", booked)


@transaction.atomic
def follow_back(change: OrgChange, *, by: Actor) -> None:
    """After the merger was taken back. Safe to repeat."""
    if change.into is None or change.taken_back_at is None:
        return
    queue, booked = change.moved.get("queue", []), change.moved.get("bookings", [])
    _wish(change, queue, booked, change.into, change.partner, by=by)


def _wish(
    change: OrgChange, queue: list[int], booked: list[int], before: Partner, after: Partner, *, by: Actor
) -> None:
    rows = QueueEntry.objects.live().filter(pk__in=queue, partner=before)
    lock_list(*sorted(set(rows.values_list("offering_id", flat=True))))
    entries = rows.update(partner=after)
    still = Booking.objects.filter(pk__in=booked, preferred_partner=before, state__in=STILL)
    bookings = still.update(preferred_partner=after)
    if entries or bookings:
        journal.record(WISHES_FOLLOWED, change.partner, by=by, entries=entries, bookings=bookings, after=after.name)


def counted(partner: Partner) -> tuple[int, int]:
    """(entries that wait, bookings that are not over) which wish for the partner. Two queries."""
    bookings = Booking.objects.filter(preferred_partner=partner, state__in=STILL)
    return QueueEntry.objects.live().filter(partner=partner).count(), bookings.count()


@transaction.atomic
def count_names_anew(intake: Intake, *, today: date) -> int:
    """Give unnamed places of the intake's open bookings their day by its closing. Safe to repeat. How many places."""
    day = name_by(intake, BookingPolicy.objects.on(today).first(), today=today)
    rows = BookedPlace.objects.filter(
        state=PlaceState.UNNAMED, booking__intake=intake, booking__state=BookingState.OPEN
    )
    return rows.exclude(name_by=day).update(name_by=day)
