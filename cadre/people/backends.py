"""Who a session belongs to: every page of somebody signed in asks."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection
from django.db.models import QuerySet

from cadre.people.models import User
from cadre.people.prepared import A_NUMBER, prepared

FIELDS = ("id", "password", "email", "name")


@prepared(A_NUMBER)
def _active(user: int) -> QuerySet[User, Any]:
    return User.objects.filter(pk=user, is_active=True).values_list(*FIELDS)


class Accounts(AuthenticationBackend):
    """Signs in as allauth does, and reads the person by one prepared query. What few pages need is read by them."""

    def get_user(self, user_id: int) -> User | None:
        """The person of this number who may still sign in."""
        for row in _active(user_id):
            return User.from_db(connection.alias, [*FIELDS, "is_active"], [*row, True])
        return None
