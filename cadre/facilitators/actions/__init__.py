"""What changes about facilitators: when they can work, who becomes one, and what they may run."""

from cadre.facilitators.actions.accreditation import accredit, remind_of_accreditations, renew
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
    "accredit",
    "answer_reference",
    "ask_associate",
    "ask_referees",
    "decline_associate",
    "forget_associates",
    "keep_availability",
    "mark_away",
    "nominate",
    "remind_of_accreditations",
    "remind_referees",
    "renew",
    "save_associate",
    "send_associate_link",
    "start_associate",
    "submit_associate",
    "take_back_away",
    "tick_check",
]
