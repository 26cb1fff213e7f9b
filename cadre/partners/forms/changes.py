"""A partner that leaves or is merged."""

from typing import Any

from django import forms

from cadre.partners.models import Partner
from cadre.ui.forms import DateField, Form, TextField


class PartnerChangeForm(Form):
    """What is to happen, from when, and why."""

    into = forms.ModelChoiceField(
        Partner.objects.none(),
        to_field_name="slug",
        label="It goes into",
        required=False,
        empty_label="No other: it leaves the network",
    )
    on_day = DateField(label="From", help_text="Its first day outside the network.")
    reason = TextField(label="Reason", limit=300, help_text="For the record.")

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["into"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = others


class TakeBackForm(Form):
    reason = TextField(label="Why is it taken back?", limit=300, help_text="For the record.")
