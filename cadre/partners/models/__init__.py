"""Delivery partners, their contacts, venues and allocation codes."""

from cadre.partners.models.change import OrgChange, OrgChangeQuerySet
from cadre.partners.models.code import AllocationCode, AllocationCodeQuerySet
from cadre.partners.models.contact import Contact, ContactQuerySet
from cadre.partners.models.footprint import CoveredSchool
from cadre.partners.models.memorandum import (
    Memorandum,
    MemorandumPolicy,
    MemorandumQuerySet,
    MemorandumText,
    SigningLink,
)
from cadre.partners.models.partner import NetworkManager, Partner, PartnerQuerySet
from cadre.partners.models.payee import PayeeDetails, PayeePolicy, PayeeQuerySet
from cadre.partners.models.profile import ProfileQuerySet, ProfileVersion
from cadre.partners.models.venue import HostingItem, Venue, VenueCheck, VenueQuerySet

__all__ = [
    "AllocationCode",
    "AllocationCodeQuerySet",
    "Contact",
    "ContactQuerySet",
    "CoveredSchool",
    "HostingItem",
    "Memorandum",
    "MemorandumPolicy",
    "MemorandumQuerySet",
    "MemorandumText",
    "NetworkManager",
    "OrgChange",
    "OrgChangeQuerySet",
    "Partner",
    "PartnerQuerySet",
    "PayeeDetails",
    "PayeePolicy",
    "PayeeQuerySet",
    "ProfileQuerySet",
    "ProfileVersion",
    "SigningLink",
    "Venue",
    "VenueCheck",
    "VenueQuerySet",
]
