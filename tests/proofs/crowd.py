"""Fifty browsers that hand in at once over real sockets, and a site that is killed meanwhile and comes back."""

import re
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlencode

from django.test import Client

from cadre.applications.models import Application
from tests.proofs import web, work
from tests.proofs.processes import ProofDatabase, Worker, wait_until

PATIENCE_SECONDS = 90.0
_seen = re.compile(rb'name="seen" value="(\d+)"')


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


@dataclass
class Site:
    """The whole product on two gunicorn workers and a task worker, each in a process group that can be killed."""

    database: ProofDatabase
    port: int
    without: str = ""
    kills: list[str] = field(default_factory=list)
    web: Worker | None = None
    work: Worker | None = None

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def start_web(self) -> None:
        self.web = self._start(partial(web.serve, self.port, workers=2))

    def start_work(self) -> None:
        self.work = self._start(work.probing)

    def kill_web(self) -> None:
        """kill -9 of the server with all its workers, and another one in its place."""
        self.kills.append("web")
        self.web.kill()
        self.start_web()

    def kill_work(self) -> None:
        self.kills.append("work")
        self.work.kill()
        self.start_work()

    def end(self) -> None:
        for process in filter(None, (self.web, self.work)):
            process.kill()

    def _start(self, act: Callable[[], None]) -> Worker:
        log, said = self.database.folder / "site.log", {"SITE_URL": self.address, "PROOF_WITHOUT": self.without}
        return self.database.process(act, log, leads_a_group=True, **said)


@contextmanager
def site(database: ProofDatabase, port: int, *, without: str = "") -> Iterator[Site]:
    made = Site(database, port, without)
    try:
        made.start_web()
        made.start_work()
        browser = Browser(made.address, "", "")
        assert wait_until(lambda: browser.answers("/"), seconds=60), (database.folder / "site.log").read_text()
        yield made
    finally:
        made.end()


@dataclass
class Browser:
    """Somebody with one finished draft, who presses the button until a page shows the reference."""

    address: str
    ref: str
    cookies: str
    presses: int = 0

    @classmethod
    def of(cls, client: Client, draft: Application, address: str) -> "Browser":
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        cookies["csrftoken"] = "c" * 32
        return cls(address, draft.ref, "; ".join(f"{name}={value}" for name, value in cookies.items()))

    def hands_in(self) -> bool:
        """Whether a reference was shown in the end. A server that is away is asked again, as people do."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            if self._pressed():
                return True
            time.sleep(0.1)
        return False

    def _pressed(self) -> bool:
        at = f"/go/application/{self.ref}"
        status, page, location = self.asks(f"{at}/check/")
        price = _seen.search(page)
        if status == 200 and price:
            self.presses += 1
            fields = {"csrfmiddlewaretoken": "c" * 32, "true": "on", "seen": price[1].decode()}
            status, _, location = self.asks(f"{at}/check/", fields)
        return status == 302 and location.endswith(f"{self.ref}/status/")

    def answers(self, path: str) -> bool:
        return self.asks(path)[0] == 200

    def asks(self, path: str, fields: dict[str, str] | None = None) -> tuple[int, bytes, str]:
        """(status, page, where it leads); status 0 when nobody answered."""
        request = urllib.request.Request(
            f"{self.address}{path}",
            data=urlencode(fields).encode() if fields is not None else None,
            headers={"Cookie": self.cookies, "Connection": "close"},
        )
        try:
            with urllib.request.build_opener(_NoRedirect).open(request, timeout=20) as answer:
                return answer.status, answer.read(), ""
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read(), answer.headers.get("Location", "")
        except OSError:
            return 0, b"", ""
        except Exception:  # an answer cut off in the middle
            return 0, b"", ""


@dataclass
class Shown:
    """The references that people have seen, as they see them."""

    refs: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, ref: str) -> None:
        with self.lock:
            self.refs.append(ref)
