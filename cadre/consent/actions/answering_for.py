"""An answer that somebody gave on the phone, written down by staff: as if they had pressed the button themselves."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cadre.consent import emails
from cadre.consent.actions.links import link_to_offer
from cadre.consent.actions.locking import hold_offer
from cadre.consent.actions.offers import accept_offer, decline_offer
from cadre.consent.models import AlternateOffer
from cadre.consent.states import OFFER_ANSWERED_FOR, Heard, OfferState
from cadre.journal import actions as journal
from cadre.lib.errors import Refusal
from cadre.messages.actions import post
from cadre.people.models import User

NOTHING = "none"
"""The answer that takes none of what is offered."""


@dataclass(frozen=True)
class Said:
    """Who said it, how, and when."""

    who: str
    how: Heard
    at: datetime

    @property
    def words(self) -> str:
        """`Dev Anand, on the phone, 26 November 2026 at 10:00`."""
        return f"{self.who}, {self.how.label.lower()}, {emails.moment(self.at)}"


@transaction.atomic
def answer_for(offer: AlternateOffer, answer: str, said: Said, *, by: User, now: datetime) -> AlternateOffer:
    """Take one of the options for somebody, or `NOTHING`, by the rules and locks of their own press. They are told.

    Raises Refusal where they have answered already, however, and for a time that cannot be.
    """
    row = hold_offer(offer)
    if row.state in (OfferState.ACCEPTED, OfferState.DECLINED):
        raise Refusal(f"{row} has answered already: {row.taken or 'none of it'}. Nothing was changed.")
    if not said.who.strip():
        raise Refusal("Say who gave the answer.", field="who")
    if said.at > now:
        raise Refusal("This is later than now.", field="on")
    if said.at < row.made_at:
        raise Refusal(f"The offer was made on {emails.moment(row.made_at)}, so it was not answered before.", field="on")
    done = decline_offer(row, by=by, now=now) if answer == NOTHING else _accepted(row, answer, by=by, now=now)
    done.why = f"Written down by {by.name}: {said.words}"
    done.save(update_fields=["why"])
    what = done.taken or "none of what was offered"
    told = {"who": said.who, "how": said.how.label.lower(), "at": emails.moment(said.at)}
    journal.record(OFFER_ANSWERED_FOR, done, by=by, what=what, **told)
    post(emails.offer_answered_for(done, link_to_offer(done, now=now), what=what, said=said.words), now=now)
    return done


def _accepted(row: AlternateOffer, answer: str, *, by: User, now: datetime) -> AlternateOffer:
    return accept_offer(row, answer, by=by, now=now, tell=False)
