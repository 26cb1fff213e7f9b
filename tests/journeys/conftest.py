"""What a journey needs: a real server and worker on a database of its own, and a browser that tolerates nothing odd."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.databases import ROOT
from tests.journeys.browser import Watch, sideways, started
from tests.proofs import web, work
from tests.proofs.processes import ProofDatabase, ended, wait_until


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium for one file's journeys: its driver's event loop must have ended before other proofs read rows."""
    with started() as chromium:
        yield chromium


@contextmanager
def served(database: ProofDatabase) -> Iterator[str]:
    """The whole product on this database, with its worker, at the address that is given."""
    port = _a_free_port()
    address, log = f"http://localhost:{port}", database.folder / "web.log"
    site = database.process(partial(web.serve, port), log, SITE_URL=address)
    worker = database.process(work.the_products, log, SITE_URL=address)
    with ended(site), ended(worker):
        if not wait_until(lambda: _answers(port), every=0.02):
            raise RuntimeError(site.log[-2000:])
        yield address
        site.stop(), worker.stop()


@contextmanager
def deployed(database: ProofDatabase) -> Iterator[str]:
    """The same by the very commands that `make run` ends with: two workers forked from one process, and the worker."""
    port = _a_free_port()
    address, log = f"http://localhost:{port}", database.folder / "serve.log"
    with log.open("wb") as said:
        variables = database.variables(SITE_URL=address, PORT=str(port), DJANGO_SETTINGS_MODULE="cadre.config.testing")
        command = [sys.executable, "scripts/serve.py"]
        site = subprocess.Popen(command, cwd=ROOT, env=variables, stdout=said, stderr=subprocess.STDOUT)
    try:
        assert wait_until(lambda: _answers(port), seconds=60), log.read_text()
        yield address
    finally:
        site.terminate()
        assert site.wait(timeout=60) == 0, log.read_text()


def _a_free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def fits(page: Page) -> None:
    """Nothing makes the page scroll sideways, at whatever width it is read."""
    assert sideways(page) == 0, f"{page.url} scrolls sideways"


class Visitor:
    """One person's browser. Any script error, console error, failure or request elsewhere fails the journey."""

    def __init__(self, browser: Browser, address: str, *, width: int = 1280, scripts: bool = True) -> None:
        self.address = address
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        self.watch = Watch(address)
        self.watch.over(self.context)
        self.page: Page = self.context.new_page()

    def opens(self, path: str) -> Page:
        """Go to a path of the site, or to a whole address."""
        self.page.goto(path if path.startswith("http") else f"{self.address}{path}")
        fits(self.page)
        return self.page

    def signs_in_as(self, name: str) -> Page:
        self.opens("/sign-in/")
        self.page.get_by_role("button", name=f"Sign in {name}").click()
        self.page.wait_for_load_state()
        return self.page

    def leaves(self) -> None:
        assert self.watch.faults == []
        self.context.close()

    def fetches(self, path: str) -> bytes:
        """A file, with this person's session."""
        answer = self.context.request.get(f"{self.address}{path}")
        assert answer.ok, f"{answer.status} at {path}"
        return answer.body()


class Visitors:
    """`visit(address, width=375, scripts=False)` gives a person a browser; nothing odd may have happened in any."""

    def __init__(self, browser: Browser) -> None:
        self.browser, self.here = browser, []

    def __call__(self, address: str, **how) -> Visitor:
        self.here.append(Visitor(self.browser, address, **how))
        return self.here[-1]

    def leave(self) -> None:
        """Close every browser, while the server still answers their last requests."""
        while self.here:
            self.here.pop().leaves()


@pytest.fixture
def visit(browser: Browser) -> Visitors:
    return Visitors(browser)
