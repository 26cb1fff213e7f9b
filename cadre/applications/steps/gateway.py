"""The gateway of NPQH and NPQEL: six areas rated by the applicant, the two strongest with evidence.

The sponsor rates the seven behaviours on a page of their own. Source: gateway forms of 23 June 2017 (NPQH) and
25 October 2018 (NPQEL).
"""

from collections.abc import Mapping
from typing import Any

from django import forms

from cadre.applications.states import GATEWAY_AREAS, GATEWAY_RATINGS
from cadre.applications.steps.base import Answers, Row, Step
from cadre.ui.forms import Form, ParagraphsField

LONGEST = 2_000
RATINGS = [(value, f"{value}: {words}") for value, words in GATEWAY_RATINGS.items()]


class GatewayForm(Form):
    """One radio group an area, named by its key."""

    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, name in GATEWAY_AREAS.items():
            self.fields[key] = forms.ChoiceField(
                label=name,
                choices=RATINGS,
                widget=forms.RadioSelect({"class": "govuk-radios--small"}),
                error_messages={"required": f"Say how much you have done in {name}."},
            )


class Gateway(Step):
    slug = "gateway"
    section = "School"
    question = "How much have you done in each area?"
    why = (
        "NPQH and NPQEL are for people who are ready for headship or to lead several schools. Few are strong in all "
        "six: rate yourself as you are. Your sponsor is asked about you separately."
    )
    form_class = GatewayForm

    @classmethod
    def next(cls, answers: Answers) -> type[Step]:
        return Evidence

    @classmethod
    def filled(cls, clean: Mapping[str, Any]) -> dict[str, Any]:
        return {"gateway_ratings": {key: int(clean[key]) for key in GATEWAY_AREAS}}

    @classmethod
    def rows(cls, clean: Mapping[str, Any], form: Form) -> list[Row]:
        return [(name, f"{clean[key]}: {GATEWAY_RATINGS[clean[key]]}") for key, name in GATEWAY_AREAS.items()]


class EvidenceForm(Form):
    """Two different areas, each with what came of it."""

    mark_optional = False
    first = forms.ChoiceField(label="First area", choices=[("", "Choose an area"), *GATEWAY_AREAS.items()])
    first_words = ParagraphsField(
        limit=LONGEST,
        label="What did you do there, and what changed?",
        help_text="With figures where you have them, such as how results or attendance moved.",
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": "Write what you did in the first area, and what changed."},
    )
    second = forms.ChoiceField(label="Second area", choices=[("", "Choose another area"), *GATEWAY_AREAS.items()])
    second_words = ParagraphsField(
        limit=LONGEST,
        label="And there?",
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": "Write what you did in the second area, and what changed."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"].error_messages["required"] = "Choose the first area."
        self.fields["second"].error_messages["required"] = "Choose the second area."

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        if clean.get("first") and clean.get("first") == clean.get("second"):
            self.add_error("second", "You chose this area above. Choose another one.")
        return clean


class Evidence(Step):
    slug = "evidence"
    section = "School"
    question = "What has come of it in your two strongest areas?"
    why = "Two areas with evidence are enough. A few sentences each, in your own words."
    form_class = EvidenceForm

    @classmethod
    def next(cls, answers: Answers) -> type[Step]:
        from cadre.applications.steps.support import Support

        return Support

    @classmethod
    def filled(cls, clean: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "gateway_evidence": [
                {"area": clean[which], "words": clean[f"{which}_words"]} for which in ("first", "second")
            ]
        }

    @classmethod
    def rows(cls, clean: Mapping[str, Any], form: Form) -> list[Row]:
        return [(GATEWAY_AREAS[clean[which]], clean[f"{which}_words"]) for which in ("first", "second")]
