"""Small sentences the homes begin with, and the programme as its drawing takes it."""

from datetime import date, datetime

from cadre.lib.dates import LONDON, weekday_day
from cadre.lib.words import counted
from cadre.people.models import User
from cadre.programmes.models import Intake, TimelineElement
from cadre.programmes.states import MEETINGS, ElementKind
from cadre.scheduling.models import Event
from cadre.ui.components.timeline import Element

LANE_OF = {
    ElementKind.FACE_TO_FACE: "day",
    ElementKind.ONLINE_EVENT: "session",
    ElementKind.ONLINE: "online",
    ElementKind.DIAGNOSTIC: "review",
    ElementKind.SUBMISSION: "assessment",
}
NOON, EVENING = 12, 18


def greeting(user: User, now: datetime) -> str:
    """`Good morning, Joanna`, by the hour in London."""
    hour = now.astimezone(LONDON).hour
    part = "morning" if hour < NOON else "afternoon" if hour < EVENING else "evening"
    return f"Good {part}, {user.first_name}"


def subtitle(today: date, intake: Intake | None, days_left: int) -> str:
    """The day, and when registration closes."""
    words = weekday_day(today)
    if intake:
        words += f" · {intake.name} registration closes in {counted(days_left, 'day')}"
    return words


def programme_drawing(programme: list[tuple[TimelineElement, Event | None]]) -> list[Element]:
    """The elements that have a lane in the drawing: on their own dates, or in their window until these are known."""
    found = []
    for element, event in programme:
        if (kind := ElementKind(element.kind)) in LANE_OF:
            when, note = event or element, "" if event or kind not in MEETINGS else "date to follow"
            found.append(Element(LANE_OF[kind], element.title, when.starts_on, when.ends_on, element.short, note))
    return found
