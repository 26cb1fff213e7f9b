"""Giving people an account, and closing it."""

from django.db import IntegrityError, transaction

from cadre.journal.actions import Actor, record
from cadre.lib.errors import Refusal
from cadre.people.models import User
from cadre.people.states import ACCOUNT_CLOSED, ACCOUNT_OPENED, PERSON_ADDED, SIGNED_OUT


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
def close_account(user: User, *, by: Actor, because: str) -> None:
    """Nobody signs in to it any more, and whoever is signed in is out with their next request.

    Raises Refusal where it is closed already, or is one's own.
    """
    found = _held(user, by, "close")
    if not found.is_active:
        raise Refusal(f"The account of {found} is closed already.")
    found.is_active = False
    found.save(update_fields=["is_active"])
    record(ACCOUNT_CLOSED, found, by=by, reason=because)


@transaction.atomic
def open_account(user: User, *, by: Actor, because: str) -> None:
    """Raises Refusal where it is open."""
    found = _held(user, by, "open")
    if found.is_active:
        raise Refusal(f"The account of {found} is open.")
    found.is_active = True
    found.save(update_fields=["is_active"])
    record(ACCOUNT_OPENED, found, by=by, reason=because)


@transaction.atomic
def sign_out_everywhere(user: User, *, by: Actor, because: str) -> None:
    """Every browser they are signed in with asks them to sign in again."""
    found = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    end_sessions(found)
    record(SIGNED_OUT, found, by=by, reason=because)


def end_sessions(user: User) -> None:
    """No session that was made before fits the account any more."""
    user.set_unusable_password()
    user.save(update_fields=["password"])


def _held(user: User, by: Actor, verb: str) -> User:
    if user.pk == by.pk:
        raise Refusal(f"Somebody else has to {verb} your own account.")
    return User.objects.select_for_update(no_key=True).get(pk=user.pk)
