"""Who is a facilitator, and which facilitators and associate applications a person may see."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase

from cadre.facilitators.models import (
    AssociateApplication,
    AssociateLink,
    AssociateQuerySet,
    Facilitator,
    FacilitatorQuerySet,
    Referee,
)
from cadre.facilitators.states import ASSOCIATE_WORKFLOW, LINK_DAYS, AssociateState
from cadre.lib import clock
from cadre.lib.refs import token_hash
from cadre.partners.access import partners_led_by
from cadre.people.access import holds
from cadre.people.doors import Door
from cadre.people.models import User
from cadre.people.policy import policy
from cadre.people.prepared import A_DAY, A_NUMBER, prepared
from cadre.people.roles import found_by

ASSOCIATE_DOOR = Door("associate", "facilitators.associate", page="token:facilitators:associate", days=LINK_DAYS)


@found_by("facilitator", "lead_facilitator")
def facilitator_role(user: User, today: date) -> Iterable[str]:
    return ["facilitator"] if _active(user.pk, today) else []


@prepared(A_NUMBER, A_DAY)
def _active(user: int, day: date) -> QuerySet[Facilitator, tuple[int]]:
    return Facilitator.objects.active_on(day).filter(user=user).values_list("pk")


def facilitator_of(user: User) -> Facilitator:
    """The user as a facilitator. Raises Facilitator.DoesNotExist for anybody else."""
    return Facilitator.objects.get(user=user)


def facilitators_visible_to(user: User) -> FacilitatorQuerySet:
    """The office sees all; a facilitator sees themself."""
    if holds(user, "ops", "finance", "quality"):
        return Facilitator.objects.all()
    return Facilitator.objects.filter(user=user)


def facilitators_kept_by(user: User) -> FacilitatorQuerySet:
    """Whose days the user keeps in the office: operations and the quality lead keep everybody's."""
    return Facilitator.objects.all() if holds(user, "ops", "quality") else Facilitator.objects.none()


def may_keep_accreditations(user: User) -> bool:
    return holds(user, "ops", "quality")


def associates_visible_to(user: User) -> AssociateQuerySet:
    """Operations and the quality lead see what was sent."""
    if holds(user, "ops", "quality"):
        return AssociateApplication.objects.submitted()
    return AssociateApplication.objects.none()


def associates_nominated_by(user: User) -> AssociateQuerySet:
    """Those whom the partners the user speaks for nominated. How they stand is shown, and nothing they wrote."""
    return AssociateApplication.objects.filter(nominated_by__in=partners_led_by(user, today=clock.today()))


def associate_opened_by(request: HttpRequest, ref: str) -> AssociateQuerySet:
    """The application whose link this browser followed, or none."""
    rows = AssociateApplication.objects.filter(ref=ref)
    return rows if ASSOCIATE_DOOR.is_open(request, ref) else rows.none()


def let_in_associate(answer: HttpResponseBase, row: AssociateApplication) -> HttpResponseBase:
    return ASSOCIATE_DOOR.let_in(answer, row.ref)


def associates_linked_by(token: str, *, now: datetime) -> AssociateQuerySet:
    """The application a mailed link leads to while it is valid, or none."""
    links = AssociateLink.objects.filter(token_hash=token_hash(token), expires_at__gt=now)
    return AssociateApplication.objects.filter(pk__in=links.values("application"))


def unsent_associates_of_address(email: str) -> AssociateQuerySet:
    """Those of this address that may still be changed."""
    open_states = (AssociateState.DRAFT, AssociateState.ASKED)
    return AssociateApplication.objects.filter(email__iexact=email, state__in=open_states).order_by("-changed_at")


def referees_linked_by(token: str) -> QuerySet[Referee]:
    """The referee whose latest link this is. Whether it still works is for the page to say."""
    return Referee.objects.filter(token_hash=token_hash(token)).select_related("application")


def may_check_associates(user: User) -> bool:
    return holds(user, "ops")


def may_decide_associate(user: User, row: AssociateApplication) -> bool:
    return ASSOCIATE_WORKFLOW.allows("accept", row.state) and holds(user, "ops", "quality")


def may_see_associate_field(user: User, field: str) -> bool:
    """Whether the user may see a field group, such as `references`, of rows they may see."""
    return holds(user, *policy().resources["associate_application"].fields[field])
