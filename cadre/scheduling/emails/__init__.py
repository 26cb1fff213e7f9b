"""What this room writes to people: group details, joining instructions, and the news that a date moved."""

from cadre.scheduling.emails.dates import (
    date_moved,
    date_unanswered,
    hold_ended,
    pick_a_date,
    start_moved,
    windows_changed,
)
from cadre.scheduling.emails.groups import (
    called_off,
    details_changed,
    facilitator_dates,
    group_details,
    joining_instructions,
    left_group,
)
from cadre.scheduling.emails.shared import Common, date_line, group_fields, link

__all__ = [
    "Common",
    "called_off",
    "date_line",
    "date_moved",
    "date_unanswered",
    "details_changed",
    "facilitator_dates",
    "group_details",
    "group_fields",
    "hold_ended",
    "joining_instructions",
    "left_group",
    "link",
    "pick_a_date",
    "start_moved",
    "windows_changed",
]
