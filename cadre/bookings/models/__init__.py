"""Parties with their places, the waiting list with its offers, and the dated policy of both."""

from cadre.bookings.models.booking import BookedPlace, BookedPlaceQuerySet, Booking, BookingQuerySet
from cadre.bookings.models.link import Link
from cadre.bookings.models.policy import BookingPolicy, QueuePolicy
from cadre.bookings.models.queue import Offer, OfferQuerySet, QueueEntry, QueueEntryQuerySet, QueueMember

__all__ = [
    "BookedPlace",
    "BookedPlaceQuerySet",
    "Booking",
    "BookingPolicy",
    "BookingQuerySet",
    "Link",
    "Offer",
    "OfferQuerySet",
    "QueueEntry",
    "QueueEntryQuerySet",
    "QueueMember",
    "QueuePolicy",
]
