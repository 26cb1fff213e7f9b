"""What a new version of the waiting list's or the bookings' policy must hold to."""


def refuse_offers(*, offer_hours: int, remind_hours: int) -> str:
    """Why offers cannot be so, or empty."""
    if offer_hours < 1:
        return "An offer holds a place for an hour at least."
    if remind_hours >= offer_hours:
        return "The reminder comes while the offer stands: fewer hours before its end than it lasts."
    return ""


def refuse_terms(*, name_by_days: int, remind_days: int, most_places: int) -> str:
    """Why bookings cannot be so, or empty."""
    if most_places < 2:
        return "A booking is for two people at least."
    if remind_days < 1:
        return "A reminder comes a day after the invitation at the earliest."
    return "" if name_by_days >= 0 else "Names are wanted before registration closes."
