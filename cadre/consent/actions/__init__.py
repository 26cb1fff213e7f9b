"""Rounds: begun, answered, planned again, called off. Carrying out is `formation`'s, which asks this room."""

from cadre.consent.actions.answering_for import NOTHING, Said, answer_for
from cadre.consent.actions.carrying_out import tell_outcome
from cadre.consent.actions.merging import follow_partner
from cadre.consent.actions.offers import (
    accept_offer,
    decline_offer,
    lapse_offers,
    person_is_gone,
    remind_candidates_when_due,
    remind_offers,
    take_back_offers,
)
from cadre.consent.actions.partners import (
    answer_agreement,
    end_silence,
    remind_agreements,
    remind_partners_when_due,
)
from cadre.consent.actions.planning import go_on, plan_again
from cadre.consent.actions.starting import ask_candidates, call_off, start_round

__all__ = [
    "NOTHING",
    "Said",
    "accept_offer",
    "answer_agreement",
    "answer_for",
    "ask_candidates",
    "call_off",
    "decline_offer",
    "end_silence",
    "follow_partner",
    "go_on",
    "lapse_offers",
    "person_is_gone",
    "plan_again",
    "remind_agreements",
    "remind_candidates_when_due",
    "remind_offers",
    "remind_partners_when_due",
    "start_round",
    "take_back_offers",
    "tell_outcome",
]
