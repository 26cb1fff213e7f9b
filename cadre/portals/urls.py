"""One URL tree per audience, gathered from the rooms."""

from importlib import import_module

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from cadre.people.access import page
from cadre.portals.routes import Beginnings, compiled_when_asked
from cadre.ui.pages import Page

AUDIENCES = {
    "public": "",
    "token": "go/",
    "candidate": "candidate/",
    "facilitator": "facilitator/",
    "partner": "partner/",
    "office": "office/",
}


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
        patterns = [compiled_when_asked(_behind_its_door(item, audience)) for item in getattr(urls, audience, [])]
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
