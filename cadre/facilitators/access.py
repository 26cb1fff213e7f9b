"""Who is a facilitator, and which facilitators a person may see."""

from collections.abc import Iterable
from datetime import date

from cadre.facilitators.models import Facilitator, FacilitatorQuerySet
from cadre.people.access import holds
from cadre.people.models import User
from cadre.people.roles import found_by


@found_by("facilitator", "lead_facilitator")
def facilitator_role(user: User, today: date) -> Iterable[str]:
    return ["facilitator"] if Facilitator.objects.active_on(today).filter(user=user).exists() else []


def facilitator_of(user: User) -> Facilitator:
    """The user as a facilitator. Raises Facilitator.DoesNotExist for anybody else."""
    return Facilitator.objects.get(user=user)


def facilitators_visible_to(user: User) -> FacilitatorQuerySet:
    """The office sees all; a facilitator sees themself."""
    if holds(user, "ops", "finance", "quality"):
        return Facilitator.objects.all()
    return Facilitator.objects.filter(user=user)
