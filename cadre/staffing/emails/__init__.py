"""What this room writes: to facilitators who are asked, who brief, who stand in, and who visit."""

from cadre.staffing.emails.covers import cover_ended, cover_invitation, cover_past, cover_reminder, cover_sought
from cadre.staffing.emails.groups import (
    LOOK,
    briefing,
    briefing_reminder,
    briefing_to_plan,
    days_of,
    invitation,
    moment,
    past,
    reminder,
    stands_in,
    with_briefing_fields,
)
from cadre.staffing.emails.visits import visit_arranged, visit_ended

__all__ = [
    "LOOK",
    "briefing",
    "briefing_reminder",
    "briefing_to_plan",
    "cover_ended",
    "cover_invitation",
    "cover_past",
    "cover_reminder",
    "cover_sought",
    "days_of",
    "invitation",
    "moment",
    "past",
    "reminder",
    "stands_in",
    "visit_arranged",
    "visit_ended",
    "with_briefing_fields",
]
