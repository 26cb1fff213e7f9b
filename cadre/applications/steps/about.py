"""How somebody heard of us; and the equality questions, which nobody has to answer."""

from collections.abc import Mapping
from typing import Any

from django import forms

from cadre.applications.rules.equality import QUESTIONS
from cadre.applications.states import Heard
from cadre.applications.steps.base import Answers, Row, Step
from cadre.ui.forms import Form, TextField


class HeardForm(Form):
    heard = forms.ChoiceField(
        label="How did you hear of this qualification?",
        widget=forms.RadioSelect,
        choices=Heard.choices(),
        error_messages={"required": "Say how you heard of this qualification."},
    )
    heard_detail = TextField(limit=120, required=False, label="From whom or where?")


class HeardOf(Step):
    slug = "heard"
    section = "About you"
    question = "How you heard of us"
    why = "It tells us and our partners which letters and meetings are worth the trouble."
    form_class = HeardForm

    @classmethod
    def next(cls, answers: Answers) -> type[Step]:
        return Equality

    @classmethod
    def rows(cls, clean: Mapping[str, Any], form: Form) -> list[Row]:
        return [("How you heard of us", "\n".join(filter(None, [Heard(clean["heard"]).label, clean["heard_detail"]])))]


class EqualityForm(Form):
    """One radio group a question; none has to be answered."""

    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:
            self.fields[question.key] = forms.ChoiceField(
                label=question.words,
                required=False,
                choices=question.answers,
                widget=forms.RadioSelect({"class": "govuk-radios--small"}),
            )


class Equality(Step):
    slug = "equality"
    section = "About you"
    question = "Equality questions"
    lead = "You need not answer any of them. Leave them empty, or go on."
    why = (
        "They show whether our courses reach everybody. When you submit, your answers leave your application and are "
        "only counted: nobody can find out what you said, and nobody who decides about you ever sees it."
    )
    form_class = EqualityForm

    @classmethod
    def next(cls, answers: Answers) -> None:
        return None

    @classmethod
    def filled(cls, clean: Mapping[str, Any]) -> dict[str, Any]:
        return {"equality": {question.key: clean[question.key] for question in QUESTIONS if clean[question.key]}}

    @classmethod
    def rows(cls, clean: Mapping[str, Any], form: Form) -> list[Row]:
        given = sum(bool(clean[question.key]) for question in QUESTIONS)
        words = (
            f"{given} of {len(QUESTIONS)} answered, to be counted apart from your application"
            if given
            else "Not answered"
        )
        return [("Equality questions", words)]
