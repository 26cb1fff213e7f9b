"""Mails to whoever leads a party, and to those they book a place for."""

from collections.abc import Sequence
from datetime import date, datetime

from cadre.applications.emails import link
from cadre.bookings.models import BookedPlace, Booking
from cadre.lib.dates import long_day
from cadre.lib.words import counted
from cadre.messages.mail import Kind, Mail, Secret, Value, kind

LEAD = {
    "name": "the lead’s name",
    "reference": "the booking’s reference",
    "payer": "the school or trust",
    "intake": "the intake",
    "booking_link": "the booking’s page",
    "closes": "the last day to apply",
}
GUEST = {
    "name": "the person’s name",
    "lead": "who booked the place",
    "payer": "the school or trust",
    "course": "the qualification and intake",
    "place_link": "the invitation",
    "closes": "the last day to apply",
}
LINK = kind(
    "bookings.booking_link",
    name="Go on with a booking",
    when="a booking is started, or its link is asked for again",
    fields=LEAD,
)
RECEIVED = kind(
    "bookings.booking_received",
    name="Booking received",
    when="a party is booked",
    fields=LEAD | {"places": "the places, one a line", "price": "what the party would cost, and why"},
)
INVITATION = kind(
    "bookings.invitation",
    name="A place is booked for you",
    when="somebody is named in a booking",
    fields=GUEST,
)
INVITATION_REMINDER = kind(
    "bookings.invitation_reminder",
    name="Your booked place waits",
    when="an invited person has not applied",
    fields=GUEST,
)
WITHDRAWN = kind(
    "bookings.place_withdrawn",
    name="A booked place is withdrawn",
    when="the lead withdraws an invited person’s place, or gives it to somebody else",
    fields={name: GUEST[name] for name in ("name", "lead", "payer", "course")}
    | {"apply_link": "where to apply by oneself"},
)
TURNED_DOWN = kind(
    "bookings.place_turned_down",
    name="A booked place is turned down",
    when="an invited person does not want the place",
    fields=LEAD | {"person": "who turned it down", "reason": "what they wrote"},
)
NAMES_WANTED = kind(
    "bookings.names_wanted",
    name="Places without a name",
    when="unnamed places near their date",
    fields=LEAD | {"places": "how many places", "by": "until when they want a name"},
)
CLOSES_EARLIER = kind(
    "bookings.closes_earlier",
    name="Registration closes earlier, to who booked places",
    when="the office moves the end of registration to an earlier day, to leads whose booking is not sent or not filled",
    fields=LEAD | {"before": "the last day it was", "left": "what remains to do, a line each"},
)
LAPSED = kind(
    "bookings.booking_lapsed",
    name="Booked places have lapsed",
    when="registration has closed and places stayed empty",
    fields=LEAD | {"places": "the places, one a line"},
)


def booking_link(booking: Booking, token: str, *, now: datetime, again: bool = False) -> Mail:
    """Once for each booking and address, and once an hour when it is asked for again."""
    turn = f":{now:%Y%m%d%H}" if again else ""
    return _to_lead(LINK, booking, token, {}, f"{booking.lead_email.lower()}{turn}")


def booking_received(booking: Booking, token: str, *, places: Sequence[str], price: str) -> Mail:
    return _to_lead(RECEIVED, booking, token, {"places": list(places), "price": price}, "")


def place_turned_down(place: BookedPlace, token: str, *, reason: str) -> Mail:
    said: dict[str, Value] = {"person": place.name, "reason": reason or "No reason was given."}
    return _to_lead(TURNED_DOWN, place.booking, token, said, str(place.pk))


def names_wanted_key(booking: Booking, by: str) -> str:
    """The key of the one message for a date."""
    return f"{NAMES_WANTED.key}:{booking.pk}:{by}"


def names_wanted(booking: Booking, token: str, *, places: int, by: str) -> Mail:
    number = counted(places, "place")
    return _to_lead(NAMES_WANTED, booking, token, {"places": number, "by": by}, by)


def earlier_key(booking: Booking, entry_pk: int) -> str:
    """The key of the one message about one move."""
    return f"{CLOSES_EARLIER.key}:{booking.pk}:{entry_pk}"


def closes_earlier(booking: Booking, token: str, *, before: date, left: Sequence[str], entry_pk: int) -> Mail:
    """Once for each booking and each move."""
    return _to_lead(CLOSES_EARLIER, booking, token, {"before": long_day(before), "left": list(left)}, str(entry_pk))


def booking_lapsed(booking: Booking, token: str, *, places: Sequence[str]) -> Mail:
    return _to_lead(LAPSED, booking, token, {"places": list(places)}, "")


def invitation(place: BookedPlace, token: str) -> Mail:
    """Once for each place and address, so that a corrected address gets one of its own."""
    return _to_guest(INVITATION, place, token, place.email.lower())


def invitation_reminder(place: BookedPlace, token: str) -> Mail:
    return _to_guest(INVITATION_REMINDER, place, token, str(place.reminders))


def place_withdrawn(place: BookedPlace, *, email: str, name: str) -> Mail:
    qualification = place.offering.qualification
    fields = _guest(place) | {"name": name, "apply_link": link("public:applications:start", qualification.slug)}
    used = {key: value for key, value in fields.items() if key in WITHDRAWN.fields}
    return Mail(WITHDRAWN, to=email, to_name=name, fields=used, about=place.booking, key=f"{WITHDRAWN.key}:{place.pk}")


def _to_lead(kind: Kind, booking: Booking, token: str, fields: dict[str, Value], key: str) -> Mail:
    common: dict[str, Value] = {
        "name": booking.lead_name,
        "reference": booking.ref,
        "payer": booking.payer_name or "your school",
        "intake": str(booking.intake),
        "booking_link": Secret(link("token:bookings:resume", token)),
        "closes": long_day(booking.intake.closes_on),
    }
    return Mail(
        kind,
        to=booking.lead_email,
        to_name=booking.lead_name,
        fields=common | fields,
        about=booking,
        key=f"{kind.key}:{booking.pk}" + (f":{key}" if key else ""),
    )


def _guest(place: BookedPlace) -> dict[str, Value]:
    booking, offering = place.booking, place.offering
    return {
        "name": place.name,
        "lead": booking.lead_name,
        "payer": booking.payer_name,
        "course": f"{offering.qualification}, {offering.intake}",
        "closes": long_day(offering.intake.closes_on),
    }


def _to_guest(kind: Kind, place: BookedPlace, token: str, key: str) -> Mail:
    fields: dict[str, Value] = _guest(place) | {"place_link": Secret(link("token:bookings:invited", token))}
    return Mail(
        kind, to=place.email, to_name=place.name, fields=fields, about=place.booking, key=f"{kind.key}:{place.pk}:{key}"
    )
