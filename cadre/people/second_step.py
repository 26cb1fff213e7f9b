"""The second step of signing in: a code that an app on one's telephone shows, after the one that was mailed.

Some roles ask for it (`mfa_required` in the access matrix): they are held only in a browser where both steps were
taken, so that one who was given such a role begins by setting it up. Everybody else may. django-allauth keeps the
secret, checks codes and asks for one when somebody with an app signs in; what follows from it is ours.

Ten recovery codes, each for once, stand in for a lost telephone. Who has lost both asks whoever runs the system
(`manage.py reset_second_step`).
"""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.http import HttpRequest

from cadre.journal.actions import Actor, record
from cadre.journal.models import Entry
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.messages.actions import post
from cadre.people import emails, states
from cadre.people.actions.accounts import end_sessions
from cadre.people.models import User
from cadre.people.roles import behind_second_step

KEY = "second_step"
"""In a session: the key of the person who took the second step in it."""


@dataclass(frozen=True)
class SecondStep:
    """What somebody has set up. `codes`: the recovery codes that were not used yet."""

    since: datetime
    last_used_at: datetime | None
    codes: list[str]


def take(request: HttpRequest, user: User) -> None:
    """In this browser `user` has now signed in by both steps. The session gets another key."""
    request.session[KEY] = user.pk
    request.session.cycle_key()


def is_taken(request: HttpRequest) -> bool:
    """Whether the person of this browser's session took the second step in it."""
    return KEY in request.session and str(request.session[KEY]) == request.session.get(SESSION_KEY)


def is_set_up(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def of(user: User) -> SecondStep | None:
    """What `user` has set up, in one query."""
    found = {one.type: one for one in Authenticator.objects.filter(user=user)}
    app, codes = found.get(Authenticator.Type.TOTP), found.get(Authenticator.Type.RECOVERY_CODES)
    if app is None:
        return None
    return SecondStep(app.created_at, app.last_used_at, codes.wrap().get_unused_codes() if codes else [])


@transaction.atomic
def set_up(user: User, secret: str, *, by: Actor) -> None:
    """The app that knows `secret` is the second step from now on, with new recovery codes; an earlier app no longer.

    Whether a code of that app was typed is asked before.
    """
    from allauth.mfa.totp.internal.auth import TOTP

    _hold(user)
    moved = bool(_forget(user))
    TOTP.activate(user, secret)
    _make_codes(user)
    happened = states.SECOND_STEP_MOVED if moved else states.SECOND_STEP_SET_UP
    _tell(user, "moved to another app" if moved else "set up", record(happened, user, by=by))


@transaction.atomic
def make_codes(user: User, *, by: Actor) -> None:
    """Ten new recovery codes; the earlier ones work no longer. Raises Refusal where nothing is set up."""
    _hold(user)
    if not is_set_up(user):
        raise Refusal("There is no second step to recover. Set it up first.")
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    _make_codes(user)
    _tell(user, "given new recovery codes", record(states.RECOVERY_CODES_MADE, user, by=by))


@transaction.atomic
def remove(user: User, *, by: Actor) -> None:
    """Sign in by the mailed code alone again. Raises Refusal where a role of theirs asks for the second step."""
    _hold(user)
    if needs(user):
        raise Refusal("Your role asks for the second step. You can move it to another app.")
    if _forget(user):
        _tell(user, "removed", record(states.SECOND_STEP_REMOVED, user, by=by))


@transaction.atomic
def reset(user: User, *, by: Actor, because: str) -> None:
    """For somebody who lost their telephone and their codes: they set it up anew, and are signed out everywhere.

    Raises Refusal where nothing is set up.
    """
    _hold(user)
    if not _forget(user):
        raise Refusal(f"{user} has set up no second step.")
    end_sessions(user)
    entry = record(states.SECOND_STEP_RESET, user, by=by, reason=because)
    _tell(user, "reset, so that you can set it up anew", entry)


def needs(user: User) -> bool:
    """Whether a role they hold today asks for the second step."""
    return bool(behind_second_step(user, today=clock.today()))


def _hold(user: User) -> None:
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


def _forget(user: User) -> int:
    return Authenticator.objects.filter(user=user).delete()[0]


def _make_codes(user: User) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    RecoveryCodes.activate(user)


def _tell(user: User, what: str, entry: Entry) -> None:
    post(emails.second_step_changed(user.email, user.name, what=what, turn=str(entry.pk)), now=clock.now())
