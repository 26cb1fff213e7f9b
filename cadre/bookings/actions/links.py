"""New mailed links; only the hash of the secret is kept."""

from datetime import datetime, timedelta

from cadre.applications.states import LINK_DAYS
from cadre.bookings.models import BookedPlace, Booking, Link, QueueEntry
from cadre.lib.refs import new_token, token_hash

ENTRY_DAYS = 120
"""A link to an entry of the waiting list outlives any wait: registration and the weeks to the start."""


def link_to_entry(entry: QueueEntry, *, now: datetime) -> str:
    """A new way to the entry's page. Earlier links keep working."""
    token = new_token()
    Link.objects.create(entry=entry, token_hash=token_hash(token), expires_at=now + timedelta(days=ENTRY_DAYS))
    return token


def link_to_booking(booking: Booking, *, now: datetime) -> str:
    """A new way into the booking, for as long as an application's."""
    token = new_token()
    Link.objects.create(booking=booking, token_hash=token_hash(token), expires_at=now + timedelta(days=LINK_DAYS))
    return token


def link_to_place(place: BookedPlace, *, now: datetime) -> str:
    """A new invitation. Earlier ones keep working, for as long as the place is theirs."""
    token = new_token()
    Link.objects.create(place=place, token_hash=token_hash(token), expires_at=now + timedelta(days=ENTRY_DAYS))
    return token
