"""What the office types to plan an intake."""

from typing import Any

from django import forms
from django.utils.text import slugify

from cadre.programmes.models import Qualification
from cadre.ui.forms import DateField, Form, TextField


class QualificationsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Qualification) -> str:
        return f"{obj.level} ({obj.code})"


class IntakeForm(Form):
    name = TextField(
        label="Name",
        limit=40,
        help_text="As people say it, such as Autumn 2027",
        widget=forms.TextInput({"class": "cd-w-l"}),
    )
    opens_on = DateField(
        label="Registration opens",
        required=False,
        help_text="Leave empty to open on the day after the last intake closes",
    )
    closes_on = DateField(
        label="Registration closes",
        help_text="Open until the end of this day",
        error_messages={"required": "Enter the day registration closes."},
    )
    starts_on = DateField(
        label="Programme starts",
        help_text="Windows are counted in weeks from the Monday of this week",
        error_messages={"required": "Enter the day the programme starts."},
    )
    qualifications = QualificationsField(
        Qualification.objects.all(),
        to_field_name="slug",  # keys of another script's digits are no number of a column
        label="Qualifications",
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not slugify(name):
            raise forms.ValidationError("Use some letters or figures, such as Autumn 2027.")
        return name

    def planned(self) -> dict[str, Any]:
        """The arguments of `actions.open_intake`, except who does it."""
        return {**self.cleaned_data, "slug": slugify(self.cleaned_data["name"])}
