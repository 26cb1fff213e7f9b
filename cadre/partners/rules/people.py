"""When somebody may begin or stop to speak for a partner."""

from datetime import date

from cadre.lib.dates import long_day


def refuse_ending(*, is_lead: bool, other_leads: int, from_on: date, ends_on: date, today: date) -> str | None:
    """Why a contact cannot end on `ends_on`, its first day without the task."""
    if is_lead and not other_leads:
        return "This is the only lead. Name the new lead first; the old one ends on the same day."
    if ends_on < today:
        return "A contact cannot end in the past. Give today or later."
    return f"They begin on {long_day(from_on)}. Give that day or later." if ends_on < from_on else None
