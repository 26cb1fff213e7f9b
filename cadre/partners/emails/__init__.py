"""What this room writes."""

from cadre.partners.emails.changes import partner_changed
from cadre.partners.emails.contacts import contact_ended, contact_invited
from cadre.partners.emails.payee import payee_changed, payee_decided
from cadre.partners.emails.profile import profile_approved, profile_returned

__all__ = [
    "contact_ended",
    "contact_invited",
    "partner_changed",
    "payee_changed",
    "payee_decided",
    "profile_approved",
    "profile_returned",
]
