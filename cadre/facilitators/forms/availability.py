"""When somebody can work, as they type it on a phone."""

from datetime import date
from typing import Any

from django import forms

from cadre.facilitators.actions.availability import weeks_as_typed
from cadre.facilitators.models import Facilitator
from cadre.facilitators.models.availability import NOTE_LIMIT
from cadre.facilitators.states import Weekday
from cadre.schools.states import REGIONS
from cadre.ui.forms import DateField, Form, TextField
from cadre.ui.seen import SeenForm

FIGURE = {"class": "cd-w-s", "inputmode": "numeric"}


def _figure(label: str, help_text: str, most: int) -> forms.IntegerField:
    widget = forms.TextInput(attrs=FIGURE)
    return forms.IntegerField(
        label=label, help_text=help_text, required=False, min_value=0, max_value=most, widget=widget
    )


class WeeksForm(SeenForm):
    """Usual weekdays, how far and how often."""

    mark_optional = False
    weekdays = forms.MultipleChoiceField(
        label="Which days usually suit?",
        help_text="Tick none if any day may.",
        choices=[(str(day), label) for day, label in Weekday.choices()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    max_km = _figure("How far, in kilometres?", "From your school, one way. Leave empty for no limit.", 900)
    max_events = _figure(
        "How many events in a season?", "Between one intake and the next. Leave empty for no limit.", 99
    )
    regions = forms.MultipleChoiceField(
        label="Which regions?",
        help_text="Tick none for your own region and what is near.",
        choices=[(name, name) for name in REGIONS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    @classmethod
    def of(cls, facilitator: Facilitator, data: Any = None) -> "WeeksForm":
        """Filled with what they said last."""
        return cls(data, before=weeks_as_typed(facilitator), auto_id="weeks_%s")

    def given(self) -> dict[str, Any]:
        """The arguments of the action."""
        said = self.cleaned_data
        return {**said, "weekdays": {int(day) for day in said["weekdays"]}}


class AwayForm(Form):
    """Days away. One day needs only its first."""

    from_on = DateField(label="First day away")
    to_on = DateField(label="Last day away", required=False, help_text="Leave empty for one day.")
    note = TextField(
        label="A note",
        limit=NOTE_LIMIT,
        required=False,
        help_text="Only you and the office read it. No need to say why.",
    )
    mark_optional = False

    @classmethod
    def on(cls, day: date | None, data: Any = None) -> "AwayForm":
        return cls(data, initial={"from_on": day} if day else None, auto_id="away_%s")

    def given(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"from_on": said["from_on"], "to_on": said["to_on"] or said["from_on"], "note": said["note"]}
