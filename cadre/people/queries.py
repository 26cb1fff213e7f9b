"""Read shapes for the pages of who works in the office."""

from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from cadre.people.models import RoleRequest, StaffRole, User
from cadre.people.states import RoleRequestState, StaffRoleName

WAITING = RoleRequest.objects.filter(state=RoleRequestState.WAITING)


def colleagues(users: QuerySet[User]) -> QuerySet[User]:
    """Those who work or worked in the office, or are to; with `has_second_step` and their roles. Three queries."""
    has = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    here = Q(Exists(StaffRole.objects.filter(user=OuterRef("pk")))) | Q(Exists(WAITING.filter(user=OuterRef("pk"))))
    return (
        users.filter(here)
        .annotate(has_second_step=Exists(has))
        .prefetch_related(
            Prefetch("staff_roles", StaffRole.objects.order_by("from_on", "pk")),
            Prefetch("role_requests", WAITING.order_by("pk"), to_attr="waiting"),
        )
    )


def held_on(user: User, day: date) -> list[StaffRole]:
    """Of the roles that were read with them: those they hold on that day."""
    return [one for one in user.staff_roles.all() if one.from_on <= day and (one.to_on is None or one.to_on > day)]


def roles_in_words(user: User, day: date) -> str:
    """`Operations, Finance`, or nothing."""
    return ", ".join(StaffRoleName(one.role).label for one in held_on(user, day))


def standing(user: User, day: date) -> tuple[str, str]:
    """(words, kind) of the tag of somebody read by `colleagues`."""
    if not user.is_active:
        return "Account closed", "bad"
    if held_on(user, day):
        return "Works here", "good"
    if user.waiting:  # type: ignore[attr-defined]
        return RoleRequestState.WAITING.label, "open"
    coming = any(one.from_on > day for one in user.staff_roles.all())
    return ("Begins later", "open") if coming else ("No longer here", "")
