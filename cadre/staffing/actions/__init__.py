"""The verbs of staffing: suggest, decide by hand, invite, answer."""

from cadre.staffing.actions.answering import accept, decline, expire, withdraw
from cadre.staffing.actions.briefing import keep_briefing, remind_of_briefings, remind_to_plan, set_briefing
from cadre.staffing.actions.inviting import invite, invite_next, remind, remind_when_due, send_invitations
from cadre.staffing.actions.substituting import end_substitution, substitute
from cadre.staffing.actions.suggesting import ask_suggestion, cancel_suggestion, decide, solve, suggest_anew

__all__ = [
    "accept",
    "ask_suggestion",
    "cancel_suggestion",
    "decide",
    "decline",
    "end_substitution",
    "expire",
    "invite",
    "invite_next",
    "keep_briefing",
    "remind",
    "remind_of_briefings",
    "remind_to_plan",
    "remind_when_due",
    "send_invitations",
    "set_briefing",
    "solve",
    "substitute",
    "suggest_anew",
    "withdraw",
]
