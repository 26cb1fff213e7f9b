"""When and where a group meets: picked days with their venue, else the windows they will fall in."""

from cadre.groups.models import Group
from cadre.lib.dates import span, weekday_day
from cadre.programmes.models import Offering
from cadre.programmes.states import ElementKind
from cadre.scheduling.queries.dates import date_rows


def days_of(group: Group | None, offering: Offering) -> list[tuple[str, str]]:
    """(title, words) of each face-to-face day. Two queries."""
    if group is None:
        rows = offering.timeline.filter(kind=ElementKind.FACE_TO_FACE).order_by("number")
        return [(row.title, _window(row)) for row in rows]
    found = []
    for row in date_rows(group):
        event = row.event
        if event is None:
            found.append((row.element.title, _window(row.element)))
            continue
        where = f", {event.venue.name}" if event.venue else ""
        day = weekday_day(event.starts_on) if event.starts_on == event.ends_on else span(event.starts_on, event.ends_on)
        found.append((row.element.title, f"{day}{where}"))
    return found


def _window(element: object) -> str:
    between = span(element.starts_on, element.ends_on)  # type: ignore[attr-defined]
    return f"{between}, the day is not picked yet"
