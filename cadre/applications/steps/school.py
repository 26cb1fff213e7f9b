"""Where somebody works: one school, several with a main one, or a trust's central team; or words for our team."""

from collections.abc import Mapping
from typing import Any

from django import forms

from cadre.applications.states import WorkplaceKind
from cadre.applications.steps.base import Answers, Facts, Row, Step
from cadre.lib.words import counted
from cadre.schools.models import School, Trust
from cadre.schools.queries import schools_of_urn, search_schools, search_trusts
from cadre.schools.rules import is_publicly_funded
from cadre.ui.forms import Form, Hinted, TextField

UNLISTED, ELSEWHERE = "unlisted", "elsewhere"
OFFERED = 8
LOOKED_UP = "Tell us its name and town. Our team finds it, and you carry on meanwhile."
NOT_LISTED = {
    WorkplaceKind.SCHOOL: "My school is not listed",
    WorkplaceKind.SEVERAL: "My main school is not listed",
    WorkplaceKind.TRUST: "My trust is not listed",
}
OTHERS = Hinted("I work for a diocese or a local authority", hint="Or for somebody else who works with schools")


class SchoolForm(Form):
    """`found` are the schools or trusts offered; one that was sent is offered even when the search no longer finds it.

    `kind` is which of three pages this is. `chosen` is the school, the main one of several; `trust` the trust.
    """

    mark_optional = False
    kind = forms.ChoiceField(choices=WorkplaceKind.choices(), required=False, widget=forms.HiddenInput)
    q = forms.CharField(required=False, widget=forms.HiddenInput)
    school = forms.ChoiceField(label="Your school", widget=forms.RadioSelect)
    place = TextField(
        limit=200,
        required=False,
        label="If it is not listed: its name and town",
        help_text="Of your school, trust, diocese or authority",
    )

    def __init__(
        self,
        typed: Mapping[str, Any] | None = None,
        *,
        asked: str | None = None,
        quiet: bool = False,
        kind: str = "",
    ) -> None:
        super().__init__(None if quiet else typed, initial=typed if quiet else None)
        said = typed or {}
        self.asked = asked if asked is not None else str(said.get("q", ""))
        asked_kind = kind or str(said.get("kind", ""))
        self.workplace = WorkplaceKind(asked_kind if asked_kind in WorkplaceKind.values() else WorkplaceKind.SCHOOL)
        self.fields["q"].initial = self.asked
        self.fields["kind"].initial = self.workplace
        if quiet:
            self.initial = {**self.initial, "kind": self.workplace, "q": self.asked}
        chosen = str(said.get("school", ""))[:20]
        self.chosen: School | None = None
        self.trust: Trust | None = None
        looks = asked is not None and bool(self.asked.strip())
        offered = self._trusts(chosen, looks) if self.workplace == WorkplaceKind.TRUST else self._schools(chosen, looks)
        self.schools = list(offered)
        field = self.fields["school"]
        field.choices = [*offered.items(), *self._others()]  # type: ignore[attr-defined]
        what = "trust" if self.workplace == WorkplaceKind.TRUST else "school"
        field.error_messages["required"] = f"Search for your {what} and choose it, or say that it is not listed."
        field.error_messages["invalid_choice"] = f"We do not find this {what}. Search for it again."

    def _schools(self, chosen: str, looks: bool) -> dict[str, Hinted]:
        self.found: list[Any] = search_schools(self.asked, OFFERED) if looks else []
        if chosen.isdigit():
            known = {school.urn: school for school in self.found}
            self.chosen = known.get(chosen) or next(iter(schools_of_urn(chosen)), None)
        return {one.urn: school_label(one) for one in dict.fromkeys([*self.found, *filter(None, [self.chosen])])}

    def _trusts(self, chosen: str, looks: bool) -> dict[str, Hinted]:
        self.found = search_trusts(self.asked, OFFERED) if looks else []
        if chosen.startswith("trust-"):
            self.trust = Trust.objects.filter(uid=chosen.removeprefix("trust-")).first()
        offered = dict.fromkeys([*self.found, *filter(None, [self.trust])])
        return {f"trust-{one.uid}": _trust_label(one) for one in offered}

    def _others(self) -> list[tuple[str, Hinted]]:
        unlisted = (UNLISTED, Hinted(NOT_LISTED[self.workplace], hint=LOOKED_UP))
        return [unlisted, (ELSEWHERE, OTHERS)] if self.workplace == WorkplaceKind.SCHOOL else [unlisted]

    @property
    def kinds(self) -> list[dict[str, Any]]:
        """The three pages as tabs."""
        return [
            {"title": words, "url": f"?kind={kind}&q=", "current": kind == self.workplace}
            for kind, words in WorkplaceKind.choices()
        ]

    @property
    def matches(self) -> str:
        """`school matches`, or `schools match`."""
        what = "trust" if self.workplace == WorkplaceKind.TRUST else "school"
        return f"{what} matches,{what}s match"

    @property
    def is_near(self) -> bool:
        """Whether what was found lacks one of the words, or has it spelt otherwise."""
        return bool(self.found) and getattr(self.found[0], "is_near", False)

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        if clean.get("school") in (UNLISTED, ELSEWHERE) and "place" in clean and not clean["place"]:
            self.add_error("place", "Enter the name and the town, so that our team can find it.")
        if self.chosen and clean.get("school") == self.chosen.urn and not self.chosen.is_open:
            self.add_error("school", _closed(self.chosen))
        listed = clean.get("school") not in (UNLISTED, ELSEWHERE)
        clean["kind"] = self.workplace.value
        clean["chosen"] = self.chosen if listed else None
        clean["trust"] = self.trust if listed else None
        if not listed:
            self.chosen = self.trust = None
        return clean


def school_label(school: School) -> Hinted:
    facts = [f"URN {school.urn}"] if school.is_open else [f"URN {school.urn}", "closed"]
    if is_publicly_funded(school.type_code) is False:
        facts.append("not publicly funded, so no scholarship")
    where = ", ".join(filter(None, [school.street, school.place]))
    return Hinted(school.name, hint=" · ".join(filter(None, [where, school.phase, *facts])))


def _trust_label(trust: Trust) -> Hinted:
    schools = getattr(trust, "schools", None)
    many = "" if schools is None else counted(schools, "open school")
    return Hinted(trust.name, hint=" · ".join(filter(None, [many, f"number {trust.uid}"])))


def _closed(school: School) -> str:
    successor = school.successor
    if successor:
        return f"{school} is closed. {successor} (URN {successor.urn}) followed it: search for that one."
    return f"{school} is closed. Search for the school that followed it, or say that yours is not listed."


class Workplace(Step):
    slug = "school"
    section = "School"
    question = "Where do you work?"
    why = (
        "Your school decides whether you get a full scholarship; for a trust’s central team the trust’s schools do. "
        "We look this up and show the answer before you submit. Independent schools are not publicly funded: you are "
        "welcome on the course, without a scholarship."
    )
    form_class = SchoolForm
    template = "applications/public/school.html"
    turns = (
        ("in several schools", Answers({"school": {"typed": {"kind": WorkplaceKind.SEVERAL.value}}})),
        ("in one, or for a trust", Answers({})),
    )

    @classmethod
    def next(cls, answers: Answers) -> type[Step]:
        from cadre.applications.steps.others import OtherSchools
        from cadre.applications.steps.role import Role

        return OtherSchools if answers.said("school", "kind") == WorkplaceKind.SEVERAL else Role

    @classmethod
    def form(cls, facts: Facts, typed: Mapping[str, Any] | None) -> SchoolForm:
        return SchoolForm(typed)

    @classmethod
    def filled(cls, clean: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "workplace_kind": clean["kind"],
            "school_typed": clean["place"] if clean["school"] in (UNLISTED, ELSEWHERE) else "",
            "trust_id": clean["trust"].pk if clean["trust"] else None,
        }

    @classmethod
    def rows(cls, clean: Mapping[str, Any], form: Form) -> list[Row]:
        assert isinstance(form, SchoolForm)
        if clean["trust"]:
            return [("Workplace", f"{clean['trust'].name}\nCentral team")]
        several = clean["kind"] == WorkplaceKind.SEVERAL
        label = "Main school" if several else "School"
        if form.chosen:
            rows = [(label, f"{form.chosen}\n{form.chosen.place}")]
        else:
            rows = [(label if several else "Workplace", f"{clean['place']}\nOur team looks it up")]
        return rows
