"""What is sent about lists of categories, single districts, and the register."""

from cadre.schools.forms.categories import CHOICES, PublishForm, SettleForm, UploadForm, WithdrawForm
from cadre.schools.forms.register import RegisterForm

__all__ = ["CHOICES", "PublishForm", "RegisterForm", "SettleForm", "UploadForm", "WithdrawForm"]
