"""What the office types to plan an intake."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.text import slugify

from cadre.lib.dates import weekday_day
from cadre.programmes.models import DeliveryElement, Intake, Qualification
from cadre.programmes.queries.following import Proposal
from cadre.programmes.rules.distance import LENGTHS, MOST_MEETINGS, WEEKS, Meeting
from cadre.ui.forms import DateField, DateTextField, Form, TextField


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
        help_text="Leave empty to open on the day after the last intake of these qualifications closes",
    )
    opens_reason = TextField(
        label="Why it opens on a day of its own",
        required=False,
        limit=300,
        help_text="Only when it does not follow the last intake",
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

    @staticmethod
    def filled_in(proposal: Proposal) -> dict[str, Any]:
        """What is proposed, as the form's first values. The opening is left to follow where it does."""
        return {
            "name": proposal.name,
            "opens_on": proposal.days.opens_on if proposal.opens_reason else None,
            "opens_reason": proposal.opens_reason,
            "closes_on": proposal.days.closes_on,
            "starts_on": proposal.days.starts_on,
            "qualifications": [one.slug for one in proposal.qualifications],
        }

    def planned(self) -> dict[str, Any]:
        """The arguments of `actions.open_intake`, except who does it."""
        return {**self.cleaned_data, "slug": slugify(self.cleaned_data["name"])}


class DistanceForm(Form):
    """Online events, a line each, and from when. `rows`: the fields of each line; an empty line is none."""

    ROWS = MOST_MEETINGS
    from_on = DateTextField(
        label="From",
        help_text="Tomorrow at the earliest.",
        error_messages={"required": "Enter the first day it holds."},
    )
    source = TextField(label="Source", help_text="Where it is from: a decision, a letter, a trial.", limit=200)
    mark_optional = False

    def __init__(self, *args: Any, events: Sequence[DeliveryElement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for at in range(self.ROWS):
            one = events[at] if at < len(events) else None
            self.fields[f"title_{at}"] = TextField(
                label=f"Title of event {at + 1}", limit=120, required=False, initial=one.title if one else ""
            )
            for name, words, (least, most) in (("weeks", "Weeks after the start", WEEKS), ("days", "Days", LENGTHS)):
                kept = {"weeks": "after_weeks", "days": "length_days"}[name]
                self.fields[f"{name}_{at}"] = forms.IntegerField(
                    label=f"{words}, event {at + 1}",
                    required=False,
                    min_value=least,
                    max_value=most,
                    initial=getattr(one, kept) if one else None,
                    widget=forms.TextInput({"class": "cd-w-s", "inputmode": "numeric"}),
                    error_messages={
                        "invalid": "Write a number in figures.",
                        "min_value": f"{least} at least.",
                        "max_value": f"{most} at most.",
                    },
                )
        self.order_fields([name for name in self.fields if name not in ("from_on", "source")])

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"{name}_{at}"] for name in ("title", "weeks", "days")] for at in range(self.ROWS)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for at in range(self.ROWS):
            line = {name: said.get(f"{name}_{at}") for name in ("title", "weeks", "days")}
            if any(value not in ("", None) for value in line.values()):
                for name, value in line.items():
                    if value in ("", None) and f"{name}_{at}" not in self.errors:
                        self.add_error(f"{name}_{at}", "Fill in the whole line, or leave it empty.")
        return said

    @property
    def meetings(self) -> list[Meeting]:
        """Of a valid form."""
        said = self.cleaned_data
        lines = [(said[f"title_{at}"], said[f"weeks_{at}"], said[f"days_{at}"]) for at in range(self.ROWS)]
        return [Meeting(title, weeks, days) for title, weeks, days in lines if title]


class RegistrationForm(Form):
    """Other days for an intake's registration. The opening is asked only while it lies ahead."""

    opens_on = DateField(label="Registration opens", required=False)
    closes_on = DateField(
        label="Registration closes",
        help_text="Open until the end of this day",
        error_messages={"required": "Enter the day registration closes."},
    )
    reason = TextField(
        label="Why", required=False, limit=300, help_text="It stays in the journal, and applicants may ask"
    )
    mark_optional = False
    """A look needs no reason, and the move does."""

    def __init__(self, *args: Any, intake: Intake, due: date | None, today: date, **kwargs: Any) -> None:
        """`due`: when registration opens if it follows the last intake."""
        own = intake.opens_on if intake.opens_reason or due is None else None
        initial = {"opens_on": own, "closes_on": intake.closes_on}
        super().__init__(*args, initial=initial, **kwargs)
        if intake.opens_on <= today:
            del self.fields["opens_on"]
        elif due:
            self.fields["opens_on"].help_text = f"Leave empty to follow the last intake: {weekday_day(due)}"

    def opening(self, intake: Intake) -> date | None:
        """The day as it is to be, or None to follow the last intake."""
        if "opens_on" not in self.fields:
            return intake.opens_on
        day: date | None = self.cleaned_data["opens_on"]
        return day


class NoNextForm(Form):
    """Why nothing follows an intake by itself."""

    why_none = TextField(label="Why nothing follows", limit=300)
