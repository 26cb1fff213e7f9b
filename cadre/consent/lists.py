"""The columns of the room's lists and files."""

from cadre.consent.models import AlternateOffer
from cadre.ui.listing import Column

ROUNDS = [
    Column("ref", "Round", "ref"),
    Column("course", "Course", lambda row: str(row.offering)),
    Column("plan", "Plan", "plan.ref"),
    Column("started", "Begun", "started_at", sort=("started_at",)),
    Column("by", "By", "started_by.name"),
    Column("partners", "Partners open", "partners_open", sort=("partners_open",), number=True),
    Column("offers", "People open", "offers_open", sort=("offers_open",), number=True),
    Column("accepted", "Accepted", "accepted", sort=("accepted",), number=True),
    Column("state", "State", "get_state_display", sort=("state",)),
]


def _options(row: AlternateOffer) -> str:
    return ", ".join(row.options)


OFFERS = [
    Column("name", "Person", "application.name", sort=("application__name",)),
    Column("ref", "Reference", "application.ref"),
    Column("school", "School", "application.workplace"),
    Column("what", "Offered", "what"),
    Column("group", "Group", lambda row: row.group.ref if row.group else ""),
    Column("km", "Km", "km", sort=("km",), number=True),
    Column("options", "Choices", _options),
    Column("until", "Until", "expires_at", sort=("expires_at",)),
    Column("state", "State", "get_state_display", sort=("state",)),
    Column("took", "Took", "taken"),
    Column("why", "Why", "why"),
]
