"""What falls due in recruitment as time passes. Each is safe to repeat."""

from datetime import date, datetime

from cadre.journal.actions import System
from cadre.recruitment import actions

CALENDAR = System("The calendar")


def send_digests(today: date, now: datetime) -> int:
    """Tell operations and partners how an intake stands, on the days that the policy names."""
    return actions.send_due_digests(today, now, by=CALENDAR)


def name_groups_at_risk(today: date, now: datetime) -> int:
    """Say which groups are short now that registration has closed."""
    return actions.mark_at_risk(today=today, by=CALENDAR)
