"""How a spreadsheet that was asked for stands, and what can happen to it."""

from cadre.lib.choices import Choice
from cadre.lib.happenings import happening


class Standing(Choice):
    """Never stored: read from what is known of it, and of its task."""

    BEING_MADE = "being_made", "Being made"
    READY = "ready", "Ready"
    REFUSED = "refused", "Not made"
    STUCK = "stuck", "Not finished"


SHEET_MADE = happening("exports.sheet_made", "{by} had {subject} made: {rows}", reading=True)
SHEET_TAKEN = happening("exports.sheet_taken", "{by} took away {subject}: {rows}", reading=True)
