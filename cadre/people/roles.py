"""Which roles a person holds today. Each room that knows a role says how to find out.

Whoever signed in by the first step alone holds none of those that ask for the second.
"""

from collections.abc import Callable, Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from cadre.people.models import StaffRole, User
from cadre.people.policy import policy
from cadre.people.prepared import A_DAY, A_NUMBER, prepared
from cadre.people.states import StaffRoleName

Finder = Callable[[User, date], Iterable[str]]
_finders: dict[frozenset[str], Finder] = {}
STAFF = frozenset(StaffRoleName.values())


def found_by(*roles: str) -> Callable[[Finder], Finder]:
    """Declare how `roles` are found: a function of the user and the day that costs one query."""

    def declare(finder: Finder) -> Finder:
        _finders[frozenset(roles)] = finder
        return finder

    return declare


def roles_of(user: User | AnonymousUser, *, today: date, among: Iterable[str] | None = None) -> frozenset[str]:
    """The roles `user` holds on `today`. `among` asks only for these, and spares the queries of the others."""
    given = _given(user, today, among)
    return given - policy().second_step if given and user.is_half_in else given  # type: ignore[union-attr]


def behind_second_step(
    user: User | AnonymousUser, *, today: date, among: Iterable[str] | None = None
) -> frozenset[str]:
    """The roles, `among` these, that ask `user` for the second step of signing in, taken or not."""
    wanted = policy().second_step if among is None else policy().second_step & frozenset(among)
    return _given(user, today, wanted)


def _given(user: User | AnonymousUser, today: date, among: Iterable[str] | None) -> frozenset[str]:
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    known: dict[frozenset[str], frozenset[str]] = user.__dict__.setdefault("_known_roles", {})
    wanted = frozenset(among) if among is not None else None
    held: set[str] = set()
    for roles, finder in _finders.items():
        if wanted is None or roles & wanted:
            if roles not in known:
                known[roles] = frozenset(finder(user, today))
            held |= known[roles]
    return frozenset(held if wanted is None else held & wanted)


@found_by(*STAFF)
def staff_roles(user: User, today: date) -> Iterable[str]:
    return {role for (role,) in _held(user.pk, today)}


@prepared(A_NUMBER, A_DAY)
def _held(user: int, day: date) -> QuerySet[StaffRole, tuple[str]]:
    return StaffRole.objects.on(day).filter(user=user).values_list("role")
