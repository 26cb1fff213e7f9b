"""Staff roles, how one that was asked for stands, and what can happen to an account."""

from cadre.lib.choices import Choice
from cadre.lib.happenings import happening


class StaffRoleName(Choice):
    OPS = "ops", "Operations"
    FINANCE = "finance", "Finance"
    MARKETING = "marketing", "Marketing"
    QUALITY = "quality", "Quality"
    DPO = "dpo", "Data protection"
    SYSADMIN = "sysadmin", "System administration"


GIVEN_BY_ONE = frozenset({StaffRoleName.MARKETING})
"""All others need a second of system administration: the access matrix says so of `role_grant`."""


class RoleRequestState(Choice):
    WAITING = "waiting", "Waits for a second"
    GIVEN = "given", "Given"
    REFUSED = "refused", "Refused"
    TAKEN_BACK = "taken_back", "Taken back"


PERSON_ADDED = happening("people.person_added", "{subject} got an account")
ROLE_GRANTED = happening("people.role_granted", "{by} gave {subject} the role {role}, from {from_on}", major=True)
ROLE_ENDED = happening("people.role_ended", "{by} ended the role {role} of {subject}, from {to_on}", major=True)
ROLE_ASKED = happening("people.role_asked", "{by} asked for the role {role} for {subject}: “{reason}”")
ROLE_REFUSED = happening("people.role_refused", "{by} refused the role {role} for {subject}")
ROLE_TAKEN_BACK = happening("people.role_taken_back", "{by} took back what they asked: the role {role} for {subject}")
ACCOUNT_CLOSED = happening("people.account_closed", "{by} closed the account of {subject}: “{reason}”", major=True)
ACCOUNT_OPENED = happening("people.account_opened", "{by} opened the account of {subject}: “{reason}”", major=True)
SIGNED_OUT = happening("people.signed_out", "{by} signed {subject} out everywhere: “{reason}”")
SECOND_STEP_SET_UP = happening("people.second_step_set_up", "{by} set up the second step of signing in")
SECOND_STEP_MOVED = happening("people.second_step_moved", "{by} moved the second step of signing in to another app")
RECOVERY_CODES_MADE = happening("people.recovery_codes_made", "{by} made new recovery codes")
SECOND_STEP_REMOVED = happening("people.second_step_removed", "{by} removed the second step of signing in")
SECOND_STEP_RESET = happening(
    "people.second_step_reset", "{by} reset the second step of signing in for {subject}: {reason}", major=True
)
FILE_TAKEN = happening("people.file_taken", "{by} took the file {file} away: {rows}{narrowed}", reading=True)
SIGNED_IN_AS = happening("people.signed_in_as", "{subject} signed in from the demo list")
