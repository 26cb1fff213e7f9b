"""The school, found by search; or words for our team when the register does not list it."""

from collections.abc import Mapping
from typing import Any

from django import forms

from cadre.applications.steps.base import Answers, Facts, Row, Step
from cadre.schools.models import School
from cadre.schools.queries import search_schools
from cadre.ui.forms import Form, Hinted, TextField

UNLISTED, ELSEWHERE = "unlisted", "elsewhere"
OTHER_CHOICES = [
    (
        UNLISTED,
        Hinted(
            "My school is not listed", hint="Tell us its name and town. Our team finds it, and you carry on meanwhile."
        ),
    ),
    (ELSEWHERE, Hinted("I work for a trust, a diocese or a local authority", hint="Or across several schools")),
]


class SchoolForm(Form):
    """`found` are the schools offered; a school that was sent is offered even when the search no longer finds it."""

    mark_optional = False
    q = forms.CharField(required=False, widget=forms.HiddenInput)
    school = forms.ChoiceField(label="Your school", widget=forms.RadioSelect)
    place = TextField(
        limit=200,
        required=False,
        label="If it is not listed: its name and town",
        help_text="Of your school, trust, diocese or authority",
    )

    def __init__(
        self, typed: Mapping[str, Any] | None = None, *, asked: str | None = None, quiet: bool = False
    ) -> None:
        super().__init__(None if quiet else typed, initial=typed if quiet else None)
        self.asked = asked if asked is not None else str((typed or {}).get("q", ""))
        chosen = str((typed or {}).get("school", ""))
        self.fields["q"].initial = self.asked
        self.found = search_schools(self.asked, 8) if asked is not None and self.asked.strip() else []
        self.chosen = next((school for school in self.found if school.urn == chosen), None)
        if self.chosen is None and chosen.isdigit():
            self.chosen = School.objects.filter(urn=chosen[:6]).first()
        offered = {school.urn: school for school in [*self.found, *filter(None, [self.chosen])]}
        self.schools = list(offered.values())
        self.fields["school"].choices = [(urn, _label(one)) for urn, one in offered.items()]  # type: ignore[attr-defined]
        self.fields["school"].choices += OTHER_CHOICES  # type: ignore[attr-defined]
        self.fields["school"].error_messages["required"] = (
            "Search for your school and choose it, or say that it is not listed."
        )
        self.fields["school"].error_messages["invalid_choice"] = "We do not find this school. Search for it again."

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        if clean.get("school") in (UNLISTED, ELSEWHERE) and "place" in clean and not clean["place"]:
            self.add_error("place", "Enter the name and the town, so that our team can find it.")
        if self.chosen and clean.get("school") == self.chosen.urn and not self.chosen.is_open:
            self.add_error("school", _closed(self.chosen))
        return clean


def _label(school: School) -> Hinted:
    facts = [f"URN {school.urn}"] if school.is_open else [f"URN {school.urn}", "closed"]
    where = ", ".join(filter(None, [school.street, school.place]))
    return Hinted(school.name, hint=" · ".join(filter(None, [where, school.phase, *facts])))


def _closed(school: School) -> str:
    successor = school.successor
    if successor:
        return f"{school} is closed. {successor} (URN {successor.urn}) followed it: search for that one."
    return f"{school} is closed. Search for the school that followed it, or say that yours is not listed."


class Workplace(Step):
    slug = "school"
    section = "School"
    question = "Which school do you work in?"
    why = (
        "Your school decides whether you get a full scholarship. We look this up and show the answer before you submit."
    )
    form_class = SchoolForm
    template = "applications/public/school.html"

    @classmethod
    def next(cls, answers: Answers) -> type[Step]:
        from cadre.applications.steps.role import Role

        return Role

    @classmethod
    def form(cls, facts: Facts, typed: Mapping[str, Any] | None) -> SchoolForm:
        return SchoolForm(typed)

    @classmethod
    def filled(cls, clean: Mapping[str, Any]) -> dict[str, Any]:
        return {"school_typed": clean["place"] if clean["school"] in (UNLISTED, ELSEWHERE) else ""}

    @classmethod
    def rows(cls, clean: Mapping[str, Any], form: Form) -> list[Row]:
        assert isinstance(form, SchoolForm)
        if form.chosen:
            return [("School", f"{form.chosen}\n{form.chosen.place}")]
        return [("Workplace", f"{clean['place']}\nOur team looks it up")]
