"""What changes in evaluation: invitations and reminders, and answers in a box without order."""

from cadre.evaluation.actions.answering import AlreadyAnswered, Closed, Given, publish_closed, submit_answers
from cadre.evaluation.actions.inviting import invite_attendees, remind_unanswered

__all__ = [
    "AlreadyAnswered",
    "Closed",
    "Given",
    "invite_attendees",
    "publish_closed",
    "remind_unanswered",
    "submit_answers",
]
