"""What changes about facilitators: when they can work, and who becomes one."""

from cadre.facilitators.actions.associates import (
    nominate,
    save_associate,
    start_associate,
    submit_associate,
)
from cadre.facilitators.actions.associates import (
    send_link as send_associate_link,
)
from cadre.facilitators.actions.availability import keep_availability, mark_away, take_back_away
from cadre.facilitators.actions.deciding import (
    accept_associate,
    ask_associate,
    decline_associate,
    forget_associates,
    tick_check,
)
from cadre.facilitators.actions.referees import answer_reference, ask_referees, remind_referees

__all__ = [
    "accept_associate",
    "answer_reference",
    "ask_associate",
    "ask_referees",
    "decline_associate",
    "forget_associates",
    "keep_availability",
    "mark_away",
    "nominate",
    "remind_referees",
    "save_associate",
    "send_associate_link",
    "start_associate",
    "submit_associate",
    "take_back_away",
    "tick_check",
]
