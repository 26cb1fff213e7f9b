"""The columns of the room's lists and files."""

from typing import Any

from cadre.formation.models import Plan, PlannedSeat
from cadre.ui.listing import Column


def _level(name: str) -> Any:
    return lambda plan: plan.levels.get(name, "")


PLANS = [
    Column("ref", "Plan", "ref"),
    Column("made", "Made", "made_at", sort=("made_at",)),
    Column("by", "By", "made_by.name"),
    Column("people", "People", "people", sort=("people",), number=True),
    Column("preferred", "Where they chose", _level("preferred"), number=True),
    Column("seated", "In a group", _level("seated"), number=True),
    Column("km", "Km", _level("km"), number=True),
    Column("state", "State", "get_state_display", sort=("state",)),
]
GROUPS = [
    Column("partner", "Partner", "partner.name", sort=("partner__name",)),
    Column("group", "Confirmed group", lambda row: row.group.ref if row.group else ""),
    Column("places", "Places", "places", number=True),
    Column("before", "Now", "before", sort=("before",), number=True),
    Column("seated", "Would be", "seated", sort=("seated",), number=True),
    Column("wished", "Chose it", "wished", sort=("wished",), number=True),
    Column("state", "State", lambda row: row.verdict[0]),
    Column("why", "Why", "sentence"),
]


def now_in(row: PlannedSeat) -> str:
    return row.now_in.ref if row.now_in else ""


def would_sit(row: PlannedSeat) -> str:
    if row.group:
        return row.group.ref
    return f"a new group of {row.partner.short_name}" if row.partner else ""


SEATS = [
    Column("name", "Person", "application.name", sort=("application__name",)),
    Column("ref", "Reference", "application.ref"),
    Column("school", "School", "application.workplace"),
    Column("now", "Now in", now_in),
    Column("proposed", "Proposed", "get_kind_display", sort=("kind",)),
    Column("partner", "Partner", "partner.name", sort=("partner__name",)),
    Column("group", "Would sit in", would_sit),
    Column("km", "Km", "km", sort=("km",), number=True),
    Column("why", "Why", "sentence"),
]


def differences(first: Plan, second: Plan) -> list[Column]:
    """Of people who sit elsewhere in the second plan."""
    return [
        Column("name", "Person", "application.name", sort=("application__name",)),
        Column("ref", "Reference", "application.ref"),
        Column("first", f"In {first.ref}", lambda row: row.partner.short_name if row.partner else "no group"),
        Column("second", f"In {second.ref}", lambda row: row.other_name or "no group"),
    ]


MAILS = [
    Column("to", "To", lambda row: row.to_name or row.to, sort=("to_name", "number")),
    Column("address", "Address", "to"),
    Column("kind", "Message", "kind_name", sort=("kind", "number")),
    Column("subject", "Subject", "subject"),
    Column("about", "About", "about_label", sort=("about_label", "number")),
    Column("choice", "Chosen", "get_choice_display", sort=("choice", "number")),
]
