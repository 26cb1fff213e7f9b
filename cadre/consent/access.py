"""Who sees rounds, agreements and offers, and what they may do with them."""

from datetime import datetime

from cadre.consent.models import (
    Agreement,
    AgreementQuerySet,
    AlternateOffer,
    AlternateOfferQuerySet,
    OfferLink,
    Round,
    RoundQuerySet,
)
from cadre.consent.states import LIVE_ROUNDS, OFFER_WORKFLOW, ROUND_WORKFLOW, STAYS_IN, AgreementState, OfferState
from cadre.lib import clock
from cadre.lib.refs import token_hash
from cadre.partners.access import partners_led_by
from cadre.people.access import holds
from cadre.people.models import User


def rounds_visible_to(user: User) -> RoundQuerySet:
    """The office's operations."""
    return Round.objects.all() if holds(user, "ops") else Round.objects.none()


def agreements_visible_to(user: User) -> AgreementQuerySet:
    """A partner's lead sees what their partner is asked."""
    return Agreement.objects.filter(partner__in=partners_led_by(user, today=clock.today()))


def agreements_asked_in_rounds(user: User) -> AgreementQuerySet:
    """Those of the rounds that the user keeps, to answer on a partner's behalf."""
    return Agreement.objects.filter(round__in=rounds_visible_to(user))


def own_offers(user: User) -> AlternateOfferQuerySet:
    """Offers to the user's own applications."""
    return AlternateOffer.objects.filter(application__applicant=user)


def offer_linked_by(token: str, *, now: datetime) -> AlternateOfferQuerySet:
    """The offer a mailed link leads to while it is valid, or none. Looking does not use it up."""
    links = OfferLink.objects.filter(token_hash=token_hash(token), expires_at__gt=now)
    return AlternateOffer.objects.filter(pk__in=links.values("offer"))


def may_keep_rounds(user: User) -> bool:
    """Begin rounds, remind, answer on a partner's behalf, and write their terms."""
    return holds(user, "ops")


def may_call_off(user: User, found: Round) -> bool:
    return ROUND_WORKFLOW.allows("call_off", found.state) and holds(user, "ops")


def may_ask_candidates(user: User, found: Round) -> bool:
    return ROUND_WORKFLOW.allows("ask_candidates", found.state) and holds(user, "ops")


def may_take_back(user: User, offer: AlternateOffer) -> bool:
    acted = offer.state == OfferState.ACCEPTED and offer.answer not in STAYS_IN
    return not acted and OFFER_WORKFLOW.allows("take_back", offer.state) and holds(user, "ops")


def may_answer_for(user: User, agreement: Agreement) -> bool:
    return agreement.state == AgreementState.OPEN and agreement.round.state in LIVE_ROUNDS and holds(user, "ops")


def offers_made_in_rounds(user: User) -> AlternateOfferQuerySet:
    """Those of the rounds that the user keeps, to write down an answer for whoever gave it."""
    return AlternateOffer.objects.filter(round__in=rounds_visible_to(user))


def may_answer_offer_for(user: User, offer: AlternateOffer) -> bool:
    """It is open still, so it can be answered."""
    in_time = offer.is_open and clock.now() < offer.expires_at
    return in_time and offer.round.state in LIVE_ROUNDS and holds(user, "ops")


def may_agree(user: User, agreement: Agreement) -> bool:
    """Answer for one's own partner."""
    is_open = agreement.state == AgreementState.OPEN and agreement.round.state in LIVE_ROUNDS
    return is_open and partners_led_by(user, today=clock.today()).filter(pk=agreement.partner_id).exists()
