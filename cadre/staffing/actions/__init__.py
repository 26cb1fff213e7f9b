"""The verbs of staffing: suggest, decide by hand, invite, answer."""

from cadre.staffing.actions.answering import accept, decline, expire, withdraw
from cadre.staffing.actions.briefing import (
    hour_as_typed,
    keep_briefing,
    kept_as_typed,
    remind_of_briefings,
    remind_to_plan,
    set_briefing,
)
from cadre.staffing.actions.covering import ask_next_to_cover, end_cover, end_covers_of, seek_cover
from cadre.staffing.actions.inviting import invite, invite_next, remind, remind_when_due, send_invitations
from cadre.staffing.actions.substituting import end_substitution, substitute
from cadre.staffing.actions.suggesting import ask_suggestion, cancel_suggestion, decide, solve, suggest_anew
from cadre.staffing.actions.visiting import arrange_visit, end_visit

__all__ = [
    "accept",
    "arrange_visit",
    "ask_next_to_cover",
    "ask_suggestion",
    "cancel_suggestion",
    "decide",
    "decline",
    "end_cover",
    "end_covers_of",
    "end_substitution",
    "end_visit",
    "expire",
    "hour_as_typed",
    "invite",
    "invite_next",
    "keep_briefing",
    "kept_as_typed",
    "remind",
    "remind_of_briefings",
    "remind_to_plan",
    "remind_when_due",
    "seek_cover",
    "send_invitations",
    "set_briefing",
    "solve",
    "substitute",
    "suggest_anew",
    "withdraw",
]
