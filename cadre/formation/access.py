"""Who sees plans, and what they may do with them: the office's operations."""

from cadre.formation.models import Plan, PlanQuerySet
from cadre.formation.states import PLAN_WORKFLOW
from cadre.people.access import holds
from cadre.people.models import User


def plans_visible_to(user: User) -> PlanQuerySet:
    return Plan.objects.all() if holds(user, "ops") else Plan.objects.none()


def may_plan(user: User) -> bool:
    """Ask for plans, and adjust them."""
    return holds(user, "ops")


def may_adjust(user: User, plan: Plan) -> bool:
    return plan.is_ready and holds(user, "ops")


def may_cancel(user: User, plan: Plan) -> bool:
    return PLAN_WORKFLOW.allows("cancel", plan.state) and holds(user, "ops")


def may_commit(user: User, plan: Plan) -> bool:
    return PLAN_WORKFLOW.allows("commit", plan.state) and holds(user, "ops")


def may_undo(user: User, plan: Plan) -> bool:
    return PLAN_WORKFLOW.allows("undo", plan.state) and holds(user, "ops")
