"""The life of a round, of a partner's agreement and of an offer, and what can happen to them."""

from cadre.lib.choices import Choice
from cadre.lib.happenings import happening
from cadre.lib.transitions import Workflow


class RoundState(Choice):
    PARTNERS = "partners", "Partners are asked"
    CANDIDATES = "candidates", "Candidates are asked"
    SETTLED = "settled", "Settled"
    CARRIED_OUT = "carried_out", "Carried out"
    CALLED_OFF = "called_off", "Called off"


LIVE_ROUNDS = (RoundState.PARTNERS, RoundState.CANDIDATES, RoundState.SETTLED)
ROUND_WORKFLOW = Workflow(
    name="Round of consent",
    labels=dict(RoundState.choices()),
    moves={
        "ask_candidates": ((RoundState.PARTNERS,), RoundState.CANDIDATES),
        "settle": ((RoundState.CANDIDATES,), RoundState.SETTLED),
        "go_on": ((RoundState.SETTLED,), RoundState.CANDIDATES),
        "carry_out": ((RoundState.SETTLED,), RoundState.CARRIED_OUT),
        "call_off": (LIVE_ROUNDS, RoundState.CALLED_OFF),
    },
    initial=RoundState.PARTNERS,
)
ROUND_TAGS = {
    RoundState.PARTNERS: "open",
    RoundState.CANDIDATES: "open",
    RoundState.SETTLED: "brand",
    RoundState.CARRIED_OUT: "good",
}


class AgreementState(Choice):
    OPEN = "open", "Not answered"
    AGREED = "agreed", "Agreed"
    DECLINED = "declined", "Declined"
    COUNTERED = "countered", "Countered"
    SILENT = "silent", "No answer in time"
    PAST = "past", "No longer needed"


AGREEMENT_WORKFLOW = Workflow(
    name="Partner's agreement",
    labels=dict(AgreementState.choices()),
    moves={
        "agree": ((AgreementState.OPEN,), AgreementState.AGREED),
        "decline": ((AgreementState.OPEN,), AgreementState.DECLINED),
        "counter": ((AgreementState.OPEN,), AgreementState.COUNTERED),
        "fall_silent": ((AgreementState.OPEN,), AgreementState.SILENT),
        "pass": ((AgreementState.OPEN,), AgreementState.PAST),
    },
    initial=AgreementState.OPEN,
)
AGREEMENT_TAGS = {
    AgreementState.OPEN: "open",
    AgreementState.AGREED: "good",
    AgreementState.DECLINED: "warn",
    AgreementState.COUNTERED: "brand",
}


class Silence(Choice):
    """What no answer means, once the time for it is over."""

    AGREED = "agreed", "They agree"
    DECLINED = "declined", "They decline"


class GroupWish(Choice):
    """What a partner says of its own group in a counter-proposal."""

    AS_PROPOSED = "as_proposed", "As proposed"
    KEEP = "keep", "It stays open, however many are in it"
    CLOSE = "close", "It does not run"


class OfferState(Choice):
    OPEN = "open", "Not answered"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    LAPSED = "lapsed", "No answer in time"
    TAKEN_BACK = "taken_back", "Taken back"
    OVER = "over", "No longer needed"


OFFER_WORKFLOW = Workflow(
    name="Offer of another place",
    labels=dict(OfferState.choices()),
    moves={
        "accept": ((OfferState.OPEN,), OfferState.ACCEPTED),
        "decline": ((OfferState.OPEN,), OfferState.DECLINED),
        "lapse": ((OfferState.OPEN,), OfferState.LAPSED),
        "take_back": ((OfferState.OPEN, OfferState.ACCEPTED), OfferState.TAKEN_BACK),
        "pass": ((OfferState.OPEN, OfferState.ACCEPTED), OfferState.OVER),
    },
    initial=OfferState.OPEN,
)
LIVE_OFFERS = (OfferState.OPEN, OfferState.ACCEPTED)
OFFER_TAGS = {
    OfferState.OPEN: "open",
    OfferState.ACCEPTED: "good",
    OfferState.DECLINED: "warn",
    OfferState.LAPSED: "warn",
}


class Option(Choice):
    """What somebody is offered, and what they took."""

    LOCAL = "local", "Another group"
    DISTANCE = "distance", "Distance learning"
    NEXT = "next", "The next intake"
    WITHDRAWAL = "withdrawal", "Withdrawal without charge"


class Heard(Choice):
    """How somebody gave an answer that staff wrote down for them."""

    PHONE = "phone", "On the phone"
    IN_PERSON = "in_person", "In person"
    WRITTEN = "written", "By letter or mail"


STAYS_IN = (Option.LOCAL, Option.DISTANCE)
"""What is carried out with the plan; the others are done at once."""

ROUND_STARTED = happening("consent.round_started", "{by} began {subject}: {partners}, {people}", major=True)
CANDIDATES_ASKED = happening("consent.candidates_asked", "{by} had the candidates of {subject} asked", major=True)
ROUND_PLANNED = happening("consent.round_planned", "{subject} goes on with {plan}: {offers}, {agreements}")
ROUND_STUCK = happening("consent.round_stuck", "{subject} cannot go on by itself: {why}", major=True)
ROUND_SETTLED = happening("consent.round_settled", "Everybody asked in {subject} has answered", major=True)
ROUND_CARRIED_OUT = happening("consent.round_carried_out", "{by} carried out {subject}: {people}", major=True)
ROUND_CALLED_OFF = happening("consent.round_called_off", "{by} called off {subject}: “{reason}”", major=True)
PLAN_WANTED = happening("consent.plan_wanted", "{by} had {subject} planned again: {why}")
AGREEMENT_ASKED = happening("consent.agreement_asked", "{subject} was asked to agree, until {until}")
AGREEMENT_ANSWERED = happening("consent.agreement_answered", "{by} answered for {subject}: {answer}{words}", major=True)
AGREEMENT_SILENT = happening(
    "consent.agreement_silent", "{subject} did not answer by {until}, so by the terms: {meaning}", major=True
)
AGREEMENT_REMINDED = happening("consent.agreement_reminded", "{subject} was reminded")
OFFER_MADE = happening("consent.offer_made", "{subject} was offered {what}, until {until}", major=True)
OFFER_ACCEPTED = happening("consent.offer_accepted", "{by} accepted for {subject}: {what}", major=True)
OFFER_DECLINED = happening("consent.offer_declined", "{by} declined for {subject}: {what}", major=True)
OFFER_ANSWERED_FOR = happening(
    "consent.offer_answered_for", "{by} wrote down for {subject}: {what}. {who} said so {how}, on {at}", major=True
)
OFFER_LAPSED = happening("consent.offer_lapsed", "The offer to {subject} ended without an answer: {what}", major=True)
OFFER_TAKEN_BACK = happening("consent.offer_taken_back", "{by} took back {what} from {subject}: “{reason}”", major=True)
OFFER_OVER = happening("consent.offer_over", "The offer to {subject} is over: {why}")
OFFER_REMINDED = happening("consent.offer_reminded", "{subject} was reminded of the offer")
