"""Calendar entries (RFC 5545) of events, in Europe/London, with an identity that never changes.

METHOD is PUBLISH: several events go in one file, nobody is asked to answer, and nobody sees who else is coming.
A moved event keeps its UID and carries a higher SEQUENCE; one called off is sent with STATUS:CANCELLED.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar import Event as Entry
from icalendar.prop import vCalAddress, vRecur

from cadre.lib.dates import LONDON
from cadre.messages.mail import Attachment
from cadre.scheduling.models import Event

CONTENT_TYPE = "text/calendar; method=PUBLISH"


def site_host() -> str:
    return settings.SITE_URL.split("://")[-1].split("/")[0].split(":")[0]


def uid_of(event: Event) -> str:
    """The identity of the event in every calendar."""
    return f"{event.ref}@{site_host()}"


def calendar_of(events: Iterable[Event], *, stamped: datetime, cancelled: bool = False) -> bytes:
    """One file with an entry per event. Events come with `element`, `venue` and `group__offering__qualification`."""
    calendar = _empty()
    for event in events:
        calendar.add_component(_entry(event, stamped, cancelled=cancelled))
    return bytes(calendar.to_ical())


def feed(events: Sequence[Event]) -> tuple[bytes, str]:
    """A file for a calendar that reads it again and again, and a mark that changes with it.

    Each entry is stamped with when its event was last set, so that the file is the same while nothing changes. Those
    that were called off are cancelled in it.
    """
    calendar = _empty()
    for event in events:
        stamped = event.called_off_at or event.picked_at
        calendar.add_component(_entry(event, stamped, cancelled=event.called_off_at is not None))
    calendar.add("x-wr-calname", settings.PROVIDER["name"])
    body = bytes(calendar.to_ical())
    return body, sha256(body).hexdigest()[:32]


def _empty() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.PROVIDER['name']}//Cadre//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(london())
    return calendar


def attachment(events: Iterable[Event], *, stamped: datetime, cancelled: bool = False) -> Attachment:
    return Attachment("dates.ics", CONTENT_TYPE, calendar_of(events, stamped=stamped, cancelled=cancelled))


def _entry(event: Event, stamped: datetime, *, cancelled: bool) -> Entry:
    entry = Entry()
    entry.add("uid", uid_of(event))
    entry.add("dtstamp", stamped)
    entry.add("sequence", event.sequence + cancelled)
    entry.add("dtstart", datetime.combine(event.starts_on, event.starts, tzinfo=LONDON))
    entry.add("dtend", datetime.combine(event.ends_on, event.ends, tzinfo=LONDON))
    entry.add("summary", f"{event.group.offering.qualification.code} {event.element.title}")
    if event.is_online:
        _add_link(entry, event)
    else:
        entry.add("description", f"Arrival from {event.arrival:%H:%M}. Group {event.group.ref}.")
        if event.venue:
            entry.add("location", place(event))
    entry.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    organiser = vCalAddress(f"mailto:{settings.PROVIDER['email']}")
    organiser.params["CN"] = settings.PROVIDER["name"]
    entry.add("organizer", organiser)
    return entry


def _add_link(entry: Entry, event: Event) -> None:
    """How to join: where calendars look for a place, as the entry's address, and in words."""
    opens = f"The joining link opens at {event.arrival:%H:%M}. Group {event.group.ref}."
    if event.joining_link:
        entry.add("location", event.joining_link)
        entry.add("url", event.joining_link)
        entry.add("description", f"{opens} Join at {event.joining_link}")
    else:
        entry.add("location", "Online")
        entry.add("description", f"{opens} The link follows.")


def place(event: Event) -> str:
    """The venue in one line, its name said once; or that it is online. The link is in the entry, never in words."""
    if event.is_online:
        return "online" if event.joining_link else "online, the joining link follows"
    if event.venue is None:
        return "venue not confirmed"
    address = ", ".join(line.strip() for line in event.venue.address.splitlines() if line.strip())
    parts = [event.venue.name, address, event.venue.postcode]
    said = [part for at, part in enumerate(parts) if part and not any(part in later for later in parts[at + 1 :])]
    return ", ".join(part for at, part in enumerate(said) if not any(part in earlier for earlier in said[:at]))


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
