"""Where somebody stands in on a date: asked of the room above that knows. Until one registers, nobody does."""

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import QuerySet

from cadre.people.models import User

Keys = QuerySet[Any, Any] | Collection[int]
StoodIn = Callable[[User], Keys]
_stood_in: StoodIn | None = None


def provide(stood_in: StoodIn) -> None:
    """Called once by the room that knows, in its AppConfig.ready(): the keys of the groups a user stands in at."""
    global _stood_in
    _stood_in = stood_in


def stood_in_by(user: User) -> Keys:
    return _stood_in(user) if _stood_in else ()
