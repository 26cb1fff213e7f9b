"""A booking on its way: started, saved at every step, taken up again by a mailed link, and handed in once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from cadre.applications.actions.drafting import RegistrationClosed, kept, ref_prefix
from cadre.applications.rules.deadline import in_time
from cadre.bookings import emails
from cadre.bookings.actions.links import link_to_booking
from cadre.bookings.actions.places import invite
from cadre.bookings.models import BookedPlace, Booking, BookingPolicy
from cadre.bookings.rules.party import Person
from cadre.bookings.states import (
    BOOKING_STARTED,
    BOOKING_SUBMITTED,
    BOOKING_WORKFLOW,
    BookingState,
    PlaceState,
)
from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.journal.locking import held
from cadre.lib import clock
from cadre.lib.errors import Conflict, Refusal
from cadre.lib.refs import reference, token_hash
from cadre.lib.words import counted
from cadre.messages.actions import post
from cadre.programmes.models import Intake, Offering

LEAD = System("Somebody who books")
TRIES = 20


@dataclass(frozen=True)
class Wanted:
    """The places of one qualification: people with their addresses, and how many are not named yet."""

    offering: Offering
    people: Sequence[Person] = ()
    unnamed: int = 0

    @property
    def number(self) -> int:
        return len(self.people) + self.unnamed


@dataclass(frozen=True)
class FilledBooking:
    """What a valid draft says. `fields` are columns of the booking."""

    fields: Mapping[str, Any]
    wanted: Sequence[Wanted] = field(default_factory=list)

    @property
    def number(self) -> int:
        return sum(each.number for each in self.wanted)


@transaction.atomic
def start_booking(
    *, intake: Intake, once: str, opened_at: datetime, typed: Mapping[str, str], lead: Mapping[str, str], now: datetime
) -> Booking:
    """A draft with its first step. The same page (`once`) sent twice starts one. Raises RegistrationClosed."""
    refuse_closed(intake, opened_at=opened_at, now=now)
    key = token_hash(once)
    for _ in range(TRIES):
        if found := Booking.objects.filter(started_with=key).first():
            if found.state != BookingState.DRAFT:
                raise Conflict("This booking was started from another page. Open it with the link we mailed to you.")
            return save_answer(found, slug="start", typed=typed, ok=True, now=now, intake=intake, **lead)
        try:
            with transaction.atomic():
                made = Booking.objects.create(
                    ref=reference(f"{ref_prefix()}-B"),
                    intake=intake,
                    started_with=key,
                    answers={"start": kept(typed, ok=True)},
                    created_at=min(opened_at, now),
                    changed_at=now,
                    **lead,
                )
        except IntegrityError:  # a double click, or a reference that is taken
            continue
        journal.record(BOOKING_STARTED, made, by=LEAD)
        send_booking_link(made, now=now)
        return made
    raise Conflict("This booking could not be started. Press the button once more.")


@transaction.atomic
def save_answer(
    booking: Booking, *, slug: str, typed: Mapping[str, str], ok: bool, now: datetime, **columns: Any
) -> Booking:
    """Keep what was typed at one step, right or wrong, and nothing of the others. Raises Refusal once it is booked."""
    row = held(Booking.objects.select_related("intake"), booking.pk)
    if row.state != BookingState.DRAFT:
        raise Refusal("This is booked. Change it on its own page.")
    is_new = "lead_email" in columns and columns["lead_email"].lower() != row.lead_email.lower()
    row.answers = {**row.answers, slug: kept(typed, ok=ok)}
    row.version, row.changed_at = row.version + 1, now
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=["answers", "version", "changed_at", *columns])
    if is_new:
        send_booking_link(row, now=now)
    return row


@transaction.atomic
def send_booking_link(booking: Booking, *, now: datetime, again: bool = False) -> None:
    """Mail the way back. Once for each address; `again`, on request, once an hour."""
    post(emails.booking_link(booking, link_to_booking(booking, now=now), now=now, again=again), now=now)


@transaction.atomic
def submit_booking(booking: Booking, *, filled: FilledBooking, version: int, price: str, now: datetime) -> Booking:
    """Book: places, invitations, and the confirmation with its price, once. Booked already, it is as it stands.

    `version` is the draft that `filled` was read from. Raises Conflict when an answer changed meanwhile,
    RegistrationClosed, and Refusal for too many places.
    """
    row = held(Booking.objects.select_related("intake"), booking.pk)
    if row.state != BookingState.DRAFT:
        return row
    if row.version != version:
        raise Conflict("You changed an answer in another tab. Check them once more.")
    refuse_closed(row.intake, opened_at=row.created_at, now=now)
    for name, value in filled.fields.items():
        setattr(row, name, value)
    row.state = BOOKING_WORKFLOW.after("submit", row.state)
    row.submitted_at = row.changed_at = now
    row.save()
    made = place_rows(row, filled.wanted, now=now)
    places = counted(len(made), "place")
    journal.record(BOOKING_SUBMITTED, row, by=System(row.lead_name), places=places)
    post(
        emails.booking_received(
            row, link_to_booking(row, now=now), places=[place_words(place) for place in made], price=price
        ),
        now=now,
    )
    return row


def place_rows(booking: Booking, wanted: Sequence[Wanted], *, now: datetime) -> list[BookedPlace]:
    """New places of a held booking, numbered on, the named ones invited. Raises Refusal beyond the largest party."""
    today = clock.day_of(now)
    policy = BookingPolicy.objects.on(today).first()
    present = booking.places.live().count()
    number = sum(each.number for each in wanted)
    if number == 0:
        raise Refusal("Name somebody, or say how many places are not named yet.")
    if policy and present + number > policy.most_places:
        raise Refusal(f"A booking holds {policy.most_places} places at most. Write to us for more.")
    last = booking.places.order_by("-number").values_list("number", flat=True).first() or 0
    made = []
    for each in wanted:
        for person in [*each.people, *[None] * each.unnamed]:
            last += 1
            place = BookedPlace.objects.create(booking=booking, number=last, offering=each.offering, **_who(person))
            if person is None:
                place.name_by = name_by(booking.intake, policy, today=today)
                place.save(update_fields=["name_by"])
            else:
                invite(place, now=now)
            made.append(place)
    return made


def _who(person: Person | None) -> dict[str, Any]:
    if person is None:
        return {"state": PlaceState.UNNAMED}
    return {"state": PlaceState.INVITED, "name": person.name, "email": person.email}


def name_by(intake: Intake, policy: BookingPolicy | None, *, today: date) -> date:
    """Until when an unnamed place wants its name: some days before registration closes, today at the earliest."""
    return max(intake.closes_on - timedelta(days=policy.name_by_days if policy else 0), today)


def place_words(place: BookedPlace) -> str:
    """`Amina Yusuf, NPQSL`."""
    return f"{place.name or 'Not named yet'}, {place.offering.qualification}"


def refuse_closed(intake: Intake, *, opened_at: datetime, now: datetime) -> None:
    """Raises RegistrationClosed outside registration, the grace for an open form included."""
    if clock.day_of(now) < intake.opens_on:
        raise RegistrationClosed(f"Registration for {intake} opens on {intake.opens_on:%-d %B %Y}.")
    if not in_time(deadline=clock.end_of(intake.closes_on), opened_at=opened_at, now=now):
        raise RegistrationClosed(f"Registration for {intake} closed on {intake.closes_on:%-d %B %Y}.")
