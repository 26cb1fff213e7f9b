"""People who run events, what they may run, and when they can."""

from cadre.facilitators.models.availability import Unavailable, UsualDays
from cadre.facilitators.models.facilitator import Accreditation, Facilitator, FacilitatorQuerySet

__all__ = ["Accreditation", "Facilitator", "FacilitatorQuerySet", "Unavailable", "UsualDays"]
