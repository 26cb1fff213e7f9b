"""Weekdays, the life of an associate application, and what can happen to a facilitator."""

from enum import IntEnum

from cadre.lib.choices import Choice
from cadre.lib.happenings import happening
from cadre.lib.transitions import Workflow

LINK_DAYS = 14
"""How long a mailed way back into an application works, and how long it stays open in a browser."""


class Weekday(IntEnum):
    """The days of a school week, as Python counts them."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4

    @property
    def label(self) -> str:
        return self.name.capitalize()

    @classmethod
    def choices(cls) -> list[tuple[int, str]]:
        return [(day.value, day.label) for day in cls]


FACILITATOR_ADDED = happening("facilitators.facilitator_added", "{subject} joined as a facilitator", major=True)
ACCREDITED = happening("facilitators.accredited", "{by} accredited {subject} for {qualification}")
ACCREDITATION_RENEWED = happening(
    "facilitators.accreditation_renewed",
    "{by} renewed the accreditation of {subject} for {qualification}, until {until}: “{reason}”",
    major=True,
)
AVAILABILITY_KEPT = happening("facilitators.availability_kept", "{by} set when {subject} can work: {said}")
MARKED_AWAY = happening("facilitators.marked_away", "{by} marked {subject} away, {days}")
AWAY_TAKEN_BACK = happening("facilitators.away_taken_back", "{by} took back that {subject} is away, {days}")
AWAY_THOUGH_BOOKED = happening(
    "facilitators.away_though_booked", "{subject} is marked away, {days}, and is booked: {booked}", major=True
)


class AssociateState(Choice):
    DRAFT = "draft", "Not sent yet"
    SUBMITTED = "submitted", "To decide"
    ASKED = "asked", "More was asked"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"


ASSOCIATE_WORKFLOW = Workflow(
    name="Associate application",
    labels=dict(AssociateState.choices()),
    moves={
        "submit": ((AssociateState.DRAFT, AssociateState.ASKED), AssociateState.SUBMITTED),
        "ask": ((AssociateState.SUBMITTED,), AssociateState.ASKED),
        "accept": ((AssociateState.SUBMITTED, AssociateState.ASKED), AssociateState.ACCEPTED),
        "decline": ((AssociateState.SUBMITTED, AssociateState.ASKED), AssociateState.DECLINED),
    },
    initial=AssociateState.DRAFT,
)
ASSOCIATE_TAGS = {
    AssociateState.SUBMITTED: "open",
    AssociateState.ASKED: "brand",
    AssociateState.ACCEPTED: "good",
    AssociateState.DECLINED: "warn",
}


class DecisionKind(Choice):
    ACCEPT = "accept", "Accept"
    DECLINE = "decline", "Decline"
    ASK = "ask", "Ask for more"


class CheckKind(Choice):
    """What the provider checks before somebody works with people in schools. Only that it was done is kept."""

    RIGHT_TO_WORK = "right_to_work", "Right to work"
    SAFEGUARDING = "safeguarding", "Safeguarding"


class Support(Choice):
    """What a referee says of whoever applies."""

    YES = "yes", "Yes"
    RESERVED = "reserved", "Yes, with reservations"
    NO = "no", "No"


ASSOCIATE_STARTED = happening("facilitators.associate_started", "{subject} began an associate application")
ASSOCIATE_NOMINATED = happening("facilitators.associate_nominated", "{by} of {partner} nominated {subject}")
ASSOCIATE_SUBMITTED = happening(
    "facilitators.associate_submitted", "{subject} applied to become an associate", major=True
)
ASSOCIATE_ASKED = happening("facilitators.associate_asked", "{by} asked {subject} for more: {reason}")
ASSOCIATE_ACCEPTED = happening(
    "facilitators.associate_accepted", "{by} accepted {subject} as an associate: {reason}{why}", major=True
)
ASSOCIATE_DECLINED = happening("facilitators.associate_declined", "{by} declined {subject}: {reason}", major=True)
REFEREE_ASKED = happening("facilitators.referee_asked", "Referee {number} of {subject} was asked, until {until}")
REFEREE_ANSWERED = happening("facilitators.referee_answered", "Referee {number} of {subject} answered")
CHECK_DONE = happening("facilitators.check_done", "{by} ticked a check of {subject}")
CHECK_UNDONE = happening("facilitators.check_undone", "{by} took back the tick of a check of {subject}")
ASSOCIATES_FORGOTTEN = happening("facilitators.associates_forgotten", "{number} associate applications were deleted")
