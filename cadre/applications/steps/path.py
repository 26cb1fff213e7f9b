"""The way through the questions for one set of answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cadre.applications.rules.filled import Filled
from cadre.applications.states import Funding
from cadre.applications.steps.about import Equality, HeardOf
from cadre.applications.steps.base import Answers, Facts, Step
from cadre.applications.steps.code import Code
from cadre.applications.steps.course import Course, CourseForm
from cadre.applications.steps.gateway import Evidence, Gateway
from cadre.applications.steps.others import OtherSchools
from cadre.applications.steps.payment import Invoice, InvoiceForm, Payment
from cadre.applications.steps.role import Role
from cadre.applications.steps.school import SchoolForm, Workplace
from cadre.applications.steps.support import Days, Support
from cadre.applications.steps.you import Teacher, You
from cadre.ui import steps
from cadre.ui.forms import Form

FIRST = Course
STEPS: dict[str, type[Step]] = {
    step.slug: step
    for step in (
        *(Course, Code, You, Teacher, Workplace, OtherSchools, Role, Gateway, Evidence, Support, Days),
        *(Payment, Invoice, HeardOf, Equality),
    )
}


def steps_for(answers: Answers) -> list[type[Step]]:
    """The steps on the way that these answers lead, in order."""
    way: list[type[Step]] = []
    step: type[Step] | None = FIRST
    while step is not None:
        way.append(step)
        step = step.next(answers)
    return way


def form_of(step: type[Step], facts: Facts, answers: Answers, typed: Mapping[str, Any] | None) -> Form:
    """The form of a step. Invoicing asks who pays only when a scholarship was asked for and is not certain."""
    if step is Invoice:
        return InvoiceForm(typed, asks_payer=answers.said("payment", "funding") == Funding.SCHOLARSHIP)
    return step.form(facts, typed)


@dataclass(frozen=True)
class Walk(steps.Walk[Step]):
    """The way through an application."""

    def filled(self) -> Filled:
        """What the answers say. Steps without valid answers leave their fields blank."""
        values: dict[str, Any] = {}
        for step, form in self.forms:
            if not form.is_bound or not form.is_valid():
                continue
            values |= step.filled(form.cleaned_data)
            if isinstance(form, CourseForm):
                partner = form.partners.get(form.cleaned_data["partner"])
                values |= {
                    "partner_id": partner.pk if partner else None,
                    "offering_id": form.offerings[form.cleaned_data["intake"]].pk,
                }
            elif isinstance(form, SchoolForm):
                values["school_id"] = form.chosen.pk if form.chosen else None
        return Filled(**values)


def walk(answers: Answers, facts: Facts, *, only: tuple[type[Step], ...] = ()) -> Walk:
    """Go through the answers in their order; `only` some steps when the others do not matter."""
    way = [step for step in steps_for(answers) if not only or step in only]
    return Walk([(step, form_of(step, facts, answers, answers.typed(step.slug))) for step in way])


PRICED_BY = (Teacher, Workplace, Payment)
"""The steps a scholarship depends on."""
