"""People who run events, what they may run, when they can, and who would like to."""

from cadre.facilitators.models.accreditation import AccreditationPolicy
from cadre.facilitators.models.associate import (
    AssociateApplication,
    AssociateCheck,
    AssociateLink,
    AssociatePolicy,
    AssociateQuerySet,
    AssociateReason,
    Referee,
)
from cadre.facilitators.models.availability import Unavailable, UsualDays
from cadre.facilitators.models.facilitator import Accreditation, Facilitator, FacilitatorQuerySet

__all__ = [
    "Accreditation",
    "AccreditationPolicy",
    "AssociateApplication",
    "AssociateCheck",
    "AssociateLink",
    "AssociatePolicy",
    "AssociateQuerySet",
    "AssociateReason",
    "Facilitator",
    "FacilitatorQuerySet",
    "Referee",
    "Unavailable",
    "UsualDays",
]
