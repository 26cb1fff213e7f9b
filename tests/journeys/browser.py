"""Chromium, found or left out with a reason, and pages that tell of every fault they meet.

A watched page notes what no reader should meet: script errors, console errors, answers that fail, and requests to
another origin. `faults` holds them; the fixtures fail a test that ends with any.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, sync_playwright

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
NAMES = (
    *("chromium-headless-shell", "/usr/bin/chromium", "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable"),
)
WIDE, NARROW, NARROWEST = (
    {"width": 1280, "height": 900},
    {"width": 375, "height": 740},
    {"width": 320, "height": 640},
)
PATIENCE = 30_000
REFUSED = {404, 409, 422}


def chromium() -> str:
    """Where Chromium is, in the order of scripts/chromium.sh; empty when there is none."""
    return next(filter(None, map(shutil.which, filter(None, [os.environ.get("CHROMIUM_PATH"), *NAMES]))), "")


@contextmanager
def started() -> Iterator[Browser]:
    """The browser for as long as the block lasts. Skips the test when the machine has none.

    Its driver runs a loop in this thread, in which Django would refuse its database: inside the block it may not.
    """
    path = chromium()
    if not path:
        pytest.skip("No Chromium. To run this: apt-get install chromium, or set CHROMIUM_PATH")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Watch:
    """What went wrong in the pages of one browser context. `origin` is the only one they may ask."""

    origin: str
    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.set_default_timeout(PATIENCE)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # Chromium writes a line for each answer of 400 and more; `_response` knows which of them are meant.
        if message.type == "error" and "responded with a status of" not in message.text:
            self.faults.append(f"console at {message.page.url if message.page else '?'}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:", "about:")):
            self.faults.append(f"asked another origin: {request.url}")

    def _response(self, response: Response) -> None:
        """A page may refuse: 404, and 409 or 422 with the form. What a page asks for in the background may not fail."""
        status = response.status
        refused = status in REFUSED if response.request.is_navigation_request() else status in REFUSED - {404}
        if status >= 400 and not refused:
            self.faults.append(f"{status} at {response.url}")


def sideways(page: Page) -> int:
    """How many pixels the page can be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
