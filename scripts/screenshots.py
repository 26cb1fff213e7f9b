"""Takes the README's pictures of the demo network: `make screenshots`. Needs Chromium (CHROMIUM_PATH)."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "screenshots"
CHROMIUM = os.environ.get("CHROMIUM_PATH", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
WIDE, PHONE = {"width": 1280, "height": 960}, {"width": 375, "height": 780}


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        public(browser, address)
        office(browser, address)
        partner(browser, address)
        finance(browser, address)
        facilitator(browser, address)
        browser.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The product with a fresh demo network, at a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://localhost:{port}"
    variables = {**os.environ, "DEMO": "1", "VAR_DIR": str(folder), "SITE_URL": address}
    variables["DJANGO_SETTINGS_MODULE"] = "cadre.config.testing"
    for command in (["migrate", "-v0"], ["createcachetable"], ["load_demo"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=variables, check=True)
    web = [sys.executable, "-m", "gunicorn", "cadre.config.wsgi", "--threads", "4", "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(web, cwd=ROOT, env=variables)
    try:
        time.sleep(4)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=15)


def public(browser: Browser, address: str) -> None:
    page = visitor(browser, address)
    page.goto(f"{address}/qualifications/npqsl/")
    take(page, "qualification")


def office(browser: Browser, address: str) -> None:
    page = visitor(browser, address, "Ruth Adeyemi")
    page.goto(f"{address}/office/groups/")
    page.get_by_role("link", name=re.compile("^NPQSL")).first.click()
    page.wait_for_load_state()
    take(page, "board")
    page.get_by_role("link", name=re.compile("^Peakside")).first.click()
    page.wait_for_load_state()
    for box in page.locator("input[name=pick]").all()[:3]:
        box.check(force=True)
    page.get_by_role("button", name="See what changes").click()
    page.wait_for_load_state()
    page.evaluate("window.scrollTo(0, 0)")
    take(page, "group")


def partner(browser: Browser, address: str) -> None:
    page = visitor(browser, address, "Joanna Pike")
    page.get_by_role("link", name=re.compile("^Pick a date")).first.click()
    page.wait_for_load_state()
    take(page, "dates")
    page.goto(f"{address}/partner/evaluations/")
    page.locator("main table a").first.click()
    page.wait_for_load_state()
    take(page, "report")


def finance(browser: Browser, address: str) -> None:
    page = visitor(browser, address, "Martin Hale")
    page.goto(f"{address}/office/finance/fees/")
    take(page, "fees")


def facilitator(browser: Browser, address: str) -> None:
    """Last, since it moves the date to the day of the register."""
    page = visitor(browser, address)
    page.goto(f"{address}/demo/date/")
    page.get_by_role("button", name="Move the date").click()
    page.wait_for_load_state()
    page = visitor(browser, address, "Dev Anand", PHONE)
    page.get_by_role("link", name=re.compile("^Register of")).first.click()
    page.wait_for_load_state()
    for at, mark in enumerate(("attended", "late", "attended", "absent", "attended")):
        page.locator(f"input[type=radio][value={mark}] + label").nth(at).click()
        page.wait_for_timeout(300)
    page.evaluate("window.scrollTo(0, 0)")
    take(page, "register")


def visitor(browser: Browser, address: str, name: str = "", size: dict[str, int] | None = None) -> Page:
    """A page of somebody's own browser, signed in from the demo's list where a name is given."""
    page = browser.new_context(viewport=size or WIDE).new_page()  # type: ignore[arg-type]
    if name:
        page.goto(f"{address}/sign-in/")
        page.get_by_role("button", name=f"Sign in {name}").click()
        page.wait_for_load_state()
    return page


def take(page: Page, name: str) -> None:
    page.wait_for_timeout(400)
    page.screenshot(path=TARGET / f"{name}.png")
    print(f"Took {name}.png of {page.url.split('/', 3)[-1] or 'the front page'}")


if __name__ == "__main__":
    main()
