"""What falls due for partners as time passes. Each is safe to repeat."""

from datetime import date, datetime

from cadre.partners import actions


def expire_payees(today: date, now: datetime) -> int:
    """Changes of bank details that nobody confirmed in time are over. How many."""
    return actions.expire_payees(now=now)
