"""What people type about partners."""

from cadre.partners.forms.changes import PartnerChangeForm, TakeBackForm
from cadre.partners.forms.details import (
    ContactEndForm,
    ContactForm,
    ContactReachForm,
    DetailsForm,
    ProspectForm,
)
from cadre.partners.forms.listing import REGION_CHOICES, DirectoryFilter, EndCodeForm, IssueCodeForm, PartnerFilter
from cadre.partners.forms.payee import PayeeForm, RefusePayeeForm, TakenDownForm
from cadre.partners.forms.profile import ProfileForm, ReturnForm
from cadre.partners.forms.venues import ChecksForm, RetireForm, VenueForm

__all__ = [
    "REGION_CHOICES",
    "ChecksForm",
    "ContactEndForm",
    "ContactForm",
    "ContactReachForm",
    "DetailsForm",
    "DirectoryFilter",
    "EndCodeForm",
    "IssueCodeForm",
    "PartnerChangeForm",
    "PartnerFilter",
    "PayeeForm",
    "ProfileForm",
    "ProspectForm",
    "RefusePayeeForm",
    "RetireForm",
    "ReturnForm",
    "TakeBackForm",
    "TakenDownForm",
    "VenueForm",
]
