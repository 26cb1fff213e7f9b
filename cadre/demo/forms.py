"""Moving the demo's date."""

from django import forms

from cadre.demo.moving import MOST_DAYS
from cadre.ui.forms import Form


class MoveDateForm(Form):
    days = forms.IntegerField(label="Days to move forward", min_value=1, max_value=MOST_DAYS)
