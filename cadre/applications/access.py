"""Whose applications a person may see, and what they may do with them."""

from collections.abc import Iterable
from datetime import date

from cadre.applications.models import Application, ApplicationQuerySet
from cadre.applications.states import State
from cadre.lib import clock
from cadre.partners.access import partners_led_by
from cadre.people.access import holds
from cadre.people.models import User
from cadre.people.roles import found_by


@found_by("applicant")
def applicant_role(user: User, today: date) -> Iterable[str]:
    return ["applicant"] if user.applications.exists() else []


def applications_visible_to(user: User) -> ApplicationQuerySet:
    """The office sees what was submitted; a partner lead those that prefer their partner; anybody their own."""
    if holds(user, "ops", "finance"):
        return Application.objects.submitted()
    led = partners_led_by(user, today=clock.today())
    return Application.objects.submitted().filter(preferred_partner__in=led) | Application.objects.filter(applicant=user)


def may_decide(user: User, application: Application) -> bool:
    return holds(user, "ops") and application.state in (State.SUBMITTED, State.ASKED)
