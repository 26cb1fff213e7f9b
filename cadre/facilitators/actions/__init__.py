"""What changes about facilitators: when they can work."""

from cadre.facilitators.actions.availability import keep_availability, mark_away, take_back_away

__all__ = ["keep_availability", "mark_away", "take_back_away"]
