"""Giving people an account, and a role in the office."""

from datetime import date

from django.db import IntegrityError, transaction

from cadre.journal.actions import Actor, record
from cadre.lib.dates import long_day
from cadre.lib.errors import Refusal
from cadre.people.models import StaffRole, User
from cadre.people.states import PERSON_ADDED, ROLE_ENDED, ROLE_GRANTED, StaffRoleName


@transaction.atomic
def person_for(*, email: str, name: str, by: Actor) -> User:
    """The account with this address, made when there is none. An existing one keeps its name."""
    found = User.objects.filter(email__iexact=email).first()
    if found:
        return found
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, name)
    except IntegrityError:  # made by somebody else in this moment
        return User.objects.get(email__iexact=email)
    record(PERSON_ADDED, user, by=by)
    return user


@transaction.atomic
def grant_role(*, user: User, role: str, from_on: date, by: Actor) -> StaffRole:
    """Give a staff role from a day on; holding it already changes nothing."""
    row, new = StaffRole.objects.get_or_create(user=user, role=role, to_on=None, defaults={"from_on": from_on})
    if new:
        record(ROLE_GRANTED, user, by=by, role=StaffRoleName(role).label, from_on=long_day(from_on))
    return row


@transaction.atomic
def end_role(*, user: User, role: str, to_on: date, by: Actor) -> None:
    """The role is held until the day before `to_on`. Raises Refusal where it is not held, or begins later."""
    row = StaffRole.objects.select_for_update().filter(user=user, role=role, to_on=None).first()
    if row is None or row.from_on > to_on:
        raise Refusal(f"{user} does not hold the role {StaffRoleName(role).label}, or not yet.")
    row.to_on = to_on
    row.save(update_fields=["to_on"])
    record(ROLE_ENDED, user, by=by, role=StaffRoleName(role).label, to_on=long_day(to_on))
