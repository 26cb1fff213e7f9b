"""The life of a plan, what it says of people and groups, and what can happen to it."""

from cadre.groups.states import JoinedBy
from cadre.lib.choices import Choice
from cadre.lib.happenings import happening
from cadre.lib.transitions import Workflow


class PlanState(Choice):
    QUEUED = "queued", "Waiting to be worked out"
    RUNNING = "running", "Being worked out"
    READY = "ready", "Ready"
    FAILED = "failed", "Not possible"
    CANCELLED = "cancelled", "Cancelled"
    COMMITTED = "committed", "Carried out"
    UNDONE = "undone", "Carried out and undone"


UNDER_WAY = (PlanState.QUEUED, PlanState.RUNNING)
WORKED_OUT = (PlanState.READY, PlanState.COMMITTED, PlanState.UNDONE)
PLAN_WORKFLOW = Workflow(
    name="Formation plan",
    labels=dict(PlanState.choices()),
    moves={
        "begin": (UNDER_WAY, PlanState.RUNNING),
        "finish": ((PlanState.RUNNING,), PlanState.READY),
        "fail": ((PlanState.RUNNING,), PlanState.FAILED),
        "cancel": (UNDER_WAY, PlanState.CANCELLED),
        "commit": ((PlanState.READY,), PlanState.COMMITTED),
        "undo": ((PlanState.COMMITTED,), PlanState.UNDONE),
    },
    initial=PlanState.QUEUED,
)
PLAN_TAGS = {
    PlanState.QUEUED: "open",
    PlanState.RUNNING: "open",
    PlanState.READY: "brand",
    PlanState.FAILED: "warn",
    PlanState.COMMITTED: "good",
}


class RehearsalState(Choice):
    QUEUED = "queued", "Waiting to be listed"
    RUNNING = "running", "Being listed"
    READY = "ready", "Listed"
    FAILED = "failed", "Not possible"
    CANCELLED = "cancelled", "Cancelled"


REHEARSING = (RehearsalState.QUEUED, RehearsalState.RUNNING)


class MailChoice(Choice):
    """What becomes of a mail that carrying out a plan causes."""

    SEND = "send", "Send"
    HOLD = "held", "Hold"
    LEAVE_OUT = "discarded", "Leave out"


class SeatKind(Choice):
    """What a plan proposes to a person."""

    CHOICE = "choice", "Where they chose"
    LOCAL = "local", "Another group"
    DISTANCE = "distance", "Distance learning"
    NOWHERE = "nowhere", "No place"


class PinKind(Choice):
    """What was decided by hand, before the rest is worked out."""

    OPEN = "open", "Runs"
    CLOSED = "closed", "Does not run"
    PERSON = "person", "Sits"


BY_HAND = (JoinedBy.HAND, JoinedBy.QUEUE, JoinedBy.LATE)
"""Ways into a group that a person decided on: the place is kept as long as the group runs."""

PLAN_ASKED = happening("formation.plan_asked", "{by} asked for {subject}, for {people}")
PLAN_ADJUSTED = happening("formation.plan_adjusted", "{by} adjusted {before}: {what}: “{reason}”", major=True)
PLAN_READY = happening("formation.plan_ready", "Worked out {subject}: {seated} of {people} sit, {preferred} by choice")
PLAN_FAILED = happening("formation.plan_failed", "Found no way for {subject}: {why}")
PLAN_CANCELLED = happening("formation.plan_cancelled", "{by} cancelled {subject}")
LISTING_CANCELLED = happening("formation.listing_cancelled", "{by} cancelled the listing of the mails of {subject}")
MAILS_CHOSEN = happening("formation.mails_chosen", "{by} chose for {mails} of {subject}: {choice}")
PLAN_COMMITTED = happening(
    "formation.plan_committed", "{by} carried out {subject}: {placed}, {moved}, {closed}: “{reason}”", major=True
)
AGREED_OTHERWISE = happening(
    "formation.agreed_otherwise", "{by} says how {people} agreed to {subject}: “{reason}”", major=True
)
PLAN_UNDONE = happening("formation.plan_undone", "{by} undid {subject}, {back}: “{reason}”", major=True)
