"""What Django's test client answered, shown to a browser: no server, so one transaction holds the world of a crawl."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from playwright.sync_api import BrowserContext, Route

ORIGIN = "http://localhost"
DROPPED = {"content-length", "set-cookie"}
KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "woff2": "font/woff2"}


@dataclass(frozen=True)
class Shown:
    """One answered page. `name` says which, as whom and in what state; `path` is its address."""

    name: str
    path: str
    status: int
    headers: dict[str, str]
    body: bytes

    @classmethod
    def of(cls, name: str, path: str, reply: HttpResponse) -> "Shown | None":
        """The reply when it is a page a person reads: HTML, and no redirect."""
        if not reply.headers.get("Content-Type", "").startswith("text/html") or not reply.content:
            return None
        headers = {key: value for key, value in reply.headers.items() if key.lower() not in DROPPED}
        return cls(name, path, reply.status_code, headers, reply.content)


def serve(context: BrowserContext, shown: dict[str, Shown]) -> None:
    """From now on the context's pages are those of `shown`, by their path; assets come as built.

    What a page asks for afterwards, to bring itself up to date, finds nothing new.
    """
    assets: dict[str, bytes] = {}

    def answer(route: Route) -> None:
        parts = urlsplit(route.request.url)
        if parts.path.startswith("/static/"):
            name = parts.path.removeprefix("/static/")
            if name not in assets and (found := finders.find(name)):
                with open(found, "rb") as file:
                    assets[name] = file.read()
            kind = KINDS.get(name.rsplit(".", 1)[-1], "application/octet-stream")
            route.fulfill(status=200 if name in assets else 404, body=assets.get(name, b""), content_type=kind)
        elif route.request.is_navigation_request() and (page := shown.get(parts.path)):
            route.fulfill(status=page.status, headers=page.headers, body=page.body)
        else:
            route.fulfill(status=204)

    context.route("**/*", answer)
