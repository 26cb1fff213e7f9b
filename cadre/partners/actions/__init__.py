"""What is done to partners and what is theirs."""

from cadre.partners.actions.codes import expire_code, issue_code, rotate_code
from cadre.partners.actions.contacts import add_contact, change_contact, end_contact, invite_again
from cadre.partners.actions.details import (
    OFFICE_DETAILS,
    OWN_DETAILS,
    add_prospect,
    change_details,
    cover_school,
    leave_school_out,
    set_host_school,
)
from cadre.partners.actions.provider import provider_itself
from cadre.partners.actions.venues import (
    VENUE_FIELDS,
    add_item,
    add_venue,
    change_venue,
    check_venue,
    end_item,
    restore_venue,
    retire_venue,
)

__all__ = [
    "OFFICE_DETAILS",
    "OWN_DETAILS",
    "VENUE_FIELDS",
    "add_contact",
    "add_item",
    "add_prospect",
    "add_venue",
    "change_contact",
    "change_details",
    "change_venue",
    "check_venue",
    "cover_school",
    "end_contact",
    "end_item",
    "expire_code",
    "invite_again",
    "issue_code",
    "leave_school_out",
    "provider_itself",
    "restore_venue",
    "retire_venue",
    "rotate_code",
    "set_host_school",
]
