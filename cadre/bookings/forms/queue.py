"""Forms of the waiting list."""

from typing import Any

from django import forms

from cadre.bookings.actions import Wish
from cadre.partners.models import Partner
from cadre.ui.forms import Form, TextField

MOST_KM = 300


class ReasonForm(Form):
    reason = TextField(limit=300, label="Reason", help_text="For the record, and in the mail to whoever it concerns.")


class LeaveForm(Form):
    reason = TextField(limit=300, required=False, label="Why do you leave the list?", help_text="If you like.")


class NeedForm(Form):
    """What is waited for. Nothing chosen: by what each applicant said, or with `asks_one` any group."""

    partner = forms.ModelChoiceField(
        queryset=Partner.objects.none(),
        required=False,
        to_field_name="slug",
        label="Partner",
        empty_label="Any partner",
    )
    region = forms.ChoiceField(required=False, label="Region")
    within_km = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_KM,
        label="Within how many kilometres of the school?",
        widget=forms.TextInput({"class": "cd-w-s", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = Partner.objects.active_on(today)
        self.fields["partner"].queryset = partners  # type: ignore[attr-defined]
        regions = sorted({region for region in partners.values_list("region", flat=True) if region})
        self.fields["region"].choices = [("", "Any region"), *((name, name) for name in regions)]  # type: ignore[attr-defined]

    def wish(self, school: Any = None) -> Wish | None:
        """The need that was typed, None when nothing was."""
        said = self.cleaned_data
        if not (said["partner"] or said["region"] or said["within_km"]):
            return None
        return Wish(said["partner"], said["region"], said["within_km"], school)


class JoinForm(NeedForm):
    """The applications by their references, and what they wait for."""

    refs = forms.MultipleChoiceField(
        widget=forms.MultipleHiddenInput, error_messages={"required": "Tick at least one person."}
    )
    together = forms.BooleanField(
        required=False, label="They stay together", help_text="One party: seated in one group, or not at all."
    )

    def __init__(self, *args: Any, refs: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["refs"].choices = [(ref, ref) for ref in refs]  # type: ignore[attr-defined]
        self.order_fields(["refs", "partner", "region", "within_km", "together"])


class RemoveForm(ReasonForm):
    """Entries by their references, and one reason for all."""

    refs = forms.MultipleChoiceField(
        widget=forms.MultipleHiddenInput, error_messages={"required": "Tick at least one entry."}
    )

    def __init__(self, *args: Any, refs: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["refs"].choices = [(ref, ref) for ref in refs]  # type: ignore[attr-defined]


class OwnWishForm(Form):
    """What an applicant waits for, on their own page."""

    ref = forms.ChoiceField(widget=forms.HiddenInput)
    nearby = forms.ChoiceField(
        label="Which groups would you take?",
        widget=forms.RadioSelect,
        choices=[("partner", "Only with the partner I chose"), ("near", "Another group near my school too")],
        error_messages={"required": "Say which groups you would take."},
    )
    within_km = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_KM,
        label="How far from your school, in kilometres?",
        help_text="If you would take another group",
        widget=forms.TextInput({"class": "cd-w-s", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, refs: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ref"].choices = [(ref, ref) for ref in refs]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        if clean.get("nearby") == "near" and "within_km" in clean and not clean["within_km"]:
            self.add_error("within_km", "Write how far you would travel, in kilometres.")
        return clean
