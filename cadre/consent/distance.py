"""Distance learning: where whoever took it is seated."""

from collections.abc import Sequence
from datetime import datetime

from cadre.applications.models import Application
from cadre.groups import actions as groups
from cadre.people.models import User
from cadre.programmes.models import Offering


def seat_at_distance(
    offering: Offering, people: Sequence[Application], *, reason: str, by: User, now: datetime
) -> None:
    """Bring them into the offering's distance group, all of them or none. Raises Refusal."""
    group = groups.distance_group(offering, by=by, now=now)
    groups.gather(people, group, reason=reason, by=by, now=now)
