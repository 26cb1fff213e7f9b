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
SIGNED_IN_AS = happening("people.signed_in_as", "{subject} signed in from the demo list")
