"""What every question has in common."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from cadre.applications.models import Application
from cadre.applications.states import Funding
from cadre.lib.dates import long_day
from cadre.programmes.models import Offering
from cadre.ui import steps
from cadre.ui.forms import Form
from cadre.ui.steps import Row

Turn = tuple[str, "Answers"]
SECTIONS = ["Course", "You", "School", "Support", "Payment", "About you", "Check"]


@dataclass(frozen=True)
class Answers:
    """What was typed at each step, as it is kept in the draft; and whether the qualification has a gateway."""

    kept: Mapping[str, Any]
    needs_gateway: bool = False

    @classmethod
    def of(cls, draft: Application) -> "Answers":
        return cls(draft.answers, draft.offering.qualification.needs_gateway)

    def with_step(self, slug: str, typed: Mapping[str, str]) -> "Answers":
        """As they would be with another page."""
        return Answers({**self.kept, slug: {"typed": typed, "ok": True}}, self.needs_gateway)

    def typed(self, slug: str) -> dict[str, str] | None:
        """The fields of a step as typed, or None when it was never sent."""
        step = self.kept.get(slug)
        return dict(step["typed"]) if step else None

    def said(self, slug: str, name: str) -> str:
        step = self.kept.get(slug) or {}
        return str(step.get("typed", {}).get(name, ""))

    @property
    def scholarship_sentence(self) -> str:
        """Why the scholarship asked for is not certain, or empty when none is asked for."""
        asks = self.said("payment", "funding") == Funding.SCHOLARSHIP
        return str(self.kept.get("noted", {}).get("sentence", "")) if asks else ""

    @property
    def has_scholarship(self) -> bool:
        """Whether the scholarship asked for was found to be given, when payment was answered."""
        return self.kept.get("noted", {}).get("scholarship") == "yes"

    @property
    def settled(self) -> Mapping[str, str]:
        """Steps that somebody else has answered for the applicant, each with who changes it, in a sentence."""
        return dict(self.kept.get("noted", {}).get("settled", {}))


@dataclass
class Facts:
    """What a step needs to know besides the answers: the course and the day, and what may be chosen."""

    offering: Offering
    today: date
    offerings: list[Offering] = field(default_factory=list)
    email: str = ""

    @property
    def course_rows(self) -> list[Row]:
        """The course as the check page begins."""
        qualification, intake = self.offering.qualification, self.offering.intake
        return [
            ("Qualification", f"{qualification.name} ({qualification})"),
            ("Intake", f"{intake}, from {long_day(intake.starts_on)}"),
        ]


class Step(steps.Step):
    """A question of the application: beside what every step has, what comes next by what was answered."""

    template: ClassVar[str] = "applications/public/step.html"
    turns: ClassVar[tuple[Turn, ...]] = ()
    """Where the way forks: (when, answers that lead there). The flow chart in the docs is drawn from them."""

    @classmethod
    def next(cls, answers: Answers) -> "type[Step] | None":
        """The step after this one by what has been answered; None leads to the check page."""
        raise NotImplementedError

    @classmethod
    def form(cls, facts: Facts, typed: Mapping[str, Any] | None) -> Form:
        """The form, bound when something was typed."""
        return cls.form_class(typed)

    @classmethod
    def filled(cls, clean: Mapping[str, Any]) -> dict[str, Any]:
        """Fields of `Filled` from a valid form."""
        return dict(clean)

    @classmethod
    def rows(cls, clean: Mapping[str, Any], form: Form) -> list[Row]:
        """(label, value) as the check page reads them."""
        raise NotImplementedError

    @classmethod
    def title(cls, facts: Facts) -> str:
        return cls.question
