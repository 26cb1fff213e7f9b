"""Read shapes for the pages of bookings."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from cadre.applications.models import Application
from cadre.applications.rules.filled import Filled
from cadre.applications.states import State
from cadre.bookings.models import BookedPlace, Booking, BookingQuerySet
from cadre.bookings.models.booking import EMPTY_PLACES
from cadre.bookings.pricing import PartyQuote, party_quote
from cadre.bookings.rules.party import standing
from cadre.bookings.states import LIVE_PLACES, BookingState, PlaceState
from cadre.journal.models import Entry
from cadre.lib.dates import long_day
from cadre.programmes.models import Intake, Offering


def open_intakes(today: date) -> list[Intake]:
    """Intakes whose registration is open, earliest start first."""
    return list(Intake.objects.open_on(today))


def offerings_of(intake: Intake) -> list[Offering]:
    """The qualifications of an intake, in their order."""
    rows = Offering.objects.filter(intake=intake).select_related("intake", "qualification")
    return list(rows.order_by("qualification__position"))


def for_pages(rows: BookingQuerySet) -> BookingQuerySet:
    return rows.select_related("intake", "school", "trust", "preferred_partner")


def for_lists(rows: BookingQuerySet) -> BookingQuerySet:
    """With what a row of the list shows."""
    return for_pages(rows).with_counts().defer("answers")


def not_done(intake: Intake) -> BookingQuerySet:
    """Bookings with a place that nobody has applied for; and drafts, the last of each lead who has sent none."""
    of_intake = Booking.objects.filter(intake=intake).exclude(lead_email="")
    theirs = of_intake.filter(lead_email__iexact=OuterRef("lead_email"))
    newer = theirs.filter(
        Q(changed_at__gt=OuterRef("changed_at")) | Q(changed_at=OuterRef("changed_at"), pk__gt=OuterRef("pk"))
    )
    last_draft = Q(state=BookingState.DRAFT) & ~Exists(theirs.submitted()) & ~Exists(newer)
    empty = BookedPlace.objects.filter(booking=OuterRef("pk"), state__in=EMPTY_PLACES)
    return of_intake.filter(last_draft | Q(Exists(empty), state=BookingState.OPEN))


@dataclass(frozen=True)
class PlaceLine:
    """One place as the lead sees it."""

    place: BookedPlace
    words: str
    kind: str
    since: str
    is_live: bool
    may_change: bool


def place_lines(booking: Booking) -> list[PlaceLine]:
    """Every place with how it stands: those that count first, in their order. One query."""
    rows = booking.places.select_related("offering__qualification", "offering__intake", "application")
    lines = [_line(place) for place in rows.order_by("number")]
    return sorted(lines, key=lambda line: not line.is_live)


def _line(place: BookedPlace) -> PlaceLine:
    application = place.application
    words, kind = standing(
        state=place.state, opened=place.opened_at is not None, application=application.state if application else ""
    )
    gone = application is not None and application.state in (State.WITHDRAWN, State.DECLINED)
    changes = place.state in (PlaceState.UNNAMED, PlaceState.INVITED, PlaceState.TURNED_DOWN) or (
        place.state == PlaceState.FILLED and gone
    )
    since = f"name wanted by {long_day(place.name_by)}" if place.name_by and place.state == PlaceState.UNNAMED else ""
    if place.state == PlaceState.INVITED and place.reminded_at:
        since = f"reminded {long_day(place.reminded_at.date())}"
    elif place.state == PlaceState.INVITED and place.invited_at:
        since = f"invited {long_day(place.invited_at.date())}"
    elif place.ended_reason:
        since = place.ended_reason
    return PlaceLine(place, words, kind, since, place.state in LIVE_PLACES, changes)


def quote_of(
    wanted: list[tuple[Offering, int]], *, payer: str, school_id: int | None, school_typed: str, on: date
) -> PartyQuote:
    """What these places would cost their payer. Raises NoPrice."""
    return party_quote(Filled(school_id=school_id, school_typed=school_typed, payer=payer), wanted, on=on)


def quote_of_booking(booking: Booking, wanted: list[tuple[Offering, int]], *, on: date) -> PartyQuote:
    """What these places of a booking would cost its payer. Raises NoPrice."""
    filled = Filled(school_id=booking.school_id, school_typed=booking.school_typed, payer=booking.payer)
    return party_quote(filled, wanted, on=on)


def history(booking: Booking) -> QuerySet[Entry]:
    """What happened to the booking and to its places, newest first."""
    return Entry.objects.about(booking, *booking.places.all())


def applied_before(place: BookedPlace) -> Application | None:
    """An application of the invited address for the same course that the place is not filled with, or none."""
    live = (State.SUBMITTED, State.ASKED, State.ACCEPTED)
    rows = Application.objects.filter(offering=place.offering_id, email__iexact=place.email, state__in=live)
    return rows.filter(booked_place=None).first()
