"""Which groups and enrolments a person may see. Who facilitates is added in `scheduling`."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from cadre.groups.models import Enrolment, EnrolmentQuerySet, Group, GroupQuerySet, Shortfall, ShortfallQuerySet
from cadre.groups.states import EnrolmentState, GroupState
from cadre.lib import clock
from cadre.partners.access import partners_led_by
from cadre.people.access import holds
from cadre.people.models import User
from cadre.people.policy import policy
from cadre.people.prepared import A_NUMBER, prepared
from cadre.people.roles import STAFF, found_by


@found_by("candidate")
def candidate_role(user: User, today: date) -> Iterable[str]:
    return ["candidate"] if _first_place(user.pk) else []


@prepared(A_NUMBER)
def _first_place(user: int) -> QuerySet[Enrolment, tuple[int]]:
    return Enrolment.objects.filter(person=user).order_by().values_list("pk")[:1]


def groups_visible_to(user: User) -> GroupQuerySet:
    """The office sees all; a partner lead their partner's."""
    if holds(user, "ops", "finance", "marketing", "quality"):
        return Group.objects.all()
    return Group.objects.filter(partner__in=partners_led_by(user, today=clock.today()))


def enrolments_visible_to(user: User) -> EnrolmentQuerySet:
    """The office sees all; a partner lead those in their groups; a candidate their own."""
    if holds(user, "ops", "finance", "quality"):
        return Enrolment.objects.all()
    led = partners_led_by(user, today=clock.today())
    return Enrolment.objects.filter(group__partner__in=led) | Enrolment.objects.filter(person=user)


def places_of(user: User) -> EnrolmentQuerySet:
    """The user's own places, for their own pages."""
    return Enrolment.objects.filter(person=user)


def may_form(user: User, group: Group) -> bool:
    """Enrol into the group, and move people in and out."""
    return group.state in (GroupState.FORMING, GroupState.CONFIRMED) and holds(user, "ops")


def may_form_groups(user: User) -> bool:
    """Open groups, and place everybody who waits."""
    return holds(user, "ops")


def may_close(user: User, group: Group) -> bool:
    return group.state == GroupState.FORMING and holds(user, "ops")


def may_reopen(user: User, group: Group) -> bool:
    return group.state == GroupState.CLOSED and holds(user, "ops")


def may_restore(user: User, group: Group) -> bool:
    """Take back that the group was dissolved."""
    return group.state == GroupState.DISSOLVED and holds(user, "ops")


def may_move(user: User, enrolment: Enrolment) -> bool:
    """Move a person, take them out of their group, or withdraw them."""
    return enrolment.state == EnrolmentState.ENROLLED and may_form(user, enrolment.group)


def sees_fees(user: User) -> bool:
    """Who pays what for a person, as the policy's field group `price_paid` says for the office."""
    return holds(user, *(policy().resources["candidate_profile"].fields["price_paid"] & STAFF))


def shortfalls_visible_to(user: User) -> ShortfallQuerySet:
    """Confirmed groups that lost people: the office's to decide."""
    return Shortfall.objects.all() if holds(user, "ops", "finance", "quality") else Shortfall.objects.none()


def may_decide(user: User, shortfall: Shortfall) -> bool:
    return shortfall.is_open and holds(user, "ops")
