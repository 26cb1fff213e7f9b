"""What this room writes."""

from cadre.partners.emails.contacts import contact_ended, contact_invited

__all__ = ["contact_ended", "contact_invited"]
