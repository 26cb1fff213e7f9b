"""Ways to the page of an invitation, by mail."""

from datetime import datetime, timedelta

from cadre.lib.refs import new_token, token_hash
from cadre.staffing.models import Invitation, InvitationLink

LINK_DAYS = 120
"""A link outlives its invitation, so that whoever comes late reads what became of it."""


def link_to(invitation: Invitation, *, now: datetime) -> str:
    """A new way to the invitation's page. Earlier links keep working."""
    token = new_token()
    InvitationLink.objects.create(
        invitation=invitation, token_hash=token_hash(token), expires_at=now + timedelta(days=LINK_DAYS)
    )
    return token
