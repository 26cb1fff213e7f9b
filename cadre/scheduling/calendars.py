"""Events as calendar entries. A moved event keeps its identity; one called off is cancelled."""

from collections.abc import Iterable
from datetime import datetime

from cadre.lib.dates import LONDON
from cadre.messages.calendars import Entry, attachment_of, calendar_file, uid
from cadre.messages.mail import Attachment
from cadre.scheduling.models import Event


def uid_of(event: Event) -> str:
    """The identity of the event in every calendar."""
    return uid(event.ref)


def calendar_of(events: Iterable[Event], *, stamped: datetime, cancelled: bool = False) -> bytes:
    """One file with an entry per event. Events come with `element`, `venue` and `group__offering__qualification`."""
    return calendar_file(entry_of(event, stamped, cancelled=cancelled) for event in events)


def attachment(events: Iterable[Event], *, stamped: datetime, cancelled: bool = False) -> Attachment:
    return attachment_of(entry_of(event, stamped, cancelled=cancelled) for event in events)


def in_a_feed(event: Event) -> Entry:
    """Stamped with when the event was last set, so that a feed is the same while nothing changes."""
    stamped = event.called_off_at or event.picked_at
    return entry_of(event, stamped, cancelled=event.called_off_at is not None)


def entry_of(event: Event, stamped: datetime, *, cancelled: bool = False) -> Entry:
    description, location, url = _where(event)
    return Entry(
        ref=event.ref,
        sequence=event.sequence + cancelled,
        stamped=stamped,
        starts=datetime.combine(event.starts_on, event.starts, tzinfo=LONDON),
        ends=datetime.combine(event.ends_on, event.ends, tzinfo=LONDON),
        summary=f"{event.group.offering.qualification.code} {event.element.title}",
        description=description,
        location=location,
        url=url,
        cancelled=cancelled,
    )


def _where(event: Event) -> tuple[str, str, str]:
    """(description, location, address). How to join stands where calendars look for a place, and in words."""
    if not event.is_online:
        words = f"Arrival from {event.arrival:%H:%M}. Group {event.group.ref}."
        return words, place(event) if event.venue else "", ""
    opens = f"The joining link opens at {event.arrival:%H:%M}. Group {event.group.ref}."
    if event.joining_link:
        return f"{opens} Join at {event.joining_link}", event.joining_link, event.joining_link
    return f"{opens} The link follows.", "Online", ""


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
