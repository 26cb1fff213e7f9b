"""What falls due in staffing as time passes. Each is safe to repeat."""

from datetime import date, datetime

from cadre.lib.errors import Refusal
from cadre.staffing import actions


def keep_briefings(today: date, now: datetime) -> int:
    """Teams are reminded of briefings a day before. How many."""
    return actions.remind_of_briefings(now=now)


def keep_invitations(today: date, now: datetime) -> int:
    """Invitations end when their time is over, and are recalled before. How many ended."""
    ended = actions.expire(now=now)
    try:
        actions.remind_when_due(now=now)
    except Refusal:  # no policy holds, so nobody is recalled
        return ended
    return ended
