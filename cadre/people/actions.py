"""Giving people an account."""

from datetime import date

from django.db import IntegrityError, transaction

from cadre.journal.actions import Actor, record
from cadre.people.models import StaffRole, User
from cadre.people.states import PERSON_ADDED


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
def grant_role(*, user: User, role: str, from_on: date) -> StaffRole:
    """Give a staff role from a day on; holding it already changes nothing."""
    return StaffRole.objects.get_or_create(user=user, role=role, to_on=None, defaults={"from_on": from_on})[0]
