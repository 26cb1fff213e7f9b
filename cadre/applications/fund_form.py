"""What a new fund needs."""

from datetime import date, timedelta
from typing import Any

from django import forms

from cadre.rulebook.fields import figure
from cadre.ui.forms import DateTextField, Form, TextField

HIGHEST_POUNDS = 100_000_000


class FundForm(Form):
    name = TextField(label="Name", limit=80)
    places = figure(label="Places", least=0, most=1_000_000, required=False)
    amount = figure(label="Or the amount, in whole pounds", least=0, most=HIGHEST_POUNDS, required=False)
    per_school = figure(
        label="Most places for one school", least=0, most=10_000, required=False, help_text="Empty: no cap."
    )
    from_on = DateTextField(
        label="From",
        help_text="Of courses that start from this day.",
        error_messages={"required": "Enter the first day it applies."},
    )
    last_on = DateTextField(
        label="Ends",
        error_messages={"required": "Enter the last day."},
        help_text="Of courses that start up to this day.",
    )
    source = TextField(label="Source", help_text="Where it is from: an agreement, a letter, a decision.", limit=200)
    mark_optional = False

    def clean_last_on(self) -> date | None:
        last: date | None = self.cleaned_data["last_on"]
        if last and last.year > 9998:
            raise forms.ValidationError("This is too far away.")
        return last

    def given(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        amount, last = typed.pop("amount"), typed.pop("last_on")
        return typed | {"pence": None if amount is None else amount * 100, "to_on": last + timedelta(days=1)}
