"""The marks of a register, and what can happen to it."""

from cadre.lib.choices import Choice
from cadre.lib.happenings import happening


class Mark(Choice):
    """No mark yet means “not marked”, never attended."""

    ATTENDED = "attended", "Attended"
    LATE = "late", "Late"
    LEFT_EARLY = "left_early", "Left early"
    ABSENT = "absent", "Absent"


PRESENT = (Mark.ATTENDED, Mark.LATE, Mark.LEFT_EARLY)

ATTENDANCE_CORRECTED = happening(
    "delivery.attendance_corrected", "{by} corrected {person}: {before} is now {after}, “{reason}”", major=True
)
LATE_JOINER_ADDED = happening("delivery.late_joiner_added", "{by} added {person} on the day")
REGISTER_COMPLETED = happening(
    "delivery.register_completed", "{by} completed the register: {present} of {expected} present", major=True
)
REGISTER_REOPENED = happening("delivery.register_reopened", "{by} reopened the register: “{reason}”")
