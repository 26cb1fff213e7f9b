"""Giving and ending roles in the office.

One of system administration asks, another agrees; nobody gives or ends a role of their own. The rule is the access
matrix's (`role_grant`); for marketing one is enough. The first comes by `manage.py staff_role`.
"""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from cadre.journal.actions import Actor, record
from cadre.journal.locking import held
from cadre.lib import clock
from cadre.lib.dates import long_day
from cadre.lib.errors import Refusal
from cadre.messages.actions import post
from cadre.people import emails, states
from cadre.people.actions.accounts import person_for
from cadre.people.models import RoleRequest, StaffRole, User
from cadre.people.states import GIVEN_BY_ONE, RoleRequestState, StaffRoleName


@transaction.atomic
def grant_role(*, user: User, role: str, from_on: date, by: Actor) -> StaffRole:
    """Give a staff role from a day on; holding it already changes nothing."""
    row, new = StaffRole.objects.get_or_create(user=user, role=role, to_on=None, defaults={"from_on": from_on})
    if new:
        record(states.ROLE_GRANTED, user, by=by, role=StaffRoleName(role).label, from_on=long_day(from_on))
    return row


@transaction.atomic
def end_role(*, user: User, role: str, to_on: date, by: Actor) -> None:
    """The role is held until the day before `to_on`.

    Raises Refusal where it is not held, begins later, or is one's own.
    """
    _refuse_own(user, by)
    row = StaffRole.objects.select_for_update().filter(user=user, role=role, to_on=None).first()
    if row is None or row.from_on > to_on:
        raise Refusal(f"{user} does not hold the role {StaffRoleName(role).label}, or not yet.")
    row.to_on = to_on
    row.save(update_fields=["to_on"])
    record(states.ROLE_ENDED, user, by=by, role=StaffRoleName(role).label, to_on=long_day(to_on))


@transaction.atomic
def ask_role(*, user: User, role: str, from_on: date, reason: str, by: User, now: datetime) -> RoleRequest | None:
    """Ask for a role, which another of system administration has to agree to; they are told. None where one is enough,
    and the role is given.

    Raises Refusal for oneself, and where it is held or asked for already.
    """
    _refuse_own(user, by)
    if StaffRole.objects.filter(user=user, role=role, to_on=None).exists():
        raise Refusal(f"{user} holds the role {StaffRoleName(role).label} already.", field="role")
    if role in GIVEN_BY_ONE:
        grant_role(user=user, role=role, from_on=from_on, by=by)
        return None
    facts = {"user": user, "role": role, "from_on": from_on, "reason": reason, "asked_by": by, "asked_at": now}
    try:
        with transaction.atomic():
            asked = RoleRequest.objects.create(**facts)
    except IntegrityError:
        raise Refusal(f"{StaffRoleName(role).label} is asked for {user} already.", field="role") from None
    record(states.ROLE_ASKED, user, by=by, role=asked.label, reason=reason)
    for other in _others_who_decide(by, user, clock.day_of(now)):
        post(emails.role_asked(other, asked), now=now)
    return asked


@transaction.atomic
def ask_role_for(
    email: str, name: str, *, role: str, from_on: date, reason: str, by: User, now: datetime
) -> tuple[User, RoleRequest | None]:
    """`ask_role` for whoever has this address, with an account where there is none. Raises Refusal as it does."""
    user = person_for(email=email, name=name, by=by)
    if not user.is_active:
        raise Refusal(f"The account of {user} is closed. Open it first.", field="email")
    return user, ask_role(user=user, role=role, from_on=from_on, reason=reason, by=by, now=now)


@transaction.atomic
def decide_role(asked: RoleRequest, *, agree: bool, by: User, now: datetime) -> None:
    """Agree to what another asked for, which gives the role and tells its person; or refuse it.

    Raises Refusal for whoever asked, for oneself, and where it is decided already.
    """
    row = _held(asked)
    _refuse_own(row.user, by)
    if row.asked_by_id == by.pk:
        raise Refusal("You asked for it, so somebody else of system administration has to decide.")
    row.state = RoleRequestState.GIVEN if agree else RoleRequestState.REFUSED
    row.decided_by, row.decided_at = by, now
    row.save(update_fields=["state", "decided_by", "decided_at"])
    if not agree:
        record(states.ROLE_REFUSED, row.user, by=by, role=row.label)
        return
    grant_role(user=row.user, role=row.role, from_on=row.from_on, by=by)
    post(emails.role_given(row), now=now)


@transaction.atomic
def take_back_role(asked: RoleRequest, *, by: User, now: datetime) -> None:
    """Raises Refusal for whoever did not ask, and where it is decided."""
    row = _held(asked)
    if row.asked_by_id != by.pk:
        raise Refusal(f"{row.asked_by} asked for it. You can refuse it.")
    row.state, row.decided_by, row.decided_at = RoleRequestState.TAKEN_BACK, by, now
    row.save(update_fields=["state", "decided_by", "decided_at"])
    record(states.ROLE_TAKEN_BACK, row.user, by=by, role=row.label)


def _held(asked: RoleRequest) -> RoleRequest:
    row = held(RoleRequest.objects.select_related("user", "asked_by", "decided_by"), asked.pk)
    if row.state != RoleRequestState.WAITING:
        raise Refusal(f"{row.decided_by} has decided that already.")
    return row


def _refuse_own(user: User, by: Actor) -> None:
    if user.pk == by.pk:
        raise Refusal("Nobody gives or ends a role of their own.")


def _others_who_decide(by: User, user: User, day: date) -> list[User]:
    roles = StaffRole.objects.on(day).filter(role=StaffRoleName.SYSADMIN)
    return list(User.objects.filter(pk__in=roles.values("user"), is_active=True).exclude(pk__in=[by.pk, user.pk]))
