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
        "join": ((PlaceState.INVITED, PlaceState.WAITING, PlaceState.DECLINED), PlaceState.BOOKED),
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


class AssistState(Choice):
    """Whether somebody helps at one session. Staff assign; whoever is assigned may decline, with a reason."""

    ASSIGNED = "assigned", "Helps"
    DECLINED = "declined", "Cannot come"
    RELEASED = "released", "Not needed"


ASSIST_WORKFLOW = Workflow(
    name="Helper at a training session",
    labels=dict(AssistState.choices()),
    moves={
        "assign": ((AssistState.DECLINED, AssistState.RELEASED), AssistState.ASSIGNED),
        "decline": ((AssistState.ASSIGNED,), AssistState.DECLINED),
        "release": ((AssistState.ASSIGNED,), AssistState.RELEASED),
    },
    initial=AssistState.ASSIGNED,
)
ASSIST_TAGS = {AssistState.ASSIGNED: "good", AssistState.DECLINED: "warn", AssistState.RELEASED: ""}


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
HELPER_ASSIGNED = happening("training.helper_assigned", "{by} assigned {person} to help at {subject}")
HELPER_RELEASED = happening("training.helper_released", "{by} told {person} that they are not needed at {subject}")
HELPER_DECLINED = happening("training.helper_declined", "{person} cannot help at {subject}: “{reason}”", major=True)
SESSION_MOVED = happening("training.session_moved", "{by} changed {subject}: {what}", major=True)
JOINED_ON_THE_DAY = happening("training.joined_on_the_day", "{by} added {person} to {subject} on the day")
MARK_CORRECTED = happening(
    "training.mark_corrected", "{by} corrected {person} in {part}: {before} is now {after}, “{reason}”", major=True
)
