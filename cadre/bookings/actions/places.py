"""One place of a booking: invited, started, filled; named, corrected, given to somebody else, withdrawn."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from cadre.applications import actions as applications
from cadre.applications.actions.billing import change_billing
from cadre.applications.actions.locking import locked
from cadre.applications.models import Application
from cadre.applications.states import CodeSource, Funding, State
from cadre.bookings import emails
from cadre.bookings.actions.links import link_to_booking, link_to_place
from cadre.bookings.models import BookedPlace, Booking
from cadre.bookings.states import (
    PLACE_FILLED,
    PLACE_NAMED,
    PLACE_OPENED,
    PLACE_RENAMED,
    PLACE_REPLACED,
    PLACE_STARTED,
    PLACE_TURNED_DOWN,
    PLACE_WITHDRAWN,
    PLACE_WORKFLOW,
    PLACES_REMINDED,
    BookingState,
    PlaceState,
)
from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.journal.locking import held, hold_all
from cadre.lib.errors import Refusal
from cadre.lib.seen import refuse_unseen
from cadre.messages.actions import post
from cadre.schools.models import Placement

LIVE_APPLICATIONS = (State.SUBMITTED, State.ASKED, State.ACCEPTED)
ONCE_A = timedelta(hours=20)
"""A person is reminded once a day at most, whoever presses."""
LOOK = (
    *("booking__intake", "booking__school", "booking__trust", "booking__preferred_partner"),
    *("offering__intake", "offering__qualification", "application"),
)


def invite(place: BookedPlace, *, now: datetime) -> None:
    """Write to the person of a held place; whoever of the payer's has applied already is linked instead."""
    theirs = Application.objects.filter(
        offering=place.offering_id, email__iexact=place.email, state__in=LIVE_APPLICATIONS, booked_place=None
    )
    found = theirs.first()
    if found and belongs(found, place.booking):
        hold_all([found])
        if theirs.filter(pk=found.pk).exists():
            _fill(place, found)
            return
    place.invited_at = now
    place.save(update_fields=["invited_at"])
    post(emails.invitation(place, link_to_place(place, now=now)), now=now)


@transaction.atomic
def open_place(place: BookedPlace, *, now: datetime) -> BookedPlace:
    """The person has followed the invitation. Noted once."""
    row = locked_place(place)
    if row.opened_at is None and row.state == PlaceState.INVITED:
        row.opened_at = now
        row.save(update_fields=["opened_at"])
        journal.record(PLACE_OPENED, row, by=System(row.name), about=row.name)
    return row


@transaction.atomic
def start_from_place(place: BookedPlace, *, now: datetime) -> Application:
    """The person's own draft, filled in as far as the booking says; the same one each time.

    Raises Refusal when the place is no longer theirs, RegistrationClosed after the deadline.
    """
    row = locked_place(place)
    if row.application:
        return row.application
    _refuse_gone(row)
    booking, answers = row.booking, answers_of(row.booking)
    course = {
        "intake": row.offering.intake.slug,
        "partner": booking.preferred_partner.slug if booking.preferred_partner else "none",
        "code": booking.code_typed,
    }
    draft = applications.start_application(
        offering=row.offering,
        once=f"booked place {row.pk}",
        opened_at=now,
        typed=course,
        ok=True,
        now=now,
        partner=booking.preferred_partner,
    )
    who = {"name": row.name, "email": row.email, "phone": ""}
    applications.save_step(draft, slug="you", typed=who, ok=False, now=now, name=row.name, email=row.email)
    for slug, typed in answers.items():
        applications.save_step(draft, slug=slug, typed=typed, ok=True, now=now)
    settled = dict.fromkeys(["course", *answers], settled_by(booking))
    applications.save_step(draft, slug="course", typed=course, ok=True, now=now, noted={"settled": settled})
    row.application = draft
    row.opened_at = row.opened_at or now
    row.save(update_fields=["application", "opened_at"])
    journal.record(PLACE_STARTED, row, by=System(row.name), about=row.name)
    return draft


def answers_of(booking: Booking) -> dict[str, dict[str, str]]:
    """What the booking answers in each application, as it would be typed: workplace, payment, invoice.

    A trust's people work in different schools, so each says in which.
    """
    funding = Funding.SCHOLARSHIP if booking.asks_scholarship else Funding(booking.payer)
    found = {"payment": {"funding": funding.value}, "invoice": billing_of(booking)}
    if booking.payer == Funding.SCHOOL and booking.school:
        found["school"] = {"school": booking.school.urn, "place": "", "q": ""}
    if booking.code_typed:
        found["code"] = {"source": CodeSource.SCHOOL.value}
    return found


def billing_of(booking: Booking) -> dict[str, str]:
    """Billing and purchase order, as the invoice page of an application takes them."""
    names = ("billing_name", "billing_email", "billing_address", "billing_postcode", "purchase_order")
    return {**{name: getattr(booking, name) for name in names}, "payer": booking.payer}


def settled_by(booking: Booking) -> str:
    return f"{booking.payer_name} has booked your place, and settles this. Ask {booking.lead_name} to change it."


@transaction.atomic
def link_application(place: BookedPlace, application: Application, *, by: journal.Actor, now: datetime) -> BookedPlace:
    """The person's application fills the place, and is billed as the booking says. Raises Refusal when it cannot."""
    row = locked_place(place)
    if row.application_id == application.pk and row.state == PlaceState.FILLED:
        return row
    _refuse_gone(row)
    application = locked(application)
    if application.offering_id != row.offering_id or application.state not in LIVE_APPLICATIONS:
        raise Refusal("This application is for something else, or is no longer open.")
    _fill(row, application)
    journal.record(PLACE_FILLED, row, by=by, about=row.name)
    change_billing(application, billing=billing_of(row.booking), by=by, now=now)
    return row


@transaction.atomic
def fill_place(application: Application, *, by: journal.Actor, now: datetime) -> BookedPlace | None:
    """After somebody applied: the place it was started from is filled, or one that waits for the address.

    An application that was not started from the invitation fills a place of its own school or trust only: who books
    for a stranger does not learn whether they applied. So it is tried again when school or trust are found later.
    Safe to repeat. Whoever withdraws meanwhile fills none: the application is read again once it is held.
    """
    if application.state not in LIVE_APPLICATIONS:
        return None
    own = BookedPlace.objects.filter(application=application).first()
    waits = BookedPlace.objects.filter(
        offering=application.offering_id,
        email__iexact=application.email,
        state=PlaceState.INVITED,
        booking__state=BookingState.OPEN,
    ).select_related(*LOOK)
    place = own or next((one for one in waits.order_by("pk") if belongs(application, one.booking)), None)
    if place is None:
        return None
    row = locked_place(place)
    hold_all([application])
    application.refresh_from_db()
    if application.state not in LIVE_APPLICATIONS:
        return None
    if row.state != PlaceState.INVITED or (row.application_id and row.application_id != application.pk):
        if not (row.application and row.application.state == State.DRAFT and row.state == PlaceState.INVITED):
            return row if row.state == PlaceState.FILLED else None
    _fill(row, application)
    journal.record(PLACE_FILLED, row, by=by, about=row.name)
    return row


def belongs(application: Application, booking: Booking) -> bool:
    """Whether the applicant works in the school that books, in a school of the trust that does, or in that trust's
    central team."""
    if booking.trust_id is not None and application.trust_id == booking.trust_id:
        return True
    if application.school_id is None:
        return False
    if application.school_id == booking.school_id:
        return True
    return booking.trust_id is not None and (
        Placement.objects.filter(school=application.school_id, trust=booking.trust_id, to_on=None).exists()
    )


def _fill(row: BookedPlace, application: Application) -> None:
    row.state, row.application = PLACE_WORKFLOW.after("fill", row.state), application
    row.save(update_fields=["state", "application"])


@transaction.atomic
def name_place(place: BookedPlace, *, name: str, email: str, by: journal.Actor, now: datetime) -> BookedPlace:
    """Give an unnamed place to somebody, who is invited. Raises Refusal when they have a place in the booking."""
    row = locked_place(place)
    _refuse_closed_booking(row.booking)
    row.state = PLACE_WORKFLOW.after("name", row.state)
    row.name, row.email, row.name_by = name, email, None
    _save_person(row, "state", "name", "email", "name_by")
    journal.record(PLACE_NAMED, row, by=by, about=name)
    invite(row, now=now)
    return row


@transaction.atomic
def correct_place(
    place: BookedPlace, *, name: str, email: str, by: journal.Actor, now: datetime, seen: str = ""
) -> BookedPlace:
    """Correct an invited person's name or address. A new address gets an invitation, and the old one opens nothing.

    Raises Conflict when they are not as they were seen, Refusal once the person has started to apply.
    """
    row = locked_place(place)
    _refuse_closed_booking(row.booking)
    if row.state != PlaceState.INVITED or row.application:
        raise Refusal(f"{row.name} has started to apply, and corrects this in the application.")
    refuse_unseen(row, ("name", "email"), seen)
    before, moved = row.name, row.email.lower() != email.lower()
    if (row.name, row.email) == (name, email):
        return row
    row.name, row.email = name, email
    if moved:
        row.links.all().delete()
        row.opened_at = None
    _save_person(row, "name", "email", "opened_at")
    journal.record(PLACE_RENAMED, row, by=by, about=name, before=before)
    if moved:
        invite(row, now=now)
    return row


@transaction.atomic
def replace_place(place: BookedPlace, *, name: str, email: str, by: journal.Actor, now: datetime) -> BookedPlace:
    """Give somebody's place to another person. Raises Refusal while the first has an application that counts."""
    row = locked_place(place)
    _refuse_closed_booking(row.booking)
    _refuse_applied(row)
    before, told = row.name, row.state == PlaceState.INVITED
    end_place(row, "replace", reason=f"given to {name}", now=now)
    last = row.booking.places.order_by("-number").values_list("number", flat=True)[0]
    new = BookedPlace(
        booking=row.booking, number=last + 1, offering=row.offering, name=name, email=email, state=PlaceState.INVITED
    )
    _save_person(new)
    if told:
        post(emails.place_withdrawn(row, email=row.email, name=row.name), now=now)
    journal.record(PLACE_REPLACED, new, by=by, about=name, before=before)
    invite(new, now=now)
    return new


@transaction.atomic
def withdraw_place(place: BookedPlace, *, reason: str, by: journal.Actor, now: datetime) -> BookedPlace:
    """Take a place back. Raises Refusal once the person has applied: then only they, or our team, can withdraw."""
    row = locked_place(place)
    _refuse_applied(row)
    told, name = row.state == PlaceState.INVITED, str(row)
    end_place(row, "withdraw", reason=reason, now=now)
    journal.record(PLACE_WITHDRAWN, row, by=by, about=name, reason=reason)
    if told:
        post(emails.place_withdrawn(row, email=row.email, name=row.name), now=now)
    return row


@transaction.atomic
def turn_down(place: BookedPlace, *, reason: str, now: datetime) -> BookedPlace:
    """The person does not want the place; whoever booked it is told. Turned down already, it is as it stands."""
    row = locked_place(place)
    if row.state == PlaceState.TURNED_DOWN:
        return row
    _refuse_applied(row)
    _refuse_gone(row)
    end_place(row, "turn_down", reason=reason, now=now)
    journal.record(PLACE_TURNED_DOWN, row, by=System(row.name), about=row.name, reason=reason or "no reason given")
    post(emails.place_turned_down(row, link_to_booking(row.booking, now=now), reason=reason), now=now)
    return row


@transaction.atomic
def remind_places(booking: Booking, places: Iterable[BookedPlace], *, by: journal.Actor, now: datetime) -> int:
    """Remind those who are invited and have not applied, each once a day at most. How many were reminded."""
    keys = [place.pk for place in places]
    rows = held(Booking.objects.all(), booking.pk).places.filter(pk__in=keys, state=PlaceState.INVITED)
    reminded = 0
    for row in rows.select_related(*LOOK).order_by("pk"):
        if max(filter(None, [row.invited_at, row.reminded_at]), default=now - ONCE_A) > now - ONCE_A:
            continue
        row.reminded_at, row.reminders = now, row.reminders + 1
        row.save(update_fields=["reminded_at", "reminders"])
        post(emails.invitation_reminder(row, link_to_place(row, now=now)), now=now)
        reminded += 1
    if reminded:
        journal.record(PLACES_REMINDED, booking, by=by, number=reminded)
    return reminded


def end_place(row: BookedPlace, verb: str, *, reason: str, now: datetime) -> None:
    """Bring a held place to its end. A draft that was started from it stays the person's, without the billing."""
    row.state = PLACE_WORKFLOW.after(verb, row.state)
    row.ended_at, row.ended_reason = now, reason
    draft = row.application if row.application and row.application.state == State.DRAFT else None
    if draft:
        row.application = None
        nothing: Mapping[str, Any] = {}
        applications.save_step(draft, slug="payment", typed=nothing, ok=False, now=now, noted={"settled": {}})
        applications.save_step(draft, slug="invoice", typed=nothing, ok=False, now=now)
    row.save(update_fields=["state", "ended_at", "ended_reason", "application"])


def locked_place(place: BookedPlace) -> BookedPlace:
    """The place, held until the end of the transaction, behind its booking, as is all that changes a booking."""
    held(Booking.objects.all(), place.booking_id)
    return held(BookedPlace.objects.select_related(*LOOK), place.pk)


def _save_person(row: BookedPlace, *fields: str) -> None:
    try:
        with transaction.atomic():
            row.save(update_fields=list(fields)) if fields else row.save()
    except IntegrityError as twice:
        raise Refusal(f"{row.email} has a place in this booking already.", field="email") from twice


def _refuse_gone(row: BookedPlace) -> None:
    if row.state != PlaceState.INVITED or row.booking.state != BookingState.OPEN:
        raise Refusal(f"This place is no longer yours: {row.get_state_display().lower()}.")


def _refuse_applied(row: BookedPlace) -> None:
    if row.state == PlaceState.FILLED and row.application and row.application.state in LIVE_APPLICATIONS:
        raise Refusal(f"{row.name} has applied. Only they, or our team, can withdraw the application.")


def _refuse_closed_booking(booking: Booking) -> None:
    if booking.state != BookingState.OPEN:
        raise Refusal(f"This booking is {booking.get_state_display().lower()}, so it stays as it is.")
