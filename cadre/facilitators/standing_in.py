"""Where somebody stands in on a date: asked of the room above that knows. Until one registers, nobody does."""

from collections.abc import Callable

from django.db.models import Q

from cadre.people.models import User

StoodIn = Callable[[User], Q]
_stood_in: StoodIn | None = None


def provide(stood_in: StoodIn) -> None:
    """Called once by the room that knows, in its AppConfig.ready(): which groups a user stands in at, as a filter."""
    global _stood_in
    _stood_in = stood_in


def stood_in_by(user: User) -> Q:
    return _stood_in(user) if _stood_in else Q(pk__in=())
