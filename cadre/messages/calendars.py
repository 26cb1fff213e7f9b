"""Calendar entries (RFC 5545) in Europe/London, each with an identity that never changes; in mails and in feeds.

METHOD is PUBLISH: several entries go in one file, nobody is asked to answer, and nobody sees who else is coming.
What moves keeps its UID and carries a higher SEQUENCE; what is called off is sent with STATUS:CANCELLED.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings

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
    from cadre.messages.icalendars import calendar_of

    return bytes(calendar_of(entries).to_ical())


def attachment_of(entries: Iterable[Entry]) -> Attachment:
    return Attachment("dates.ics", CONTENT_TYPE, calendar_file(entries))


def feed_file(entries: Iterable[Entry]) -> tuple[bytes, str]:
    """A file for a calendar that reads it again and again, and a mark that changes with it."""
    from cadre.messages.icalendars import calendar_of

    calendar = calendar_of(entries)
    calendar.add("x-wr-calname", settings.PROVIDER["name"])
    body = bytes(calendar.to_ical())
    return body, sha256(body).hexdigest()[:32]
