"""Mails about the waiting list and about bookings. Every link is a secret of its own."""

from cadre.bookings.emails.booking import (
    booking_lapsed,
    booking_link,
    booking_received,
    closes_earlier,
    earlier_key,
    invitation,
    invitation_reminder,
    names_wanted,
    names_wanted_key,
    place_turned_down,
    place_withdrawn,
)
from cadre.bookings.emails.queue import (
    offer,
    offer_expired,
    offer_reminder,
    offer_taken_back,
    queue_joined,
    queue_lapsed,
    queue_removed,
    queue_seated,
)

__all__ = [
    "booking_lapsed",
    "booking_link",
    "booking_received",
    "closes_earlier",
    "earlier_key",
    "invitation",
    "invitation_reminder",
    "names_wanted",
    "names_wanted_key",
    "offer",
    "offer_expired",
    "offer_reminder",
    "offer_taken_back",
    "place_turned_down",
    "place_withdrawn",
    "queue_joined",
    "queue_lapsed",
    "queue_removed",
    "queue_seated",
]
