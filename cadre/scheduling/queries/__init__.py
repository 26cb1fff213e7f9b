"""Read shapes of this room: windows with their clashes, sheets for pages, staffing proposals, what to arrange."""

from cadre.scheduling.queries.arrangements import Needs, arrangements_for
from cadre.scheduling.queries.dates import DateRow, bookings_for, date_rows, meetings, programme_of, window_of
from cadre.scheduling.queries.gaps import gap_words, with_gaps
from cadre.scheduling.queries.people import lead_contacts, roster, team_of
from cadre.scheduling.queries.readiness import Consequences, Readiness, consequences_of, readiness_of
from cadre.scheduling.queries.sheets import (
    PickSheet,
    groups_without_dates,
    history_of,
    pick_sheet,
    team_names,
    with_numbers,
)
from cadre.scheduling.queries.staffing import Proposal, TeamMember, open_roles, proposals, team_with_fit

__all__ = [
    "Consequences",
    "DateRow",
    "Needs",
    "PickSheet",
    "Proposal",
    "Readiness",
    "TeamMember",
    "arrangements_for",
    "bookings_for",
    "consequences_of",
    "date_rows",
    "gap_words",
    "groups_without_dates",
    "history_of",
    "lead_contacts",
    "meetings",
    "open_roles",
    "pick_sheet",
    "programme_of",
    "proposals",
    "readiness_of",
    "roster",
    "team_names",
    "team_of",
    "team_with_fit",
    "window_of",
    "with_gaps",
    "with_numbers",
]
