"""Who gave the allocation code, asked of everybody who typed one, so that the question reveals nothing about it."""

from collections.abc import Mapping
from typing import Any

from django import forms

from cadre.applications.states import CodeSource
from cadre.applications.steps.base import Answers, Row, Step
from cadre.ui.forms import Form


class CodeForm(Form):
    source = forms.ChoiceField(
        label="Who gave you your allocation code?",
        help_text="If it belongs to another partner than yours, our team looks into it. It never counts against you.",
        widget=forms.RadioSelect,
        choices=CodeSource.choices(),
        error_messages={"required": "Say who gave you the code."},
    )
    heading_field = "source"


class Code(Step):
    slug = "code"
    section = "Course"
    question = "Who gave you your allocation code?"
    why = "A code only helps us place you. We keep it as you typed it, together with what you say here."
    form_class = CodeForm

    @classmethod
    def next(cls, answers: Answers) -> type[Step]:
        from cadre.applications.steps.you import You

        return You

    @classmethod
    def filled(cls, clean: Mapping[str, Any]) -> dict[str, Any]:
        return {"code_source": clean["source"]}

    @classmethod
    def rows(cls, clean: Mapping[str, Any], form: Form) -> list[Row]:
        return [("The code came from", CodeSource(clean["source"]).label)]
