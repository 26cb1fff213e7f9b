"""What Django's test client answered, shown to a browser: no Django server, so one transaction holds the world of a
crawl. Styles, scripts and fonts come as built, and are kept by the browser from page to page."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.http import HttpResponse

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
DROPPED = {"content-length", "set-cookie"}
KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "woff2": "font/woff2"}
KEPT = {"Cache-Control": "max-age=86400, immutable"}


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


@dataclass
class Site:
    """A site on loopback. `pages` holds what it shows by path, and may change at any time."""

    origin: str
    pages: dict[str, Shown] = field(default_factory=dict)

    def show(self, page: Shown) -> str:
        """Only this page from now on. Its whole address."""
        self.pages = {page.path: page}
        return self.origin + page.path


@contextmanager
def served() -> Iterator[Site]:
    """A site for as long as the block lasts. What a page asks for afterwards, to bring itself up to date, finds nothing
    new."""

    class Answers(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            page = site.pages.get(path) if self.headers.get("Sec-Fetch-Mode") == "navigate" else None
            if page:
                self._answer(page.status, page.headers, page.body)
            elif asset := _asset(path):
                kind = KINDS.get(path.rsplit(".", 1)[-1], "application/octet-stream")
                self._answer(200, {"Content-Type": kind, **KEPT}, asset)
            else:
                self._answer(404 if path.startswith("/static/") else 204, {}, b"")

        do_POST = do_GET

        def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    site = Site(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _asset(path: str) -> bytes:
    if path == "/axe.js":
        return AXE.read_bytes()
    found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
    return Path(found).read_bytes() if found else b""
