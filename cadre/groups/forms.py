"""What the office fills in to open a group, move people, and end what does not run."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from cadre.groups.models import Group
from cadre.partners.models import Partner
from cadre.ui.forms import Form, ParagraphsField


class OpenGroupForm(Form):
    partner = forms.ModelChoiceField(Partner.objects.none(), label="Partner", empty_label="Choose a partner")
    size = forms.IntegerField(
        label="Places", required=False, min_value=1, max_value=200, help_text="Empty: as the rule of the day says."
    )

    def __init__(self, *args: Any, partners: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partners  # type: ignore[attr-defined]


class ReasonForm(Form):
    """A reason that is kept in the journal."""

    reason = ParagraphsField(label="Reason", limit=500)


class OptionalReasonForm(Form):
    reason = ParagraphsField(label="Reason", limit=500, required=False)


class MoveForm(ReasonForm):
    to = forms.ModelChoiceField(Group.objects.none(), label="Move to", empty_label="Choose a group")
    field_order = ("to", "reason")

    def __init__(self, *args: Any, rooms: QuerySet[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = rooms  # type: ignore[attr-defined]
        self.fields["to"].to_field_name = "ref"  # type: ignore[attr-defined]
        self.fields["to"].label_from_instance = _in_words  # type: ignore[attr-defined]


def _in_words(group: Group) -> str:
    return f"{group.partner.short_name} ({group.ref}): {group.people} of {group.size}"  # type: ignore[attr-defined]
