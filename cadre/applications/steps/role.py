"""Role and years in leadership."""

from collections.abc import Mapping
from typing import Any

from django import forms

from cadre.applications.steps.base import Answers, Row, Step
from cadre.lib.words import counted
from cadre.ui.forms import Form, TextField

MOST_YEARS = 50
WHOLE_YEARS = f"Write whole years as a number from 0 to {MOST_YEARS}."


class RoleForm(Form):
    job_title = TextField(limit=120, label="Your role", help_text="Such as assistant headteacher, since September 2023")
    leading_years = forms.IntegerField(
        label="How many years have you led others in schools?",
        help_text="A team, a subject, a phase or a school. Whole years; 0 if you begin now.",
        min_value=0,
        max_value=MOST_YEARS,
        widget=forms.TextInput({"inputmode": "numeric", "class": "cd-w-s"}),
        error_messages={
            "required": "Write how many years you have led others; 0 if you begin now.",
            "invalid": WHOLE_YEARS,
            "min_value": WHOLE_YEARS,
            "max_value": WHOLE_YEARS,
        },
    )


class Role(Step):
    slug = "role"
    section = "School"
    question = "What do you do there?"
    why = "Your role shows whether the qualification fits. Nobody is turned away for few years in leadership."
    form_class = RoleForm
    turns = (
        ("the qualification has a gateway", Answers({}, needs_gateway=True)),
        ("it has none", Answers({})),
    )

    @classmethod
    def next(cls, answers: Answers) -> type[Step]:
        from cadre.applications.steps.gateway import Gateway
        from cadre.applications.steps.support import Support

        return Gateway if answers.needs_gateway else Support

    @classmethod
    def rows(cls, clean: Mapping[str, Any], form: Form) -> list[Row]:
        years = clean["leading_years"]
        return [("Role", clean["job_title"]), ("In leadership", counted(years, "year"))]
