"""Pages of the rooms below `people`, which cannot ask who may open them: the portals put the door in front."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponseBase


@dataclass(frozen=True)
class Page:
    """One address of such a room. `resource` and `verb` are those of the access matrix, as for `people.access.page`."""

    route: str
    view: Callable[..., HttpResponseBase]
    name: str
    resource: str
    verb: str
    methods: tuple[str, ...] | None = None
