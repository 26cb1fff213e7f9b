"""axe over every page of every persona, in a world where each page has something to show."""

import pytest
from playwright.sync_api import Browser

from tests.access.two_sides import two_sides
from tests.accessibility.axe import violations
from tests.accessibility.site import ORIGIN, Shown, serve
from tests.accessibility.states import every_page
from tests.journeys.browser import NARROW, NARROWEST, WIDE, Watch, sideways

pytestmark = [pytest.mark.journey, pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


ON_PHONES = (
    *("apply,", "evaluation", "public:", "token:", "facilitator:delivery:register", "candidate:"),
    *("account_", "sign in"),
)
NEEDED_ON_PHONES = ("apply, days", "evaluation", "facilitator:delivery:register, open", "token:applications:check")


def widths_of(page: Shown) -> list[dict[str, int]]:
    """What a page is seen at: 1280 and 375 px, and 320 px where it is used on phones."""
    return [WIDE, NARROW, NARROWEST] if page.name.startswith(ON_PHONES) else [WIDE, NARROW]


def faults_of(browser: Browser, shown: list[Shown]) -> list[str]:
    """Every violation, sideways scroll, script fault and answer without a page, one line each, at every width."""
    context = browser.new_context(viewport=WIDE, bypass_csp=True, reduced_motion="reduce")
    watch, faults = Watch(ORIGIN), []
    watch.over(context)
    here: dict[str, Shown] = {}
    serve(context, here)
    tab = context.new_page()
    for page in shown:
        here.clear()
        here[page.path] = page
        tab.set_viewport_size(WIDE)
        tab.goto(ORIGIN + page.path, wait_until="load")
        for size in widths_of(page):
            tab.set_viewport_size(size)
            at = f"{page.name} at {size['width']} px"
            if size is not NARROWEST:  # laid out as at 375 px, only narrower
                faults += [f"{at}: {violation}" for violation in violations(tab)]
            if over := sideways(tab):
                faults.append(f"{at}: scrolls sideways by {over} px")
        faults += [f"{page.name}: {fault}" for fault in watch.faults]
        watch.faults.clear()
    context.close()
    return faults


@pytest.mark.parametrize("part", [0, 1])
def test_axe_finds_nothing_on_any_page(browser, part):
    """Two halves, so that two processes share the work."""
    shown = every_page(two_sides())
    assert len(shown) > 100
    faults = faults_of(browser, shown[part::2])
    assert not faults, "\n".join(faults)
