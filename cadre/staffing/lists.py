"""The columns of the room's lists and files."""

from cadre.scheduling.models import Event
from cadre.staffing.models import SuggestedTeam
from cadre.ui.listing import Column
from cadre.ui.tags.filters import moment

SUGGESTIONS = [
    Column("ref", "Suggestion", "ref"),
    Column("what", "For", "what"),
    Column("made", "Made", "made_at", sort=("made_at",)),
    Column("by", "By", "made_by.name"),
    Column("groups", "Groups", "groups", sort=("groups",), number=True),
    Column("led", "Led", lambda row: row.levels.get("led", ""), number=True),
    Column("second", "With two", lambda row: row.levels.get("second", ""), number=True),
    Column("state", "State", "get_state_display", sort=("state",)),
]


def _lead(row: SuggestedTeam) -> str:
    return str(row.lead or "")


def _co(row: SuggestedTeam) -> str:
    return str(row.co or "")


TEAMS = [
    Column("group", "Group", "group.ref", sort=("group__ref",)),
    Column("partner", "Partner", "group.partner.name", sort=("group__partner__name", "group__ref")),
    Column("lead", "Lead", _lead),
    Column("why_lead", "Why", "why_lead"),
    Column("co", "Co-facilitator", _co),
    Column("why_co", "Why", "why_co"),
    Column("visit", "Visit", "visit"),
    Column("state", "State", lambda row: row.verdict[0]),
]
INVITATIONS = [
    Column("name", "Facilitator", "facilitator.user.name", sort=("facilitator__user__name",)),
    Column("group", "Group", "group.ref", sort=("group__ref",)),
    Column("role", "Seat", "seat"),
    Column("sent", "Sent", "sent_at", sort=("sent_at",)),
    Column("until", "Until", "due_at", sort=("due_at",)),
    Column("state", "State", "get_state_display", sort=("state",)),
    Column("message", "They said", "message"),
]
OWN_INVITATIONS = [
    Column("group", "Group", lambda row: f"{row.group.offering}, {row.group.partner.name}", sort=("group__ref",)),
    Column("ref", "Reference", "group.ref", in_files=True),
    Column("role", "Seat", "seat"),
    Column("sent", "Asked", "sent_at", sort=("sent_at",)),
    Column("until", "Answer by", "due_at", sort=("due_at",)),
    Column("state", "Your answer", "get_state_display", sort=("state", "-sent_at")),
]
"""As the facilitator who was asked reads them."""


def _begins(row: Event) -> str:
    found = getattr(row, "briefing", None)
    return moment(found.starts_at) if found else "not set"


BRIEFINGS = [
    Column("date", "Date", "starts_on", sort=("starts_on", "ref")),
    Column("event", "Event", "element.title"),
    Column("group", "Group", "group.ref", sort=("group__ref", "starts_on")),
    Column("partner", "Partner", "group.partner.name", sort=("group__partner__name", "starts_on")),
    Column("briefing", "Briefing", _begins, sort=("briefing__starts_at", "starts_on")),
    Column("covered", "Covered", lambda row: "not covered" if row.uncovered else ""),
]
OWN_BRIEFINGS = [
    Column("event", "Event", lambda row: f"{row.element.title}, {row.group.partner.name}"),
    Column("group", "Group", "group.ref", sort=("group__ref", "starts_on")),
    Column("date", "Date", "starts_on", sort=("starts_on", "ref")),
    Column("briefing", "Briefing", _begins, sort=("briefing__starts_at", "starts_on")),
]
"""As a facilitator of the events reads them."""
