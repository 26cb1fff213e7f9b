"""One URL tree per audience, gathered from the rooms."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern

from cadre.people.access import page
from cadre.ui.pages import Page

AUDIENCES = {
    "public": "",
    "token": "go/",
    "candidate": "candidate/",
    "facilitator": "facilitator/",
    "partner": "partner/",
    "office": "office/",
}


class Beginnings(RoutePattern):
    """The empty route, for addresses that begin with a word as one of these pages does. Others are not compared with
    each page of the room in turn, which took a tenth of a short request."""

    def __init__(self, pages: Sequence[URLPattern]) -> None:
        super().__init__("")
        self._words = {str(page.pattern).partition("/")[0] for page in pages}
        self._any = any(not word or "<" in word for word in self._words)

    def match(self, path: str) -> tuple[str, tuple[Any, ...], dict[str, int | str]] | None:
        return super().match(path) if self._any or path.partition("/")[0] in self._words else None


def tree(audience: str) -> list[URLResolver]:
    """Every room's pages for one audience, named `audience:room:page`."""
    mounted = []
    for room in settings.ROOMS:
        try:
            urls = import_module(f"cadre.{room}.urls") if room != "portals" else import_module("cadre.portals.pages")
        except ModuleNotFoundError as missing:
            if missing.name not in (f"cadre.{room}.urls", "cadre.portals.pages"):
                raise
            continue
        patterns = [_behind_its_door(item, audience) for item in getattr(urls, audience, [])]
        if patterns:
            mounted.append(URLResolver(Beginnings(patterns), patterns, app_name=room, namespace=room))
    return mounted


def _behind_its_door(item: URLPattern | Page, audience: str) -> URLPattern:
    """A page of a room below `people` gets its door here; the others come with theirs."""
    if not isinstance(item, Page):
        return item
    door = page(item.resource, item.verb, audience, methods=item.methods)
    return path(item.route, door(item.view), name=item.name)


urlpatterns = [path(prefix, include((tree(audience), audience))) for audience, prefix in AUDIENCES.items()]
