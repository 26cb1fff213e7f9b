"""What falls due in applications as time passes."""

from datetime import date, datetime

from cadre.applications import actions


def remind_sponsors(today: date, now: datetime) -> int:
    """Remind sponsors who have not answered, on the days that the rules say. Safe to repeat."""
    return actions.remind_when_due(today, now)


def requote_by_list(today: date, now: datetime) -> int:
    """Scholarships that wait are decided again when another list of districts is in use. Safe to repeat."""
    return actions.requote_by_list_of(today, now)
