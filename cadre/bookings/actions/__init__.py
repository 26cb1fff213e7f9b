"""What changes the waiting list (`queue`, `offers`) and bookings (`drafting`, `keeping`, `places`)."""

from cadre.bookings.actions.offers import accept_offer, decline_offer, end_overdue_offers, make_offers, take_back
from cadre.bookings.actions.queue import (
    Wish,
    join_each,
    join_if_unseatable,
    join_queue,
    lapse_entries,
    leave_queue,
    member_leaves,
    remove_entries,
    split_party,
    wish_of,
)

__all__ = [
    "Wish",
    "accept_offer",
    "decline_offer",
    "end_overdue_offers",
    "join_each",
    "join_if_unseatable",
    "join_queue",
    "lapse_entries",
    "leave_queue",
    "make_offers",
    "member_leaves",
    "remove_entries",
    "split_party",
    "take_back",
    "wish_of",
]
