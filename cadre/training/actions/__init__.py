"""What changes in training: sessions, places, marks, and who helps."""

from cadre.training.actions.assisting import assign_helpers, decline_assisting, release_helper
from cadre.training.actions.helping import answer_about_helping, ask_to_help
from cadre.training.actions.places import book, decline, invite
from cadre.training.actions.register import complete, correct, join_on_the_day, mark_many, mark_one, reopen
from cadre.training.actions.sessions import (
    PartPlan,
    answer_as_host,
    as_typed,
    call_off,
    change_session,
    plan_session,
)

__all__ = [
    "PartPlan",
    "answer_about_helping",
    "answer_as_host",
    "as_typed",
    "ask_to_help",
    "assign_helpers",
    "book",
    "call_off",
    "change_session",
    "complete",
    "correct",
    "decline",
    "decline_assisting",
    "invite",
    "join_on_the_day",
    "mark_many",
    "mark_one",
    "plan_session",
    "release_helper",
    "reopen",
]
