"""What is done to partners and what is theirs."""

from cadre.partners.actions.codes import expire_code, issue_code, rotate_code
from cadre.partners.actions.provider import provider_itself

__all__ = [
    "expire_code",
    "issue_code",
    "provider_itself",
    "rotate_code",
]
