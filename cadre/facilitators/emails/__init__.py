"""What this room writes, one function a message."""

from cadre.facilitators.emails.accreditation import accreditation_ends
from cadre.facilitators.emails.associates import (
    associate_accepted,
    associate_asked,
    associate_declined,
    associate_link,
    associate_received,
    nominated,
    reference_asked,
    reference_reminder,
)
from cadre.facilitators.emails.availability import away_though_booked

__all__ = [
    "accreditation_ends",
    "associate_accepted",
    "associate_asked",
    "associate_declined",
    "associate_link",
    "associate_received",
    "away_though_booked",
    "nominated",
    "reference_asked",
    "reference_reminder",
]
