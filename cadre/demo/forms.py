"""Moving the demo's date."""

from django import forms

from cadre.demo.moving import MOST_DAYS
from cadre.ui.forms import Form


class MoveDateForm(Form):
    days = forms.IntegerField(
        label="Days to move forward",
        min_value=1,
        max_value=MOST_DAYS,
        error_messages=dict.fromkeys(("min_value", "max_value"), f"Move it by 1 to {MOST_DAYS} days at once."),
    )
