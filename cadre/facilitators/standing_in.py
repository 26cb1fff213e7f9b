"""Where somebody stands in on a date: asked of the room above that knows. Until one registers, nobody does."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from django.db.models import QuerySet

Keys = QuerySet[Any, Any] | Collection[int]
StoodIn = Callable[[int, date], Keys]
_stood_in: StoodIn | None = None


def provide(stood_in: StoodIn) -> None:
    """Called once by the room that knows, in its AppConfig.ready(): the keys of the groups that a user, by key, stands
    in at on a date that ends on `since` or later."""
    global _stood_in
    _stood_in = stood_in


def stood_in_by(user: int, since: date) -> Keys:
    return _stood_in(user, since) if _stood_in else ()
