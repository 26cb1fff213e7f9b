"""The life of a group and of an enrolment, and what can happen to them."""

from cadre.lib.choices import Choice
from cadre.lib.happenings import happening
from cadre.lib.transitions import Workflow


class GroupState(Choice):
    FORMING = "forming", "Forming"
    CONFIRMED = "confirmed", "Confirmed"
    FINISHED = "finished", "Finished"
    CLOSED = "closed", "Closed without running"
    DISSOLVED = "dissolved", "Dissolved"


NOT_RUNNING = (GroupState.CLOSED, GroupState.DISSOLVED)
"""Groups that hold nobody and have nothing before them."""
GROUP_WORKFLOW = Workflow(
    name="Group",
    labels=dict(GroupState.choices()),
    moves={
        "confirm": ((GroupState.FORMING,), GroupState.CONFIRMED),
        "close": ((GroupState.FORMING,), GroupState.CLOSED),
        "reopen": ((GroupState.CLOSED,), GroupState.FORMING),
        "finish": ((GroupState.CONFIRMED,), GroupState.FINISHED),
        "dissolve": ((GroupState.CONFIRMED,), GroupState.DISSOLVED),
        "restore": ((GroupState.DISSOLVED,), GroupState.CONFIRMED),
    },
    initial=GroupState.FORMING,
)


class EnrolmentState(Choice):
    ENROLLED = "enrolled", "Enrolled"
    WAITING = "waiting", "Waiting for another group"
    WITHDRAWN = "withdrawn", "Withdrawn"
    COMPLETED = "completed", "Completed"


ENROLMENT_WORKFLOW = Workflow(
    name="Enrolment",
    labels=dict(EnrolmentState.choices()),
    moves={
        "release": ((EnrolmentState.ENROLLED,), EnrolmentState.WAITING),
        "place": ((EnrolmentState.WAITING,), EnrolmentState.ENROLLED),
        "withdraw": ((EnrolmentState.ENROLLED, EnrolmentState.WAITING), EnrolmentState.WITHDRAWN),
        "await_again": ((EnrolmentState.WITHDRAWN,), EnrolmentState.WAITING),
        "complete": ((EnrolmentState.ENROLLED,), EnrolmentState.COMPLETED),
    },
    initial=EnrolmentState.ENROLLED,
)


class JoinedBy(Choice):
    CODE = "code", "By code"
    PREFERENCE = "preference", "By preferred partner"
    HAND = "hand", "By hand"
    QUEUE = "queue", "From the waiting list"
    LATE = "late", "Joined on the day"


class Standing(Choice):
    """How a group stands against its minimum. The label is what a tag says; `short` also says by how many."""

    RUNS = "runs", "Runs"
    FULL = "full", "Full"
    SHORT = "short", "Short"
    AT_RISK = "at_risk", "At risk"
    OVERRIDDEN = "overridden", "Runs by decision"
    CLOSED = "closed", "Not running"


class ShortfallAnswer(Choice):
    """What was decided about a confirmed group that lost people."""

    CONTINUE = "continue", "Go on with fewer"
    MERGE = "merge", "Merge it into another group"
    DISTANCE = "distance", "Move its people to distance learning"
    MOVE = "move", "Move its people one by one"


TOGETHER = (ShortfallAnswer.MERGE, ShortfallAnswer.DISTANCE)
"""Answers that move everybody at once: everything they change is shown on a page of its own first."""


GROUP_OPENED = happening("groups.group_opened", "{by} opened {subject} for {partner}, room for {size}", major=True)
HANDED_OVER = happening("groups.all_handed_over", "What {subject} had in groups that form went to {after}")
GROUP_HANDED_OVER = happening("groups.handed_over", "{subject} went from {before} to {after}", major=True)
GROUP_RESIZED = happening("groups.group_resized", "{by} gave {subject} {size} places instead of {before}", major=True)
ENROLLED = happening("groups.enrolled", "{subject} was enrolled in {group} by {by}, {how}")
MOVED = happening("groups.moved", "{by} moved {subject} from {before} to {after}: “{reason}”", major=True)
RELEASED = happening(
    "groups.released", "{by} took {subject} out of {group}, to be placed again: “{reason}”", major=True
)
ENROLMENT_WITHDRAWN = happening("groups.enrolment_withdrawn", "{subject} left {group}: “{reason}”", major=True)
ENROLMENT_AWAITED = happening("groups.enrolment_awaited", "{subject} may be placed again: “{reason}”")
GROUP_CLOSED = happening("groups.group_closed", "{by} closed {subject}: “{reason}”", major=True)
GROUP_REOPENED = happening("groups.group_reopened", "{by} opened {subject} again", major=True)
FELL_SHORT = happening(
    "groups.fell_short", "{subject} has {people} people and runs with {least}: {because}", major=True
)
SHORTFALL_PAST = happening("groups.shortfall_past", "{subject} has {people} people again, so nothing is to decide")
SHORTFALL_DECIDED = happening(
    "groups.shortfall_decided", "{by} decided about {subject} with {people} people: {answer}. “{reason}”", major=True
)
