"""The dated policies of the waiting list and of bookings."""

from typing import Any

from cadre.bookings.models import BookingPolicy, QueuePolicy
from cadre.bookings.rules.policy import refuse_offers, refuse_terms
from cadre.rulebook.policy import DatedPolicy
from cadre.rulebook.says import Says

AREA = "Waiting list and bookings"


def _refuse_offers(*, offer_hours: int, remind_hours: int, **_: Any) -> str:
    return refuse_offers(offer_hours=offer_hours, remind_hours=remind_hours)


POLICIES = [
    DatedPolicy(
        QueuePolicy,
        "Offers from the waiting list",
        AREA,
        "waiting_list",
        fields={
            "offer_hours": Says("An offer holds a place for", "hours", least=1),
            "remind_hours": Says("It is recalled before its end", "hours", zero="Never"),
            "party_rule": Says("When the next party does not fit"),
            "offers_end": Says("Offers end"),
            "released_first": Says("Whoever’s group did not run stands before everybody"),
        },
        notice_days=1,
        note="An offer keeps the hours it was made with. Without a version nothing is offered.",
        refuse=_refuse_offers,
    ),
    DatedPolicy(
        BookingPolicy,
        "Bookings of several places",
        AREA,
        "booking",
        fields={
            "name_by_days": Says("An unnamed place wants its name before registration closes", "days", most=365),
            "remind_days": Says("An invitation is recalled, and again, after", "days", least=1, most=365),
            "most_places": Says("The largest booking", "places", least=2, most=500),
        },
        notice_days=1,
        note="A booking keeps the day by which it was to name its places.",
        refuse=refuse_terms,
    ),
]
