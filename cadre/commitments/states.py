"""How a promise stands, what it is measured by, what is logged, and what can happen."""

from cadre.lib.choices import Choice
from cadre.lib.happenings import happening


class Standing(Choice):
    DONE = "done", "Done"
    DUE = "due", "Due"
    AT_RISK = "at_risk", "At risk"
    MISSED = "missed", "Missed"


STANDING_TAGS = {Standing.DONE: "good", Standing.DUE: "open", Standing.AT_RISK: "warn", Standing.MISSED: "bad"}


class Measure(Choice):
    """Which facts a promise is measured by. The first two count up to a number, the others are a share of all."""

    GROUPS = "groups", "Groups scheduled"
    PROMOTION = "promotion", "Applications brought and campaigns logged"
    OPERATIONS = "operations", "Registers complete of events that are over"
    QUALITY = "quality", "Events evaluated of those with a register"


COUNTED = (Measure.GROUPS, Measure.PROMOTION)


class ActivityKind(Choice):
    CALL = "call", "Call"
    VISIT = "visit", "Visit"
    CAMPAIGN = "campaign", "Campaign"
    NOTE = "note", "Note"


HEARD = (ActivityKind.CALL, ActivityKind.VISIT, ActivityKind.CAMPAIGN)
"""What counts as having heard of a partner. A note is the office's own."""
ACTIVITY_LOGGED = happening("commitments.activity_logged", "{by} logged a {kind} with {subject}")
