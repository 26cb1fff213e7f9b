"""The pages of an application to become a facilitator, in their order, and the way through what was typed."""

from collections.abc import Mapping
from typing import Any

from django.utils.datastructures import MultiValueDict

from cadre.facilitators.forms.associates import ExperienceForm, RefereesForm, YouForm
from cadre.ui.forms import Form
from cadre.ui.steps import Step, Walk


class You(Step):
    slug = "you"
    section = "You"
    question = "You and your school"
    why = "Associates are serving school leaders. Your school tells us how far you would travel."
    form_class = YouForm


class Experience(Step):
    slug = "experience"
    section = "Experience"
    question = "Your experience"
    why = "Leading is one thing, helping adults to learn another. We look for both."
    form_class = ExperienceForm


class Referees(Step):
    slug = "referees"
    section = "Referees"
    question = "Two referees"
    lead = "Name two people who know your work. We write to them once you have sent your application."
    why = "Each answers three questions by a mailed link. Tell them that we write."
    form_class = RefereesForm


WAY: tuple[type[Step], ...] = (You, Experience, Referees)
STEPS = {step.slug: step for step in WAY}
SECTIONS = [*(step.section for step in WAY), "Check"]


def form_of(step: type[Step], typed: Mapping[str, Any], *, email: str) -> Form:
    """The form of a step, bound once something of it was typed. `email`: of whoever applies."""
    names = step.form_class.base_fields
    given = {name: value if isinstance(value, list) else [value] for name, value in typed.items() if name in names}
    data = MultiValueDict(given) if given else None
    return RefereesForm(data, email=email) if step is Referees else step.form_class(data)


def walk(typed: Mapping[str, Any], *, email: str) -> Walk[Step]:
    return Walk([(step, form_of(step, typed, email=email)) for step in WAY])
