"""What is done to partners and what is theirs."""

from cadre.partners.actions.changes import carry_out_change, note_moved, plan_change, take_back_change
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
from cadre.partners.actions.payee import (
    Bank,
    change_payee,
    confirm_payee,
    expire_payees,
    read_payee,
    refuse_payee,
    take_back_payee,
)
from cadre.partners.actions.profile import (
    PROFILE_FIELDS,
    approve_profile,
    base_of,
    mark_of_version,
    return_profile,
    save_profile,
    send_profile,
    take_back_profile,
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
    "PROFILE_FIELDS",
    "VENUE_FIELDS",
    "Bank",
    "add_contact",
    "add_item",
    "add_prospect",
    "add_venue",
    "approve_profile",
    "base_of",
    "carry_out_change",
    "change_contact",
    "change_details",
    "change_payee",
    "change_venue",
    "check_venue",
    "confirm_payee",
    "cover_school",
    "end_contact",
    "end_item",
    "expire_code",
    "expire_payees",
    "invite_again",
    "issue_code",
    "leave_school_out",
    "mark_of_version",
    "note_moved",
    "plan_change",
    "provider_itself",
    "read_payee",
    "refuse_payee",
    "restore_venue",
    "retire_venue",
    "return_profile",
    "rotate_code",
    "save_profile",
    "send_profile",
    "set_host_school",
    "take_back_change",
    "take_back_payee",
    "take_back_profile",
]
