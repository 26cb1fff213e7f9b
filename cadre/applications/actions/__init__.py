"""What changes an application: `drafting` until it is handed in, `submission`, and `decisions` afterwards."""

from cadre.applications.actions.decisions import (
    accept_application,
    accept_applications,
    answer_question,
    ask_for_more,
    decline_application,
    read_arrangements,
    requote,
    settle_school,
    withdraw_application,
)
from cadre.applications.actions.drafting import new_link, save_step, send_resume_link, start_application
from cadre.applications.actions.settlement import settle_scholarship
from cadre.applications.actions.submission import submit_application

__all__ = [
    "accept_application",
    "accept_applications",
    "answer_question",
    "ask_for_more",
    "decline_application",
    "new_link",
    "read_arrangements",
    "requote",
    "save_step",
    "send_resume_link",
    "settle_scholarship",
    "settle_school",
    "start_application",
    "submit_application",
    "withdraw_application",
]
