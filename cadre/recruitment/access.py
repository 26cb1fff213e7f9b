"""Who may see how recruitment stands, and what groups earn. Groups and people come from the rooms below."""

from cadre.people.access import holds
from cadre.people.models import User
from cadre.people.policy import policy
from cadre.people.roles import STAFF


def sees_margin(user: User) -> bool:
    """What a group brings in and costs, as the policy's field group `margin` says."""
    return holds(user, *(policy().resources["group"].fields["margin"] & STAFF))
