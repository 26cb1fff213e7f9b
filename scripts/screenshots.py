"""Takes the README's pictures of the demo network: `make screenshots`. Needs Chromium.

The network is loaded afresh, in a minute or two. ARGS="--var FOLDER" copies one that was loaded the same day instead.
"""

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.journeys.applying import answer_all
from tests.journeys.browser import FLAGS, chromium

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "screenshots"
START_SECONDS = 30
WIDE, PHONE = {"width": 1280, "height": 960}, {"width": 375, "height": 780}


def main() -> None:
    parser = argparse.ArgumentParser(description="Take the pictures of the README.")
    parser.add_argument("--var", type=Path, help="a VAR_DIR with the demo network, which is copied and left as it is")
    loaded: Path | None = parser.parse_args().var
    with tempfile.TemporaryDirectory() as folder:
        if loaded:
            shutil.copytree(loaded, folder, dirs_exist_ok=True)
        with served(Path(folder)) as address, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
            public(browser, address)
            office(browser, address)
            partner(browser, address)
            finance(browser, address)
            applicant(browser, address)
            facilitator(browser, address)
            browser.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The product with the demo network, at a free port of this machine and on a database in `folder`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://localhost:{port}"
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SMTP_URL")}
    variables = {**kept, "DEMO": "1", "VAR_DIR": str(folder), "SITE_URL": address}
    variables["DJANGO_SETTINGS_MODULE"] = "cadre.config.testing"
    for command in (["migrate", "-v0"], ["createcachetable"], ["load_demo"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=variables, check=True)
    web = ["gunicorn", "cadre.config.wsgi", "--threads", "4", "--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    process = subprocess.Popen([sys.executable, "-m", *web], cwd=ROOT, env=variables)
    try:
        wait_for(port, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=15)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until the server listens. Ends the script when the server has ended, or takes longer than START_SECONDS."""
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    sys.exit(f"The server does not answer at port {port}")


def public(browser: Browser, address: str) -> None:
    page = visitor(browser, address)
    page.goto(f"{address}/qualifications/npqsl/")
    take(page, "qualification")


def applicant(browser: Browser, address: str) -> None:
    """From a partner's link to the check page, where the price stands before anything is handed in."""
    page = visitor(browser, address)
    page.goto(f"{address}/apply/npqsl/?code=PEAK-7Q4M")
    follow(page.get_by_role("button", name="Start my application"))
    answer_all(page)
    take(page, "check")


def office(browser: Browser, address: str) -> None:
    page = visitor(browser, address, "Ruth Adeyemi")
    page.goto(f"{address}/office/groups/")
    follow(page.get_by_role("link", name=re.compile("^NPQSL")).first)
    take(page, "board")
    follow(page.get_by_role("link", name=re.compile("^Peakside")).first)
    for box in page.locator("input[name=pick]").all()[:3]:
        box.check(force=True)
    follow(page.get_by_role("button", name="See what changes"))
    page.evaluate("window.scrollTo(0, 0)")
    take(page, "group")


def partner(browser: Browser, address: str) -> None:
    page = visitor(browser, address, "Joanna Pike")
    follow(page.get_by_role("link", name=re.compile("^Pick a date")).first)
    page.locator("label.cd-day").nth(7).click()
    take(page, "dates")
    page.goto(f"{address}/partner/evaluations/")
    follow(page.locator("main table a").first)
    take(page, "report")


def finance(browser: Browser, address: str) -> None:
    page = visitor(browser, address, "Martin Hale")
    page.goto(f"{address}/office/finance/fees/")
    take(page, "fees")


def facilitator(browser: Browser, address: str) -> None:
    """Last, since it moves the date to the day of the register."""
    page = visitor(browser, address)
    page.goto(f"{address}/demo/date/")
    follow(page.get_by_role("button", name="Move the date"))
    page = visitor(browser, address, "Dev Anand", PHONE)
    follow(page.get_by_role("link", name=re.compile("^Open the register")).first)
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
        follow(page.get_by_role("button", name=f"Sign in {name}"))
    return page


def follow(link: Locator) -> None:
    link.click()
    link.page.wait_for_load_state()


def take(page: Page, name: str) -> None:
    page.wait_for_timeout(400)
    page.screenshot(path=TARGET / f"{name}.png")
    print(f"Took {name}.png of {page.url.split('/', 3)[-1] or 'the front page'}")


if __name__ == "__main__":
    main()
