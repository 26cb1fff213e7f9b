"""Who reads a policy and who changes it: whoever the access matrix lets at what it decides about."""

from cadre.lib import clock
from cadre.people.models import User
from cadre.people.policy import policy as matrix
from cadre.people.roles import STAFF, roles_of
from cadre.rulebook.policy import DatedPolicy
from cadre.rulebook.registry import policies

WHOLE = ("all", "public")
"""A policy is no row of one person or partner: a scope that is narrower opens none."""


def policies_visible_to(user: User) -> dict[str, DatedPolicy]:
    """By their slugs."""
    return {slug: one for slug, one in policies().items() if _may(user, one.resource, "LV")}


def may_change(user: User, policy: DatedPolicy) -> bool:
    return _may(user, policy.resource, policy.verb)


def _may(user: User, resource: str, verbs: str) -> bool:
    roles = roles_of(user, today=clock.today(), among=STAFF)
    return any(matrix().scope(role, resource, verb) in WHOLE for role in roles for verb in verbs)
