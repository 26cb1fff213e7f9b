"""What several messages of this room say."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from cadre.groups.models import Group
from cadre.lib.dates import clock_time, weekday_day
from cadre.scheduling.calendars import place
from cadre.scheduling.models import Assignment, Event

GROUP = {
    "name": "the reader's name",
    "qualification": "the qualification's short name, such as NPQSL",
    "group": "the group's reference",
    "partner": "the partner's name",
    "dates": "one line per event: title, day, times, venue or that it is online",
    "facilitators": "the facilitators' names",
}


def link(name: str, *args: object) -> str:
    return settings.SITE_URL + reverse(name, args=args)


def date_line(event: Event) -> str:
    """`Day 1: Wednesday 3 March 2027, 09:00 to 16:00, Darley House, Matlock, DE4 3AA`."""
    day = weekday_day(event.starts_on)
    if event.ends_on != event.starts_on:
        day = f"{day} to {weekday_day(event.ends_on)}"
    return f"{event.element.title}: {day}, {clock_time(event.starts)} to {clock_time(event.ends)}, {place(event)}"


def group_fields(group: Group, events: Iterable[Event], team: Iterable[Assignment]) -> dict[str, str | list[str]]:
    """What every message about a group may name, but for the reader's name."""
    return {
        "qualification": group.offering.qualification.code,
        "group": group.ref,
        "partner": group.partner.name,
        "dates": [date_line(event) for event in events],
        "facilitators": " and ".join(str(row.facilitator) for row in team),
    }


Common = dict[str, str | list[str]]
