"""Calendar entries (RFC 5545) in Europe/London, each with an identity that never changes; in mails and in feeds.

METHOD is PUBLISH: several entries go in one file, nobody is asked to answer, and nobody sees who else is coming.
What moves keeps its UID and carries a higher SEQUENCE; what is called off is sent with STATUS:CANCELLED.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vCalAddress, vRecur

from cadre.messages.mail import Attachment

CONTENT_TYPE = "text/calendar; method=PUBLISH"


@dataclass(frozen=True)
class Entry:
    """One entry. `ref` is its identity, `sequence` counts its changes, `stamped`: since when it is as it is.

    `starts` and `ends` are local times of Europe/London.
    """

    ref: str
    sequence: int
    stamped: datetime
    starts: datetime
    ends: datetime
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    cancelled: bool = False


def site_host() -> str:
    return settings.SITE_URL.split("://")[-1].split("/")[0].split(":")[0]


def uid(ref: str) -> str:
    return f"{ref}@{site_host()}"


def calendar_file(entries: Iterable[Entry]) -> bytes:
    return bytes(_calendar(entries).to_ical())


def attachment_of(entries: Iterable[Entry]) -> Attachment:
    return Attachment("dates.ics", CONTENT_TYPE, calendar_file(entries))


def feed_file(entries: Iterable[Entry]) -> tuple[bytes, str]:
    """A file for a calendar that reads it again and again, and a mark that changes with it."""
    calendar = _calendar(entries)
    calendar.add("x-wr-calname", settings.PROVIDER["name"])
    body = bytes(calendar.to_ical())
    return body, sha256(body).hexdigest()[:32]


def _calendar(entries: Iterable[Entry]) -> Calendar:
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
