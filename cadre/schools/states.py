"""How sure the provider is that a district counts for a scholarship, and which schools the State pays for."""

from cadre.lib.choices import Choice
from cadre.lib.happenings import happening


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
# Register type codes the State does not fund. Source: GiasTypes of DFE-Digital/early-careers-framework, which also
# leaves out secure units (24).
NOT_STATE_FUNDED = frozenset({"10", "11", "24", "25", "26", "27", "29", "30", "37", "49", "56"})
NO_DIOCESE = frozenset({"", "0000", "9999"})

CATEGORIES_PUBLISHED = happening(
    "schools.categories_published", "{by} published {subject}: {rows} districts", major=True
)
DISTRICT_SETTLED = happening("schools.district_settled", "{by} settled {subject} as {said}: “{source}”", major=True)
