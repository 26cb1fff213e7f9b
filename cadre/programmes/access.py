"""Who may plan intakes. Everybody may see them."""

from cadre.people.access import holds
from cadre.people.models import User
from cadre.programmes.models import Intake, IntakeQuerySet


def intakes_visible_to(user: User) -> IntakeQuerySet:
    """Intakes are public."""
    return Intake.objects.all()


def may_plan_intakes(user: User) -> bool:
    return holds(user, "ops")
