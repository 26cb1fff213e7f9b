"""Intake, preferred partner and allocation code: the very first page."""

from collections.abc import Mapping
from typing import Any

from django import forms

from cadre.applications.steps.base import Answers, Facts, Row, Step
from cadre.lib.dates import long_day
from cadre.partners.models import Partner
from cadre.ui.forms import Form, Hinted, TextField

NO_PREFERENCE = "none"


class CourseForm(Form):
    mark_optional = False
    intake = forms.ChoiceField(label="Intake", widget=forms.RadioSelect)
    partner = forms.ChoiceField(
        label="Preferred delivery partner",
        help_text="Your days take place with this partner, as long as its group runs.",
        error_messages={"required": "Choose a delivery partner."},
    )
    code = TextField(
        limit=60,
        required=False,
        label="Allocation code",
        help_text="If your partner or school gave you one. Leave it empty if not.",
        widget=forms.TextInput({"class": "cd-w-m cd-code", "autocapitalize": "characters", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, facts: Facts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = list(Partner.objects.active_on(facts.today).only("slug", "name", "town"))
        self.partners = {partner.slug: partner for partner in partners}
        self.fields["partner"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a partner"),
            *[(partner.slug, f"{partner.name}, {partner.town}") for partner in partners],
            (NO_PREFERENCE, "I have no preference"),
        ]
        self.fields["partner"].error_messages["invalid_choice"] = "This partner is no longer offered. Choose again."
        self.offerings = {offering.intake.slug: offering for offering in facts.offerings}
        if len(self.offerings) == 1:
            self.fields["intake"].widget = forms.HiddenInput()
            self.fields["intake"].initial = next(iter(self.offerings))
        self.fields["intake"].choices = [  # type: ignore[attr-defined]
            (slug, Hinted(str(offering.intake), hint=_days(offering))) for slug, offering in self.offerings.items()
        ]


def _days(offering: Any) -> str:
    intake = offering.intake
    return f"Starts {long_day(intake.starts_on)}. Apply by {long_day(intake.closes_on)}."


class Course(Step):
    slug = "course"
    section = "Course"
    question = "Your course and partner"
    why = (
        "Your preferred partner decides which group you join, and where your days are. A code only helps us place you."
    )
    form_class = CourseForm
    turns = (
        ("with a code", Answers({"course": {"typed": {"code": "X"}}})),
        ("without", Answers({})),
    )

    @classmethod
    def next(cls, answers: Answers) -> type[Step]:
        from cadre.applications.steps.code import Code
        from cadre.applications.steps.you import You

        return Code if answers.said("course", "code").strip() else You

    @classmethod
    def form(cls, facts: Facts, typed: Mapping[str, Any] | None) -> CourseForm:
        return CourseForm(typed, facts=facts)

    @classmethod
    def filled(cls, clean: Mapping[str, Any]) -> dict[str, Any]:
        return {"code_typed": clean["code"]}

    @classmethod
    def rows(cls, clean: Mapping[str, Any], form: Form) -> list[Row]:
        assert isinstance(form, CourseForm)
        partner = form.partners.get(clean["partner"])
        place = f"{partner}, {partner.town}" if partner else "No preference"
        return [("Preferred partner", place), ("Allocation code", clean["code"] or "None")]

    @classmethod
    def title(cls, facts: Facts) -> str:
        return f"Apply for {facts.offering.qualification}"
