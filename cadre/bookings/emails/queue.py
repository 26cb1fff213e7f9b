"""Mails to whoever waits, or leads a party that waits."""

from django.conf import settings

from cadre.applications.emails import link
from cadre.bookings.models import Offer, QueueEntry
from cadre.bookings.queries.pictures import moment
from cadre.messages.mail import Kind, Mail, Secret, Value, kind

COMMON = {
    "name": "the person’s name, or the name of whoever leads the party",
    "course": "the qualification and intake, such as NPQSL, Spring 2027",
    "need": "what they wait for, such as Peakside, or within 25 km",
    "waiting_link": "their page of the waiting list",
}
OFFERED = COMMON | {
    "places": "how many places",
    "partner": "the group’s partner",
    "town": "its town",
    "until": "when it ends",
}
JOINED = kind(
    "bookings.queue_joined",
    name="On the waiting list",
    when="somebody accepted has to wait for a place",
    fields=COMMON,
)
OFFER = kind("bookings.offer", name="A place is offered", when="somebody on the waiting list is next", fields=OFFERED)
REMINDER = kind(
    "bookings.offer_reminder",
    name="The offer ends soon",
    when="an offer has no answer and its last hours begin",
    fields=OFFERED,
)
EXPIRED = kind(
    "bookings.offer_expired",
    name="The offer has ended",
    when="an offer was not answered in time",
    fields={
        "name": COMMON["name"],
        "course": COMMON["course"],
        "until": "when it ended",
        "help_link": "the address to write to",
    },
)
TAKEN_BACK = kind(
    "bookings.offer_taken_back",
    name="The offer is taken back",
    when="the office ends an open offer, or the group does not run",
    fields=COMMON | {"partner": "the group’s partner", "reason": "why", "help_link": "the address to write to"},
)
SEATED = kind(
    "bookings.queue_seated",
    name="A place from the waiting list",
    when="an offer is accepted",
    fields={
        "name": COMMON["name"],
        "course": COMMON["course"],
        "partner": "the group’s partner",
        "sign_in_link": "the page to sign in on",
    },
)
GONE = {"name": COMMON["name"], "course": COMMON["course"], "help_link": "the address to write to"}
REMOVED = kind(
    "bookings.queue_removed",
    name="Off the waiting list",
    when="the office takes somebody off the waiting list",
    fields=GONE | {"reason": "why"},
)
LAPSED = kind(
    "bookings.queue_lapsed",
    name="The waiting list has ended",
    when="an intake starts and somebody still waits",
    fields=GONE,
)


def queue_joined(entry: QueueEntry, token: str) -> Mail:
    return _mail(JOINED, entry, {"waiting_link": _page(token)}, "")


def offer(entry: QueueEntry, made: Offer, token: str) -> Mail:
    return _mail(OFFER, entry, {"waiting_link": _page(token), **_of(made)}, str(made.pk))


def offer_reminder(entry: QueueEntry, made: Offer, token: str) -> Mail:
    return _mail(REMINDER, entry, {"waiting_link": _page(token), **_of(made)}, str(made.pk))


def offer_expired(entry: QueueEntry, made: Offer) -> Mail:
    return _mail(EXPIRED, entry, _of(made) | {"help_link": _help()}, str(made.pk))


def offer_taken_back(entry: QueueEntry, made: Offer, token: str) -> Mail:
    fields: dict[str, Value] = {"waiting_link": _page(token), "reason": made.why, "help_link": _help()}
    return _mail(TAKEN_BACK, entry, _of(made) | fields, str(made.pk))


def queue_seated(entry: QueueEntry, made: Offer) -> Mail:
    return _mail(SEATED, entry, _of(made) | {"sign_in_link": settings.SITE_URL + settings.LOGIN_URL}, "")


def queue_removed(entry: QueueEntry, reason: str) -> Mail:
    return _mail(REMOVED, entry, {"reason": reason, "help_link": _help()}, "")


def queue_lapsed(entry: QueueEntry) -> Mail:
    return _mail(LAPSED, entry, {"help_link": _help()}, "")


def _page(token: str) -> Secret:
    return Secret(link("token:bookings:waiting", token))


def _help() -> str:
    return f"mailto:{settings.PROVIDER['email']}"


def _of(made: Offer) -> dict[str, Value]:
    partner = made.group.partner
    return {
        "places": "one place" if made.places == 1 else f"{made.places} places",
        "partner": partner.name,
        "town": partner.town,
        "until": moment(made.expires_at),
    }


def _reader(entry: QueueEntry) -> str:
    """Who reads the mail: whoever leads the party, or the person who waits."""
    booking = entry.booking
    return booking.lead_name if booking and booking.lead_email == entry.email else entry.name


def _mail(kind: Kind, entry: QueueEntry, fields: dict[str, Value], key: str) -> Mail:
    offering, name = entry.offering, _reader(entry)
    common: dict[str, Value] = {
        "name": name,
        "course": f"{offering.qualification}, {offering.intake}",
        "need": entry.need_words,
    }
    used = {name: value for name, value in {**common, **fields}.items() if name in kind.fields}
    return Mail(
        kind,
        to=entry.email,
        to_name=name,
        fields=used,
        about=entry,
        key=f"{kind.key}:{entry.pk}" + (f":{key}" if key else ""),
    )
