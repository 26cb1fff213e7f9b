"""The evaluation form, made of the questionnaire's rows. A question may be left out unless it says otherwise."""

from collections.abc import Sequence
from typing import Any

from django import forms

from cadre.evaluation.actions import Given
from cadre.evaluation.models import Question
from cadre.evaluation.states import QuestionKind
from cadre.facilitators.models import Facilitator
from cadre.ui.forms import Form, ParagraphsField, speak_plainly

WORDS = 1500
SCALE = [(str(score), str(score)) for score in range(11)]
STEPS = [
    ("1", "Disagree strongly"),
    ("2", "Disagree"),
    ("3", "Neither"),
    ("4", "Agree"),
    ("5", "Agree strongly"),
]


class AnswerForm(Form):
    """One field per question, and one per facilitator where the question asks for each."""

    mark_optional = False

    def __init__(self, questions: Sequence[Question], facilitators: Sequence[Facilitator], data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.asked: dict[str, tuple[Question, Facilitator | None]] = {}
        for question in questions:
            for facilitator in facilitators if question.per_facilitator else [None]:
                name = f"{question.key}-{facilitator.pk}" if facilitator else question.key
                self.asked[name] = (question, facilitator)
                self.fields[name] = _field(question, facilitator)
                speak_plainly(self.fields[name])

    def clean(self):
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError("Answer at least one question.")
        return cleaned

    @property
    def asks_for_some(self) -> bool:
        """Whether anything must be answered."""
        return any(field.required for field in self.fields.values())

    def given(self) -> list[Given]:
        """The answers that were given, once the form is valid."""
        return [
            Given(question, facilitator, text=value)
            if question.kind == QuestionKind.TEXT
            else Given(question, facilitator, score=int(value))
            for name, (question, facilitator) in self.asked.items()
            if (value := self.cleaned_data[name])
        ]

    def of_kind(self, kind: str) -> list[forms.BoundField]:
        return [self[name] for name, (question, _) in self.asked.items() if question.kind == kind]


def _field(question: Question, facilitator: Facilitator | None) -> forms.Field:
    words = question.text.format(facilitator=facilitator.user.name if facilitator else "The facilitator")
    said: dict[str, Any] = {
        "label": words,
        "required": question.is_required,
        "error_messages": {"required": f"Answer “{words}”."},
    }
    if question.kind == QuestionKind.TEXT:
        return ParagraphsField(limit=WORDS, widget=forms.Textarea(attrs={"rows": 3}), **said)
    choices = SCALE if question.kind == QuestionKind.SCALE else STEPS
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **said)
