"""The other schools of a post in several: found one after another, or named in words for our team."""

from collections.abc import Mapping
from typing import Any

from django import forms

from cadre.applications.steps.base import Answers, Row, Step
from cadre.applications.steps.school import OFFERED, school_label
from cadre.schools.models import School
from cadre.schools.queries import search_schools
from cadre.ui.forms import Form, ParagraphsField, TextField

MOST = 12
TICK = "urn_"


class OthersForm(Form):
    """A tick `urn_900001` for each school that was chosen or is found by `asked`. Ticked ones stay when others are
    searched for. `quiet` shows no mistakes yet.
    """

    mark_optional = False
    q = TextField(limit=120, required=False, label="School name, town, postcode or URN")
    further = ParagraphsField(
        limit=2000,
        required=False,
        label="Schools that are not listed",
        help_text=f"One on each line, with its town. At most {MOST} schools in all.",
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(
        self, typed: Mapping[str, Any] | None = None, *, asked: str | None = None, quiet: bool = False
    ) -> None:
        super().__init__(None if quiet else typed, initial=typed if quiet else None)
        self.asked = (asked or "").strip()
        found = [one for one in search_schools(self.asked, OFFERED) if one.is_open] if self.asked else []
        self.is_near = bool(found) and found[0].is_near
        urns = [name.removeprefix(TICK) for name in typed or {} if name.startswith(TICK)][: 2 * MOST]
        self.ticked = list(School.objects.filter(urn__in=urns).order_by("name", "urn")) if urns else []
        self.found = [one for one in found if one not in self.ticked]
        for one in (*self.ticked, *self.found):
            self.fields[TICK + one.urn] = forms.BooleanField(label=school_label(one), required=False)

    @property
    def ticks(self) -> list[Any]:
        return [self[TICK + one.urn] for one in self.ticked]

    @property
    def offers(self) -> list[Any]:
        return [self[TICK + one.urn] for one in self.found]

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        lines = [line.strip() for line in str(clean.get("further", "")).splitlines() if line.strip()]
        chosen = [one for one in self.ticked if clean.get(TICK + one.urn)]
        others = {one["urn"] or one["name"]: one for one in [*map(_said, chosen), *map(_meant, lines)]}
        if not others and "further" in clean:
            self.add_error("q", "Find your other schools and tick them, or name them below.")
        if len(others) > MOST:
            self.add_error("q", f"You named {len(others)} schools. Name the {MOST} most important ones.")
        return clean | {"others": tuple(others.values())}


def _said(school: School) -> dict[str, str]:
    return {"urn": school.urn, "name": f"{school}, {school.place}"}


def _meant(line: str) -> dict[str, str]:
    """The one open school that the words mean, or the words."""
    found = [one for one in search_schools(line, OFFERED) if one.is_open and not one.is_near]
    if len(found) == 1 or (found and found[0].urn == line):
        return _said(found[0])
    return {"urn": "", "name": line[:160]}


class OtherSchools(Step):
    slug = "other-schools"
    section = "School"
    question = "Which other schools do you work in?"
    why = "So that we know whom your work reaches. Your main school alone decides about a scholarship."
    form_class = OthersForm
    template = "applications/public/others.html"

    @classmethod
    def next(cls, answers: Answers) -> type[Step]:
        from cadre.applications.steps.role import Role

        return Role

    @classmethod
    def filled(cls, clean: Mapping[str, Any]) -> dict[str, Any]:
        return {"further_schools": clean["others"]}

    @classmethod
    def rows(cls, clean: Mapping[str, Any], form: Form) -> list[Row]:
        others = [one["name"] + ("" if one["urn"] else " (our team looks it up)") for one in clean["others"]]
        return [("Other schools", "\n".join(others))]
