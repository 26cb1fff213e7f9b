"""What this room writes, by noun."""

from cadre.partners.emails import memoranda
from cadre.partners.emails.changes import partner_changed
from cadre.partners.emails.contacts import contact_ended, contact_invited
from cadre.partners.emails.payee import payee_changed, payee_decided
from cadre.partners.emails.profile import profile_approved, profile_returned

__all__ = [
    "contact_ended",
    "contact_invited",
    "memoranda",
    "partner_changed",
    "payee_changed",
    "payee_decided",
    "profile_approved",
    "profile_returned",
]
