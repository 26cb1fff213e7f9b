"""The dated policy of the waiting list and of bookings, for the page that shows what held when."""

from datetime import date

from cadre.applications.policies import RuleTable, gap_words, rule_row
from cadre.bookings.models import BookingPolicy, QueuePolicy
from cadre.bookings.states import OffersEnd, PartyRule


def policy_tables(today: date) -> list[RuleTable]:
    """Two tables, the newest version first. Two queries."""
    offers = list(QueuePolicy.objects.order_by("-from_on"))
    terms = list(BookingPolicy.objects.order_by("-from_on"))
    return [
        RuleTable(
            "Offers from the waiting list",
            "offers",
            [rule_row(one, f"{one.offer_hours} hours", _offers(one), today) for one in offers],
            "An offer keeps the hours it was made with. Without a version nothing is offered.",
            gap_words(offers),
        ),
        RuleTable(
            "Bookings of several places",
            "bookings",
            [rule_row(one, f"At most {one.most_places} places", _terms(one), today) for one in terms],
            "A booking keeps the day by which it was to name its places.",
            gap_words(terms),
        ),
    ]


def _offers(policy: QueuePolicy) -> str:
    recalled = f"recalled {policy.remind_hours} hours before" if policy.remind_hours else "not recalled"
    first = "; whoever’s group did not run first" if policy.released_first else ""
    party = PartyRule(policy.party_rule).label.lower()
    return f"{recalled}; a party that does not fit: {party}; end {OffersEnd(policy.offers_end).label}{first}"


def _terms(policy: BookingPolicy) -> str:
    named = f"Names {policy.name_by_days} days before registration closes"
    return f"{named}; invitations recalled after {policy.remind_days} days, and again"
