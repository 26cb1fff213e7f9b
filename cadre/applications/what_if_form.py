"""What the “what if” page asks. It is read from the address, so that an answer can be kept and sent on."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from cadre.applications.rules.filled import Filled
from cadre.applications.states import Before, Funding, Payer
from cadre.applications.supposing import MOST_PEOPLE
from cadre.programmes.models import Intake, Offering, Qualification
from cadre.schools.models import School
from cadre.schools.queries import search_schools
from cadre.ui.forms import DateTextField, Form, TextField

FOUND_AT_MOST = 12
PAYERS = [(Payer.SCHOOL, "The school"), (Payer.TRUST, "The trust"), (Payer.SELF, "The person")]


class WhatIfForm(Form):
    """`found` are the schools to choose from when the words fit several."""

    school = TextField(
        label="School",
        limit=120,
        required=False,
        help_text="URN, or name and town. Empty: a workplace not in the register.",
    )
    qualification = forms.ModelChoiceField(Qualification.objects.all(), to_field_name="slug", empty_label=None)
    intake = forms.ModelChoiceField(Intake.objects.order_by("-starts_on"), to_field_name="slug", empty_label=None)
    day = DateTextField(
        label="Applies on",
        help_text="The fee, bands and rule of that day decide.",
        error_messages={"required": "Enter the day they apply."},
    )
    funding = forms.ChoiceField(label="How it is paid", choices=[(Funding.SCHOLARSHIP, "A scholarship"), *PAYERS])
    payer = forms.ChoiceField(
        label="Who pays without a scholarship",
        required=False,
        choices=[("", "Not said"), *PAYERS],
    )
    before = forms.ChoiceField(label="This qualification before", choices=Before.choices())
    people = forms.IntegerField(
        label="People",
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.TextInput({"class": "cd-w-s", "inputmode": "numeric"}),
        error_messages={
            "required": "Enter how many people.",
            "min_value": "One person at least.",
            "max_value": f"At most {MOST_PEOPLE} people at once.",
        },
    )
    after = forms.BooleanField(label="After those who have applied already", required=False)
    mark_optional = False

    def __init__(self, typed: Mapping[str, Any] | None, *, today: date) -> None:
        super().__init__(typed, initial={"day": today, "people": 1, "before": Before.NO, "funding": Funding.SCHOOL})
        self.found: list[School] = []
        self.chosen: School | None = None

    def clean_school(self) -> str:
        words: str = self.cleaned_data["school"]
        if not words:
            return ""
        if words.isascii() and words.isdigit() and len(words) == 6:
            self.chosen = School.objects.filter(urn=words).first()
            if self.chosen is None:
                raise forms.ValidationError("No school has this URN.")
            return words
        self.found = search_schools(words, FOUND_AT_MOST)
        if not self.found:
            raise forms.ValidationError("No school fits. Try fewer words, or its URN.")
        if len(self.found) > 1:
            raise forms.ValidationError("Several schools fit. Choose one of those below.")
        self.chosen, self.found = self.found[0], []
        return words

    def filled(self) -> Filled:
        """As an applicant would have answered."""
        typed = self.cleaned_data
        scholarship = typed["funding"] == Funding.SCHOLARSHIP
        return Filled(
            school_id=self.chosen.pk if self.chosen else None,
            school_typed="" if self.chosen else "a workplace that is not in the register",
            funding=typed["funding"],
            payer=typed["payer"] if scholarship else typed["funding"],
            before=typed["before"],
        )

    def offering(self) -> Offering:
        """The qualification in the intake, offered there or not."""
        typed = self.cleaned_data
        known = Offering.objects.filter(intake=typed["intake"], qualification=typed["qualification"]).first()
        return known or Offering(intake=typed["intake"], qualification=typed["qualification"])

    def address_with(self, query: QueryDict, school: School) -> str:
        """The same question for one of the schools found."""
        changed = query.copy()
        changed["school"] = school.urn
        return f"?{changed.urlencode()}"
