"""How distance learning is delivered, in versions."""

from dataclasses import dataclass
from datetime import date

from cadre.programmes.models import DayTimes, DeliveryElement, Qualification
from cadre.programmes.states import ElementKind, Pathway


@dataclass(frozen=True)
class Version:
    """One version of the distance model: since when it lays out intakes, where it is from, and its online events."""

    from_on: date
    source: str
    events: list[DeliveryElement]


def distance_versions(qualification: Qualification) -> list[Version]:
    """All of them, the latest first. One query."""
    rows = list(qualification.delivery_model.filter(pathway=Pathway.DISTANCE))
    days = sorted({row.from_on for row in rows}, reverse=True)
    return [
        Version(
            day,
            next(row.source for row in rows if row.from_on == day),
            [row for row in rows if row.from_on == day and row.kind == ElementKind.ONLINE_EVENT],
        )
        for day in days
    ]


def online_hours() -> list[DayTimes]:
    """When an online event begins and ends, in versions, the latest first. One query."""
    return list(DayTimes.objects.filter(pathway=Pathway.DISTANCE).order_by("-from_on"))
