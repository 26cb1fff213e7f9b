"""What the page of one offer shows to whoever it is made to."""

from datetime import datetime
from typing import Any

from cadre.consent.models import AlternateOffer, AlternateOfferQuerySet
from cadre.consent.queries.days import days_of
from cadre.consent.queries.words import where
from cadre.consent.states import LIVE_ROUNDS, Option

LOOK = (
    *("application", "partner", "next_offering__intake"),
    *("group__partner", "group__offering__intake", "group__offering__qualification"),
    *("round__offering__intake", "round__offering__qualification", "round__policy"),
)
PRESS = {
    Option.LOCAL: ("Take this place", "We hold it until everybody has answered and the groups are settled."),
    Option.DISTANCE: ("Take part at a distance", "Online, with your own group, without travelling."),
    Option.NEXT: ("Start in {}", "At once. Your price is worked out again by the rules of that intake."),
    Option.WITHDRAWAL: ("Withdraw, without charge", "At once. This ends your application."),
}


def for_page(rows: AlternateOfferQuerySet) -> AlternateOfferQuerySet:
    return rows.select_related(*LOOK)


def shown(offer: AlternateOffer, *, now: datetime, urls: dict[str, str]) -> dict[str, Any]:
    """The context of the page. `urls`: where its buttons lead."""
    late = offer.is_open and now >= offer.expires_at
    may = offer.is_open and not late and offer.round.state in LIVE_ROUNDS
    upcoming = offer.next_offering.intake.name if offer.next_offering else ""
    presses = [
        (option, PRESS[Option(option)][0].format(upcoming), PRESS[Option(option)][1], at == 0)
        for at, option in enumerate(offer.options)
    ]
    return {
        "offer": offer,
        "course": f"{offer.round.offering.qualification}, {offer.round.offering.intake}",
        "where": where(offer),
        "days": days_of(offer.group, offer.round.offering) if offer.partner else [],
        "presses": presses if may else [],
        "is_late": late,
        "may_answer": may,
        "urls": urls,
    }
