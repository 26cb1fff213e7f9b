"""At which events somebody is missing whom nobody stands in for: asked of the room above that knows.

`staffing` stands above this room and registers itself. Until it does, everybody is there.
"""

from collections.abc import Callable

from django.db.models import Q

Missing = Callable[[], Q]
_missing: Missing | None = None


def provide(missing: Missing) -> None:
    """Called once by the room that knows, in its AppConfig.ready(): the events it is so of, as a filter."""
    global _missing
    _missing = missing


def somebody_missing() -> Q:
    return _missing() if _missing else Q(pk__in=())
