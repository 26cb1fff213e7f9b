"""Kinds of training, the life of a place, what a host answers, and what can happen."""

from cadre.lib.choices import Choice
from cadre.lib.happenings import happening
from cadre.lib.transitions import Workflow


class SessionKind(Choice):
    """Source: partner information document (facts/people_quality.yaml, facts_partner_information)."""

    FOUNDATION = "foundation", "Training in two parts"
    HALF_DAY = "half_day", "Half-day"


PARTS = {
    SessionKind.FOUNDATION: ("Programme familiarisation", "Foundation facilitation skills"),
    SessionKind.HALF_DAY: ("Half-day",),
}


class HostState(Choice):
    INVITED = "invited", "Asked"
    ACCEPTED = "accepted", "Hosts it"
    DECLINED = "declined", "Does not host it"


HOST_WORKFLOW = Workflow(
    name="Host of a training session",
    labels=dict(HostState.choices()),
    moves={
        "accept": ((HostState.INVITED,), HostState.ACCEPTED),
        "decline": ((HostState.INVITED,), HostState.DECLINED),
    },
    initial=HostState.INVITED,
)
HOST_TAGS = {HostState.INVITED: "open", HostState.ACCEPTED: "good", HostState.DECLINED: "warn"}


class PlaceState(Choice):
    INVITED = "invited", "Invited"
    BOOKED = "booked", "Booked"
    WAITING = "waiting", "Waiting"
    DECLINED = "declined", "Does not come"


PLACE_WORKFLOW = Workflow(
    name="Place in a training session",
    labels=dict(PlaceState.choices()),
    moves={
        "book": ((PlaceState.INVITED, PlaceState.DECLINED), PlaceState.BOOKED),
        "wait": ((PlaceState.INVITED, PlaceState.DECLINED), PlaceState.WAITING),
        "move_up": ((PlaceState.WAITING,), PlaceState.BOOKED),
        "decline": ((PlaceState.INVITED, PlaceState.BOOKED, PlaceState.WAITING), PlaceState.DECLINED),
    },
    initial=PlaceState.INVITED,
)
PLACE_TAGS = {
    PlaceState.INVITED: "open",
    PlaceState.BOOKED: "good",
    PlaceState.WAITING: "brand",
    PlaceState.DECLINED: "warn",
}


class HelperState(Choice):
    """What somebody experienced answers who is invited to help train and assure others."""

    INVITED = "invited", "Asked"
    ACCEPTED = "accepted", "Helps"
    DECLINED = "declined", "Does not help"


SESSION_PLANNED = happening("training.session_planned", "{by} planned {subject} with {places} places", major=True)
HOST_ANSWERED = happening("training.host_answered", "{by} of {partner} answered for {subject}: {answer}", major=True)
SESSION_CALLED_OFF = happening("training.session_called_off", "{by} called off {subject}: “{reason}”", major=True)
ASSOCIATES_INVITED = happening("training.associates_invited", "{by} invited {number} people to {subject}")
PLACE_BOOKED = happening("training.place_booked", "{person} booked a place in {subject}")
PLACE_WAITS = happening("training.place_waits", "{person} waits for a place in {subject}")
PLACE_MOVED_UP = happening("training.place_moved_up", "{person} moved up to a place in {subject}")
PLACE_DECLINED = happening("training.place_declined", "{person} does not come to {subject}")
TRAINING_COMPLETED = happening(
    "training.completed", "{by} completed the register of {subject}: {present} of {expected} took part", major=True
)
TRAINING_REOPENED = happening("training.reopened", "{by} reopened the register of {subject}: “{reason}”", major=True)
HELPER_INVITED = happening("training.helper_invited", "{by} asked {person} to help train and assure others")
HELPER_ANSWERED = happening("training.helper_answered", "{person} answered whether to help: {answer}", major=True)
