"""axe over every page of every persona, in a world where each page has something to show; and none is left out."""

import pytest
from playwright.sync_api import Browser

from tests.access.inventory import Page, address, pages
from tests.access.two_sides import World, two_sides
from tests.accessibility.axe import opened, violations
from tests.accessibility.further import further_pages
from tests.accessibility.site import Shown, served
from tests.accessibility.states import client_of, every_page, pages_by_link, readers_of
from tests.journeys.browser import NARROW, NARROWEST, WIDE, Watch, sideways

pytestmark = [pytest.mark.journey, pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
ON_PHONES = (
    *("apply,", "evaluation", "public:", "token:", "facilitator:delivery:register", "candidate:"),
    *("account_", "sign in"),
)
NEEDED_ON_PHONES = {"apply, days", "evaluation", "facilitator:delivery:register, open", "token:applications:check"}
BY_LINK = {  # shown by pages_by_link under names of their own: "apply, …" and "evaluation"
    *("token:applications:step", "token:applications:later", "token:evaluation:answer"),
    *("token:facilitators:associate_step", "token:facilitators:associate_check"),  # "become a facilitator, …"
    *("token:facilitators:associate", "token:facilitators:reference"),  # leads on to a page; "a reference"
    *("token:applications:draft", "token:applications:resume", "token:bookings:resume"),  # these only lead on to a page
    "token:facilitators:associate_resume",
    *("token:partners:signing_document", "token:scheduling:feed"),  # files
}
FURTHER_ON = {
    *(f"token:applications:{name}" for name in ("check", "why", "status", "payer", "sponsored", "sponsorship")),
    *(f"token:bookings:{name}" for name in ("waiting", "invited", "booking", "check", "adding", "billing", "ending")),
    *("token:bookings:place", "token:bookings:step", "token:consent:offer", "token:partners:signing"),
    *("token:scheduling:can_come", "token:staffing:invitation", "token:recruitment:no_reminders"),
    *("candidate:applications:why", "office:applications:why"),
}
"""What no address alone opens: `test_axe_finds_nothing_further_on` shows it."""


def widths_of(page: Shown) -> list[dict[str, int]]:
    """What a page is seen at: 1280 and 375 px, and 320 px where it is used on phones. One that came back from an empty
    form is its page again with what is wrong: 375 px."""
    wide = [] if page.name.endswith(", sent empty") else [WIDE]
    return [*wide, NARROW, NARROWEST] if page.name.startswith(ON_PHONES) else [*wide, NARROW]


def faults_of(browser: Browser, shown: list[Shown]) -> list[str]:
    """Every violation, sideways scroll, script fault and answer without a page, one line each, at every width.

    A page that is not for phones has the same elements there, beneath the same head: after the first of its audience
    it is asked at its second width only what the width may break.
    """
    with served() as site, browser.new_context(viewport=WIDE, bypass_csp=True, reduced_motion="reduce") as context:
        watch, faults = Watch(site.origin), []
        watch.over(context)
        tab, audiences = context.new_page(), set[str]()
        for page in shown:
            sizes, audience = widths_of(page), page.name.split(":")[0]
            alike = audience in audiences and not page.name.startswith(ON_PHONES)
            audiences.add(audience)
            tab.set_viewport_size(sizes[0])
            opened(tab, site.show(page), page.body.decode())
            for size in sizes:
                tab.set_viewport_size(size)
                at = f"{page.name} at {size['width']} px"
                if size is not NARROWEST:  # laid out as at 375 px, only narrower
                    found = violations(tab, of_layout=alike and size is not sizes[0])
                    faults += [f"{at}: {violation}" for violation in found]
                if over := sideways(tab):
                    faults.append(f"{at}: scrolls sideways by {over} px")
            faults += [f"{page.name}: {fault}" for fault in watch.faults]
            watch.faults.clear()
    return faults


def names_of(shown: list[Shown]) -> set[str]:
    """The URL names, or own names, of what is shown."""
    return {page.name.split(" as ")[0].split(",")[0] for page in shown}


@pytest.mark.parametrize("half", [0, 1])
def test_axe_finds_nothing_on_any_page(browser, half):
    """Two halves, so that two processes share the work.

    A page that no reader is shown must be an action (405), a way on (302) or a file, or it was missed.
    """
    made, mine = two_sides(), pages()[half::2]
    shown = every_page(made, mine)
    left = [page for page in mine if page.name not in names_of(shown) | BY_LINK | FURTHER_ON]
    missed = [page.name for page in left if not _is_no_page(page, made)]
    assert not missed, "no reader is shown " + ", ".join(missed)
    faults = faults_of(browser, shown)
    assert not faults, "\n".join(faults)


def _is_no_page(page: Page, made: World) -> bool:
    for persona in readers_of(page, made):
        reply = client_of(persona, made).get(address(page, made.a))
        if reply.status_code in {302, 405} or not reply.headers["Content-Type"].startswith("text/html"):
            return True
    return False


def test_axe_finds_nothing_further_on(browser):
    """What is opened by a mailed link, or stands behind a first page."""
    made = two_sides()
    shown = [*pages_by_link(made), *further_pages(made)]
    assert names_of(shown) >= FURTHER_ON
    assert {page.name for page in shown if NARROWEST in widths_of(page)} >= NEEDED_ON_PHONES
    faults = faults_of(browser, shown)
    assert not faults, "\n".join(faults)
