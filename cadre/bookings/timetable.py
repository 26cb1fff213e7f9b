"""What falls due on the waiting list and in bookings as time passes. Each is safe to repeat."""

from datetime import date, datetime

from cadre.bookings import actions
from cadre.bookings.actions.keeping import ask_for_names, lapse_bookings, remind_due
from cadre.bookings.actions.offers import THE_LIST, remind_of_offers
from cadre.bookings.models import QueueEntry


def keep_the_list(today: date, now: datetime) -> int:
    """Overdue offers end, free places are offered to whoever is next, and lists of started intakes end.

    How many offers were made.
    """
    actions.end_overdue_offers(now=now)
    actions.lapse_entries(today=today, by=THE_LIST, now=now)
    waiting = QueueEntry.objects.waiting().order_by("offering").values_list("offering", flat=True).distinct()
    return sum(len(actions.make_offers(offering, now=now)) for offering in waiting)


def remind_offers(today: date, now: datetime) -> int:
    """Recall offers whose last hours begin."""
    return remind_of_offers(now=now)


def keep_bookings(today: date, now: datetime) -> int:
    """Leads are asked for names, invitations are recalled, and after the deadline what is empty lapses.

    How many places lapsed.
    """
    ask_for_names(today=today, now=now)
    remind_due(today=today, now=now)
    return lapse_bookings(now=now)
