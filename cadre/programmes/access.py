"""Who may plan intakes. Everybody may see them."""

from django.db.models import QuerySet

from cadre.people.access import holds
from cadre.people.models import User
from cadre.programmes.models import Intake, IntakeQuerySet, Qualification


def intakes_visible_to(user: User) -> IntakeQuerySet:
    """Intakes are public."""
    return Intake.objects.all()


def qualifications_planned_by(user: User) -> QuerySet[Qualification]:
    """Whose delivery the user may write: all, for who plans intakes."""
    return Qualification.objects.all() if may_plan_intakes(user) else Qualification.objects.none()


def may_plan_intakes(user: User) -> bool:
    return holds(user, "ops")
