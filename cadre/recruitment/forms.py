"""What the pages of this room take in."""

from typing import Any

from django import forms

from cadre.partners.models import Partner
from cadre.programmes.models import Qualification
from cadre.ui.forms import Form


class RemindForm(Form):
    """Whom to narrow reminders to: everybody of the intake, of a qualification, of a partner. Nonsense narrows not."""

    qualification = forms.ModelChoiceField(
        queryset=Qualification.objects.all(), to_field_name="slug", required=False, widget=forms.HiddenInput
    )
    partner = forms.ModelChoiceField(
        queryset=Partner.objects.all(), to_field_name="slug", required=False, widget=forms.HiddenInput
    )

    def narrowing(self) -> dict[str, Any]:
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}
