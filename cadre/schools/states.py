"""How sure the provider is that a district counts for a scholarship, and which schools the State pays for."""

from cadre.lib.choices import Choice
from cadre.lib.happenings import happening
from cadre.lib.transitions import Workflow


class Standing(Choice):
    PRIORITY = "priority", "Category 5 or 6, or an opportunity area"
    OTHER = "other", "Another category"
    NOT_CONFIRMED = "not_confirmed", "Not confirmed"


class Kind(Choice):
    TRUST = "trust", "Trust"
    DIOCESE = "diocese", "Diocese"


REGIONS = (
    "East Midlands",
    "East of England",
    "London",
    "North East",
    "North West",
    "South East",
    "South West",
    "West Midlands",
    "Yorkshire and The Humber",
)
# The register's own codes. Region names are spelt as the Office for National Statistics spells them.
STATUSES = {"1": "Open", "2": "Closed", "3": "Open, but proposed to close", "4": "Proposed to open"}
PHASES = {
    "1": "Nursery",
    "2": "Primary",
    "3": "Middle deemed primary",
    "4": "Secondary",
    "5": "Middle deemed secondary",
    "6": "16 plus",
    "7": "All-through",
}
REGIONS_BY_CODE = {
    "A": "North East",
    "B": "North West",
    "D": "Yorkshire and The Humber",
    "E": "East Midlands",
    "F": "West Midlands",
    "G": "East of England",
    "H": "London",
    "J": "South East",
    "K": "South West",
    "W": "Wales",
}
# Register type codes the State does not fund. Source: GiasTypes of DFE-Digital/early-careers-framework, which also
# leaves out secure units (24).
NOT_STATE_FUNDED = frozenset({"10", "11", "24", "25", "26", "27", "29", "30", "37", "49", "56"})
NO_DIOCESE = frozenset({"", "0000", "9999"})

CATEGORIES_PUBLISHED = happening(
    "schools.categories_published", "{by} published {subject}: {rows} districts", major=True
)
CATEGORIES_THROWN_AWAY = happening(
    "schools.categories_thrown_away", "{by} threw away {subject}, which was unpublished."
)
CATEGORIES_WITHDRAWN = happening("schools.categories_withdrawn", "{by} withdrew {subject}: “{why}”", major=True)
DISTRICT_SETTLED = happening("schools.district_settled", "{by} settled {subject} as {said}: “{source}”", major=True)


class RowKind(Choice):
    """What a row of a load would do, or why it would do nothing."""

    NEW = "new", "New"
    CHANGED = "changed", "Changed"
    CLOSED = "closed", "Closed"
    SUCCEEDED = "succeeded", "Succeeded"
    REFUSED = "refused", "Refused"
    NOTED = "noted", "Doubtful"


class LoadState(Choice):
    STAGING = "staging", "Being read"
    STAGED = "staged", "Waiting for you"
    APPLYING = "applying", "Being applied"
    APPLIED = "applied", "Applied"
    REFUSED = "refused", "Refused"
    THROWN_AWAY = "thrown_away", "Thrown away"


UNDER_WAY = (LoadState.STAGING, LoadState.STAGED, LoadState.APPLYING)
LOAD = Workflow(
    "Load of the school register",
    dict(LoadState.choices()),
    {
        "read": ((LoadState.STAGING,), LoadState.STAGED),
        "begin_to_apply": ((LoadState.STAGED,), LoadState.APPLYING),
        "apply": ((LoadState.APPLYING,), LoadState.APPLIED),
        "refuse": ((LoadState.STAGING, LoadState.APPLYING), LoadState.REFUSED),
        "throw_away": (UNDER_WAY, LoadState.THROWN_AWAY),
    },
    initial=LoadState.STAGING,
)
REGISTER_RECEIVED = happening("schools.register_received", "{by} gave {file} to be read, {subject}.")
REGISTER_STAGED = happening(
    "schools.register_staged", "{subject} was read for {by}: {new} new, {changed} changed, {closed} closed."
)
REGISTER_APPLIED = happening(
    "schools.register_applied",
    "{by} applied {subject}: {new} new, {changed} changed, {closed} closed, {succeeded} succeeded.",
    major=True,
)
REGISTER_REFUSED = happening("schools.register_refused", "{subject} was refused: {why}")
REGISTER_THROWN_AWAY = happening("schools.register_thrown_away", "{by} threw away {subject}.")
