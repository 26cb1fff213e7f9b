"""Distance learning: whether an offering has it, and where whoever took it is seated."""

from collections.abc import Sequence
from datetime import datetime

from cadre.applications.models import Application
from cadre.groups import actions as groups
from cadre.people.models import User
from cadre.programmes.models import Offering
from cadre.programmes.states import Pathway


def has_distance(offering: Offering) -> bool:
    """Whether the qualification is delivered at a distance too, so that nobody is offered what cannot be given."""
    return offering.qualification.delivery_model.filter(pathway=Pathway.DISTANCE).exists() or (
        offering.timeline.filter(pathway=Pathway.DISTANCE).exists()
    )


def seat_at_distance(
    offering: Offering, people: Sequence[Application], *, reason: str, by: User, now: datetime
) -> None:
    """Bring them into the offering's distance groups, all of them or none. Raises Refusal."""
    waiting = list(people)
    while waiting:
        group = groups.distance_group(offering, by=by, now=now)
        free = group.size - group.enrolments.taking_a_place().count()
        batch, waiting = waiting[:free], waiting[free:]
        groups.gather(batch, group, reason=reason, by=by, now=now)
