"""The life of a booking and its places, of an entry of the waiting list and its offers, and what can happen to them."""

from cadre.lib.choices import Choice
from cadre.lib.happenings import happening
from cadre.lib.transitions import Workflow


class BookingState(Choice):
    DRAFT = "draft", "Draft"
    OPEN = "open", "Booked"
    WITHDRAWN = "withdrawn", "Withdrawn"
    LAPSED = "lapsed", "Closed"


BOOKING_WORKFLOW = Workflow(
    name="Booking",
    labels=dict(BookingState.choices()),
    moves={
        "submit": ((BookingState.DRAFT,), BookingState.OPEN),
        "withdraw": ((BookingState.OPEN,), BookingState.WITHDRAWN),
        "lapse": ((BookingState.OPEN,), BookingState.LAPSED),
    },
    initial=BookingState.DRAFT,
)


class PlaceState(Choice):
    UNNAMED = "unnamed", "Not named yet"
    INVITED = "invited", "Invited"
    FILLED = "filled", "Applied"
    TURNED_DOWN = "turned_down", "Turned down"
    WITHDRAWN = "withdrawn", "Withdrawn"
    LAPSED = "lapsed", "Lapsed"


PLACE_WORKFLOW = Workflow(
    name="Booked place",
    labels=dict(PlaceState.choices()),
    moves={
        "name": ((PlaceState.UNNAMED,), PlaceState.INVITED),
        "fill": ((PlaceState.INVITED,), PlaceState.FILLED),
        "turn_down": ((PlaceState.INVITED,), PlaceState.TURNED_DOWN),
        "withdraw": ((PlaceState.UNNAMED, PlaceState.INVITED), PlaceState.WITHDRAWN),
        "replace": ((PlaceState.INVITED, PlaceState.FILLED, PlaceState.TURNED_DOWN), PlaceState.WITHDRAWN),
        "lapse": ((PlaceState.UNNAMED, PlaceState.INVITED), PlaceState.LAPSED),
    },
    initial=PlaceState.UNNAMED,
)
LIVE_PLACES = (PlaceState.UNNAMED, PlaceState.INVITED, PlaceState.FILLED)


class EntryState(Choice):
    WAITING = "waiting", "Waiting"
    OFFERED = "offered", "Offered a place"
    SEATED = "seated", "Has a place"
    DECLINED = "declined", "Declined the offer"
    EXPIRED = "expired", "Let the offer expire"
    LEFT = "left", "Left the list"
    REMOVED = "removed", "Taken off the list"
    SPLIT = "split", "Split up"
    LAPSED = "lapsed", "The intake has started"


ENTRY_WORKFLOW = Workflow(
    name="Waiting list",
    labels=dict(EntryState.choices()),
    moves={
        "offer": ((EntryState.WAITING,), EntryState.OFFERED),
        "take_back": ((EntryState.OFFERED,), EntryState.WAITING),
        "seat": ((EntryState.WAITING, EntryState.OFFERED), EntryState.SEATED),
        "decline": ((EntryState.OFFERED,), EntryState.DECLINED),
        "expire": ((EntryState.OFFERED,), EntryState.EXPIRED),
        "leave": ((EntryState.WAITING, EntryState.OFFERED), EntryState.LEFT),
        "remove": ((EntryState.WAITING, EntryState.OFFERED), EntryState.REMOVED),
        "split": ((EntryState.WAITING,), EntryState.SPLIT),
        "lapse": ((EntryState.WAITING,), EntryState.LAPSED),
    },
    initial=EntryState.WAITING,
)
LIVE_ENTRIES = (EntryState.WAITING, EntryState.OFFERED)
ENTRY_TAGS = {
    EntryState.WAITING: "open",
    EntryState.OFFERED: "brand",
    EntryState.SEATED: "good",
}


class OfferState(Choice):
    OPEN = "open", "Open"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    EXPIRED = "expired", "Expired"
    TAKEN_BACK = "taken_back", "Taken back"


OFFER_WORKFLOW = Workflow(
    name="Offer from the waiting list",
    labels=dict(OfferState.choices()),
    moves={
        "accept": ((OfferState.OPEN,), OfferState.ACCEPTED),
        "decline": ((OfferState.OPEN,), OfferState.DECLINED),
        "expire": ((OfferState.OPEN,), OfferState.EXPIRED),
        "take_back": ((OfferState.OPEN,), OfferState.TAKEN_BACK),
    },
    initial=OfferState.OPEN,
)


class JoinedQueueBy(Choice):
    """How a need came onto the list."""

    FULL = "full", "Accepted, and no place was free"
    RELEASED = "released", "Their group does not run"
    OFFICE = "office", "Put there by our team"
    WISH = "wish", "By their own wish"


class PartyRule(Choice):
    """What happens when the next party is larger than the free places."""

    SKIP = "skip", "The next in line that fits is offered them"
    BLOCK = "block", "The places are kept until the party fits"


class OffersEnd(Choice):
    CLOSING = "closing", "when registration closes"
    START = "start", "when the intake starts"


BOOKING_STARTED = happening("bookings.started", "A booking was started")
BOOKING_SUBMITTED = happening("bookings.submitted", "{by} booked {places} with {subject}", major=True)
BOOKING_CHANGED = happening("bookings.changed", "{by} changed {what} of {subject}")
BOOKING_WITHDRAWN = happening("bookings.withdrawn", "{by} withdrew {subject}: “{reason}”", major=True)
BOOKING_LAPSED = happening("bookings.lapsed", "Registration closed: {places} of {subject} stayed empty", major=True)
PLACES_ADDED = happening("bookings.places_added", "{by} added {places} to {subject}")
PLACE_NAMED = happening("bookings.place_named", "{by} named {subject}")
PLACE_RENAMED = happening("bookings.place_renamed", "{by} corrected {before} to {subject}")
PLACE_REPLACED = happening("bookings.place_replaced", "{by} gave the place of {before} to {subject}")
PLACE_WITHDRAWN = happening("bookings.place_withdrawn", "{by} withdrew the place of {subject}: “{reason}”")
PLACE_TURNED_DOWN = happening("bookings.place_turned_down", "{subject} does not want the place: “{reason}”", major=True)
PLACE_OPENED = happening("bookings.place_opened", "{subject} opened the invitation")
PLACE_STARTED = happening("bookings.place_started", "{subject} started the application")
PLACE_FILLED = happening("bookings.place_filled", "{subject} applied", major=True)
PLACES_REMINDED = happening("bookings.places_reminded", "{by} reminded {number} of {subject}")

QUEUE_JOINED = happening("bookings.queue_joined", "{subject} went onto the waiting list: {how}", major=True)
QUEUE_LEFT = happening("bookings.queue_left", "{subject} left the waiting list: {reason}", major=True)
QUEUE_REMOVED = happening("bookings.queue_removed", "{by} took {subject} off the waiting list: “{reason}”", major=True)
QUEUE_SEATED = happening("bookings.queue_seated", "{subject} has a place, and is off the waiting list")
QUEUE_LAPSED = happening("bookings.queue_lapsed", "{subject} waited until the intake started")
PARTY_SPLIT = happening("bookings.party_split", "{by} split {subject}: each waits for one place now: “{reason}”")
PASSED_OVER = happening("bookings.passed_over", "{subject} was passed over: {reason}")
OFFER_MADE = happening("bookings.offer_made", "{subject} was offered {places} in {group}, until {until}", major=True)
OFFER_ACCEPTED = happening("bookings.offer_accepted", "{by} accepted {places} in {group}", major=True)
OFFER_DECLINED = happening("bookings.offer_declined", "{by} declined {places} in {group}", major=True)
OFFER_EXPIRED = happening("bookings.offer_expired", "The offer to {subject} of {places} in {group} expired", major=True)
OFFER_TAKEN_BACK = happening(
    "bookings.offer_taken_back", "{by} took back the offer to {subject} in {group}: “{reason}”", major=True
)
WISHES_FOLLOWED = happening(
    "bookings.wishes_followed",
    "{entries} entries of the waiting list and {bookings} bookings that wished for {subject} wish for {after}",
)
