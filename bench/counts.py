"""How many queries a request makes, in this process on the same database. BEGIN, COMMIT and their like are none."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cadre.people import second_step
from cadre.people.models import User
from cadre.people.sessions import SessionStore

NO_QUERIES = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def queries(act: Callable[[], Any]) -> int:
    """The queries of `act()`, which is done once before, so that what a process learns once is not counted."""
    _read(act())
    with CaptureQueriesContext(connection) as counted:
        _read(act())
    return sum(not one["sql"].startswith(NO_QUERIES) for one in counted.captured_queries)


def _read(answer: Any) -> None:
    """A streamed answer makes its queries when it is read."""
    if answer.status_code >= 400:
        raise RuntimeError(f"{answer.request['PATH_INFO']} answered {answer.status_code}.")
    if answer.streaming:
        for _ in answer.streaming_content:
            pass


def signed_in(user: User) -> Client:
    client = Client()
    client.cookies.load(session_of(user))
    return client


def session_of(user: User) -> dict[str, str]:
    """The cookies of somebody who has signed in, by both steps."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[second_step.KEY] = user.pk
    session.create()
    assert session.session_key
    return {"sessionid": session.session_key, "csrftoken": "c" * 32}
