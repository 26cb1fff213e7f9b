"""New mailed links; only the hash of the secret is kept."""

from datetime import datetime, timedelta

from cadre.consent.models import AlternateOffer, OfferLink
from cadre.lib.refs import new_token, token_hash

LINK_DAYS = 120
"""A link outlives its offer, so that whoever comes late reads what became of it."""


def link_to_offer(offer: AlternateOffer, *, now: datetime) -> str:
    """A new way to the offer's page. Earlier links keep working."""
    token = new_token()
    OfferLink.objects.create(offer=offer, token_hash=token_hash(token), expires_at=now + timedelta(days=LINK_DAYS))
    return token
