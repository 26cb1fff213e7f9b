"""What changes the waiting list (`queue`, `offers`) and bookings (`drafting`, `keeping`, `places`)."""

from cadre.bookings.actions.drafting import (
    FilledBooking,
    Wanted,
    save_answer,
    send_booking_link,
    start_booking,
    submit_booking,
)
from cadre.bookings.actions.earlier import tell_leads_of_earlier_close
from cadre.bookings.actions.following import count_names_anew, follow_back, follow_merger
from cadre.bookings.actions.keeping import add_places, change_booking_billing, withdraw_booking
from cadre.bookings.actions.offers import accept_offer, decline_offer, end_overdue_offers, make_offers, take_back
from cadre.bookings.actions.places import (
    correct_place,
    fill_place,
    link_application,
    name_place,
    open_place,
    remind_places,
    replace_place,
    start_from_place,
    turn_down,
    withdraw_place,
)
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
    "FilledBooking",
    "Wanted",
    "Wish",
    "accept_offer",
    "add_places",
    "change_booking_billing",
    "correct_place",
    "count_names_anew",
    "decline_offer",
    "end_overdue_offers",
    "fill_place",
    "follow_back",
    "follow_merger",
    "join_each",
    "join_if_unseatable",
    "join_queue",
    "lapse_entries",
    "leave_queue",
    "link_application",
    "make_offers",
    "member_leaves",
    "name_place",
    "open_place",
    "remind_places",
    "remove_entries",
    "replace_place",
    "save_answer",
    "send_booking_link",
    "split_party",
    "start_booking",
    "start_from_place",
    "submit_booking",
    "take_back",
    "tell_leads_of_earlier_close",
    "turn_down",
    "wish_of",
    "withdraw_booking",
    "withdraw_place",
]
