"""Who may see bookings and the waiting list, and what they may do with them."""

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase

from cadre.applications.models import Application
from cadre.applications.states import LINK_DAYS
from cadre.bookings.models import (
    BookedPlace,
    BookedPlaceQuerySet,
    Booking,
    BookingQuerySet,
    Link,
    Offer,
    QueueEntry,
    QueueEntryQuerySet,
)
from cadre.bookings.states import ENTRY_WORKFLOW, BookingState, EntryState, OfferState
from cadre.lib.refs import token_hash
from cadre.people.access import holds
from cadre.people.doors import Door
from cadre.people.models import User

DOOR = Door("booking", "bookings.booking", page="token:bookings:booking", days=LINK_DAYS)


def bookings_visible_to(user: User) -> BookingQuerySet:
    """The office sees what was submitted; nobody else without a link."""
    return Booking.objects.submitted() if holds(user, "ops", "finance") else Booking.objects.none()


def places_visible_to(user: User) -> BookedPlaceQuerySet:
    """The places of the bookings the user sees, and those that their own application fills."""
    if holds(user, "ops", "finance"):
        return BookedPlace.objects.exclude(booking__state=BookingState.DRAFT)
    return BookedPlace.objects.filter(application__applicant=user)


def entries_visible_to(user: User) -> QueueEntryQuerySet:
    """The office sees the whole list; anybody their own entries."""
    return QueueEntry.objects.all() if holds(user, "ops") else own_entries(user)


def own_entries(user: User) -> QueueEntryQuerySet:
    """Entries that an application of the user stands behind."""
    return QueueEntry.objects.filter(members__application__applicant=user).distinct()


def may_keep_bookings(user: User) -> bool:
    """Act on a lead's behalf."""
    return holds(user, "ops")


def may_keep_queue(user: User) -> bool:
    """Put people on the list, offer, and take off."""
    return holds(user, "ops")


def may_remove(user: User, entry: QueueEntry) -> bool:
    return ENTRY_WORKFLOW.allows("remove", entry.state) and holds(user, "ops")


def may_split(user: User, entry: QueueEntry) -> bool:
    return entry.places > 1 and ENTRY_WORKFLOW.allows("split", entry.state) and holds(user, "ops")


def may_take_back(user: User, offer: Offer) -> bool:
    return offer.state == OfferState.OPEN and holds(user, "ops")


def may_answer(user: User, entry: QueueEntry) -> bool:
    """Accept or decline for oneself. A party is answered for by whoever leads it, by link."""
    return (
        entry.state == EntryState.OFFERED
        and entry.booking_id is None
        and own_entries(user).filter(pk=entry.pk).exists()
    )


def may_wish(user: User, application: Application) -> bool:
    """Ask to be put on the list: for an accepted application of one's own."""
    return application.applicant_id == user.pk


def entry_linked_by(token: str, *, now: datetime) -> QueueEntryQuerySet:
    """The entry a mailed link leads to while it is valid, or none."""
    links = Link.objects.filter(token_hash=token_hash(token), expires_at__gt=now, entry__isnull=False)
    return QueueEntry.objects.filter(pk__in=links.values("entry"))


def place_linked_by(token: str, *, now: datetime) -> BookedPlaceQuerySet:
    """The place an invitation leads to while it is valid, or none."""
    links = Link.objects.filter(token_hash=token_hash(token), expires_at__gt=now, place__isnull=False)
    return BookedPlace.objects.filter(pk__in=links.values("place"))


def bookings_linked_by(token: str, *, now: datetime) -> BookingQuerySet:
    """The booking a mailed link leads to while it is valid, or none. Looking does not use it up."""
    links = Link.objects.filter(token_hash=token_hash(token), expires_at__gt=now, booking__isnull=False)
    return Booking.objects.filter(pk__in=links.values("booking"))


def bookings_opened_by(request: HttpRequest, ref: str) -> BookingQuerySet:
    """The booking whose link this browser followed in the last 14 days, or none."""
    return Booking.objects.filter(ref=ref) if DOOR.is_open(request, ref) else Booking.objects.none()


def open_booking_for(answer: HttpResponseBase, booking: Booking) -> HttpResponseBase:
    """Let this browser into the booking: a signed cookie that is sent only to its own pages."""
    return DOOR.let_in(answer, booking.ref)


def bookings_of_address(email: str) -> BookingQuerySet:
    """What may be mailed to an address that asks for its link again."""
    return Booking.objects.filter(lead_email__iexact=email, state__in=(BookingState.DRAFT, BookingState.OPEN))
