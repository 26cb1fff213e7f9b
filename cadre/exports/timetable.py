"""What falls due for spreadsheets as time passes. Safe to repeat."""

from datetime import date, datetime

from cadre.exports.actions import delete_what_is_over


def delete_sheets(today: date, now: datetime) -> int:
    """None is kept longer than was promised. How many went."""
    return delete_what_is_over(now=now)
