"""The life of a suggestion and of an invitation, and what can happen to them."""

from cadre.lib.choices import Choice
from cadre.lib.happenings import happening
from cadre.lib.transitions import Workflow


class Scope(Choice):
    """What a suggestion is for."""

    GROUP = "group", "One group"
    INTAKE = "intake", "An intake"
    SEASON = "season", "The whole season"


class SuggestionState(Choice):
    QUEUED = "queued", "Waiting to be worked out"
    RUNNING = "running", "Being worked out"
    READY = "ready", "Ready"
    CANCELLED = "cancelled", "Cancelled"
    SENT = "sent", "Invitations sent"


WORKING = (SuggestionState.QUEUED, SuggestionState.RUNNING)
STANDING = (*WORKING, SuggestionState.READY)
SUGGESTION_WORKFLOW = Workflow(
    name="Suggested staffing",
    labels=dict(SuggestionState.choices()),
    moves={
        "begin": (WORKING, SuggestionState.RUNNING),
        "finish": ((SuggestionState.RUNNING,), SuggestionState.READY),
        "cancel": (WORKING, SuggestionState.CANCELLED),
        "send": ((SuggestionState.READY,), SuggestionState.SENT),
    },
    initial=SuggestionState.QUEUED,
)
SUGGESTION_TAGS = {
    SuggestionState.QUEUED: "open",
    SuggestionState.RUNNING: "open",
    SuggestionState.READY: "brand",
    SuggestionState.SENT: "good",
}


class ByHand(Choice):
    """What somebody decided before the rest was worked out."""

    FIX = "fix", "This person takes the seat"
    EXCLUDE = "exclude", "This person does not staff the group"


class InvitationState(Choice):
    SENT = "sent", "Not answered"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    EXPIRED = "expired", "No answer in time"
    WITHDRAWN = "withdrawn", "Withdrawn"
    FILLED = "filled", "Somebody else has the seat"


INVITATION_WORKFLOW = Workflow(
    name="Invitation to staff a group",
    labels=dict(InvitationState.choices()),
    moves={
        "accept": ((InvitationState.SENT,), InvitationState.ACCEPTED),
        "decline": ((InvitationState.SENT,), InvitationState.DECLINED),
        "expire": ((InvitationState.SENT,), InvitationState.EXPIRED),
        "withdraw": ((InvitationState.SENT,), InvitationState.WITHDRAWN),
        "pass": ((InvitationState.SENT,), InvitationState.FILLED),
    },
    initial=InvitationState.SENT,
)
INVITATION_TAGS = {
    InvitationState.SENT: "open",
    InvitationState.ACCEPTED: "good",
    InvitationState.DECLINED: "warn",
    InvitationState.EXPIRED: "warn",
}

SUGGESTION_ASKED = happening("staffing.suggestion_asked", "{by} asked for suggested staffing of {what}: {groups}")
SUGGESTION_READY = happening("staffing.suggestion_ready", "{subject} is ready: {led} led, {open} open")
SUGGESTION_CANCELLED = happening("staffing.suggestion_cancelled", "{by} cancelled {subject}")
SUGGESTION_ADJUSTED = happening("staffing.suggestion_adjusted", "{by} decided for {subject}: {what}: “{reason}”")
SUGGESTION_SENT = happening("staffing.suggestion_sent", "{by} carried out {subject}: {invitations}", major=True)
INVITED = happening("staffing.invited", "{by} invited {facilitator} to {group} as {role}, until {until}", major=True)
INVITATION_ACCEPTED = happening("staffing.invitation_accepted", "{by} accepted {subject}", major=True)
INVITATION_DECLINED = happening("staffing.invitation_declined", "{by} declined {subject}{words}", major=True)
INVITATION_EXPIRED = happening("staffing.invitation_expired", "{subject} was not answered in time", major=True)
INVITATION_WITHDRAWN = happening("staffing.invitation_withdrawn", "{by} withdrew {subject}: “{reason}”")
INVITATION_FILLED = happening("staffing.invitation_filled", "{subject} is over: somebody else has the seat")
INVITATION_REMINDED = happening("staffing.invitation_reminded", "{subject} was recalled")
BRIEFING_SET = happening("staffing.briefing_set", "{by} set {subject} for {when}")
BRIEFING_HELD = happening("staffing.briefing_held", "{by} kept who was at {subject}: {there} of {team}")
BRIEFING_REMINDED = happening("staffing.briefing_reminded", "The team was reminded of {subject}")
SUBSTITUTED = happening(
    "staffing.substituted", "{by} had {stand_in} stand in for {out} at {subject}: “{reason}”", major=True
)
VISIT_ARRANGED = happening("staffing.visit_arranged", "{by} had {visitor} visit {subject}, the first event of {new}")
VISIT_ENDED = happening("staffing.visit_ended", "{by} took back that {visitor} visits {subject}")
COVER_SOUGHT = happening(
    "staffing.cover_sought", "{by} looks for somebody to stand in for {out} at {subject}: “{reason}”", major=True
)
COVER_ENDED = happening("staffing.cover_ended", "{by} looks for nobody to stand in for {out} at {subject} any more")
SUBSTITUTION_ENDED = happening(
    "staffing.substitution_ended", "{by} took back that {stand_in} stands in for {out} at {subject}", major=True
)
