"""What falls due in staffing as time passes. Each is safe to repeat."""

from datetime import date, datetime

from cadre.lib.errors import Refusal
from cadre.staffing import actions


def keep_briefings(today: date, now: datetime) -> int:
    """Leads are reminded to set a briefing, and teams of those that are set; the policy says how long before."""
    try:
        return actions.remind_to_plan(today=today, now=now) + actions.remind_of_briefings(today=today, now=now)
    except Refusal:  # no policy holds, so nobody is reminded
        return 0


def keep_invitations(today: date, now: datetime) -> int:
    """Invitations end when their time is over, and are recalled before. How many ended."""
    ended = actions.expire(now=now)
    try:
        actions.remind_when_due(now=now)
    except Refusal:  # no policy holds, so nobody is recalled
        return ended
    return ended
