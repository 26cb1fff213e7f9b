"""What changes in training: sessions, places, marks, and who helps."""

from cadre.training.actions.helping import answer_about_helping, ask_to_help
from cadre.training.actions.places import book, decline, invite
from cadre.training.actions.register import complete, mark_part, reopen
from cadre.training.actions.sessions import PartPlan, answer_as_host, call_off, plan_session

__all__ = [
    "PartPlan",
    "answer_about_helping",
    "answer_as_host",
    "ask_to_help",
    "book",
    "call_off",
    "complete",
    "decline",
    "invite",
    "mark_part",
    "plan_session",
    "reopen",
]
