"""Calendar entries as icalendar writes them. Loaded where a file is made, and never at start-up: it is 80 modules."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vCalAddress, vRecur

from cadre.messages.calendars import Entry, uid


def calendar_of(entries: Iterable[Entry]) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.PROVIDER['name']}//Cadre//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(london())
    for entry in entries:
        calendar.add_component(_drawn(entry))
    return calendar


def _drawn(entry: Entry) -> Event:
    drawn = Event()
    drawn.add("uid", uid(entry.ref))
    drawn.add("dtstamp", entry.stamped)
    drawn.add("sequence", entry.sequence)
    drawn.add("dtstart", entry.starts)
    drawn.add("dtend", entry.ends)
    drawn.add("summary", entry.summary)
    for name in ("description", "location", "url"):
        if words := getattr(entry, name):
            drawn.add(name, words)
    drawn.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    organiser = vCalAddress(f"mailto:{settings.PROVIDER['email']}")
    organiser.params["CN"] = settings.PROVIDER["name"]
    drawn.add("organizer", organiser)
    return drawn


def london() -> Timezone:
    """Europe/London since 1996, written out, so that the file means the same wherever it is read."""
    zone = Timezone()
    zone.add("tzid", "Europe/London")
    for part, name, month, before, after, first in (
        (TimezoneStandard(), "GMT", 10, 1, 0, datetime(1996, 10, 27, 2)),  # noqa: DTZ001 - local by definition
        (TimezoneDaylight(), "BST", 3, 0, 1, datetime(1996, 3, 31, 1)),  # noqa: DTZ001
    ):
        part.add("tzname", name)
        part.add("dtstart", first)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"}))
        zone.add_component(part)
    return zone
