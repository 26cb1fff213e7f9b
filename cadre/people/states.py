"""Staff roles, and what can happen to an account."""

from cadre.lib.choices import Choice
from cadre.lib.happenings import happening


class StaffRoleName(Choice):
    OPS = "ops", "Operations"
    FINANCE = "finance", "Finance"
    MARKETING = "marketing", "Marketing"
    QUALITY = "quality", "Quality"
    DPO = "dpo", "Data protection"
    SYSADMIN = "sysadmin", "System administration"


PERSON_ADDED = happening("people.person_added", "{subject} got an account")
ROLE_GRANTED = happening("people.role_granted", "{by} gave {subject} the role {role}, from {from_on}", major=True)
ROLE_ENDED = happening("people.role_ended", "{by} ended the role {role} of {subject}, from {to_on}", major=True)
SECOND_STEP_SET_UP = happening("people.second_step_set_up", "{by} set up the second step of signing in")
SECOND_STEP_MOVED = happening("people.second_step_moved", "{by} moved the second step of signing in to another app")
RECOVERY_CODES_MADE = happening("people.recovery_codes_made", "{by} made new recovery codes")
SECOND_STEP_REMOVED = happening("people.second_step_removed", "{by} removed the second step of signing in")
SECOND_STEP_RESET = happening(
    "people.second_step_reset", "{by} reset the second step of signing in for {subject}: {reason}", major=True
)
SIGNED_IN_AS = happening("people.signed_in_as", "{subject} signed in from the demo list")
