"""What rooms above know of events, told to this one, which cannot ask them: each as a filter of events.

A room registers what it knows in its AppConfig.ready(). Until it does, nothing is so.
"""

from collections.abc import Callable
from datetime import date

from django.db.models import Q

Condition = Callable[[date], Q]
_known: dict[str, Condition] = {}


def provide(name: str, condition: Condition) -> None:
    """Called once for each name by the room that knows: of which events it is so on a day."""
    _known[name] = condition


def somebody_missing(today: date) -> Q:
    """Somebody cannot come, and nobody stands in for them."""
    return _told("somebody missing", today)


def register_due(today: date) -> Q:
    """It is over, and its register is not complete."""
    return _told("register due", today)


def held(today: date) -> Q:
    """It took place: its register is complete."""
    return _told("held", today)


def _told(name: str, today: date) -> Q:
    return _known[name](today) if name in _known else Q(pk__in=())
