"""Kinds of partner, what contacts are for, and what can happen to a partner."""

from cadre.lib.choices import Choice
from cadre.lib.happenings import happening


class PartnerKind(Choice):
    """The provider itself delivers what no partner can, such as distance learning. It is never shown as a partner."""

    TEACHING_SCHOOL = "teaching_school", "Teaching school"
    TRUST = "trust", "Multi-academy trust"
    DIOCESE = "diocese", "Diocese"
    PROVIDER = "provider", "The provider itself"


NETWORK = (PartnerKind.TEACHING_SCHOOL, PartnerKind.TRUST, PartnerKind.DIOCESE)


class ContactPurpose(Choice):
    LEAD = "lead", "Lead"
    FINANCE = "finance", "Finance"
    EVENTS = "events", "Events"


PARTNER_ADDED = happening("partners.partner_added", "{subject} joined the network", major=True)
CODE_ISSUED = happening("partners.code_issued", "{by} issued the allocation code {code}")
CODE_ROTATED = happening("partners.code_rotated", "{by} replaced the allocation code by {code}")
CODE_EXPIRED = happening("partners.code_expired", "{by} ended the allocation code {code}")
