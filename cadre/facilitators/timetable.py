"""What falls due for associate applications and accreditations as time passes. Each is safe to repeat."""

from datetime import date, datetime

from cadre.facilitators import actions


def remind_referees(today: date, now: datetime) -> int:
    """Recall referees once, while their link works."""
    return actions.remind_referees(today=today, now=now)


def forget_associates(today: date, now: datetime) -> int:
    """Delete what is kept no longer."""
    return actions.forget_associates(today=today, now=now)


def remind_of_accreditations(today: date, now: datetime) -> int:
    """Tell whose accreditation ends soon, once."""
    return actions.remind_of_accreditations(today=today, now=now)
