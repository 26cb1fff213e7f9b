"""axe over every page of every persona, in a world where each page has something to show."""

import pytest
from playwright.sync_api import Browser

from tests.access.two_sides import two_sides
from tests.accessibility.axe import violations
from tests.accessibility.site import ORIGIN, Shown, serve
from tests.accessibility.states import every_page
from tests.journeys.browser import NARROW, WIDE, Watch, sideways

pytestmark = [pytest.mark.journey, pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def faults_of(browser: Browser, shown: list[Shown], size: dict[str, int]) -> list[str]:
    """Every violation, sideways scroll, script fault and answer without a page, one line each."""
    context = browser.new_context(viewport=size, bypass_csp=True, reduced_motion="reduce")
    watch, faults = Watch(ORIGIN), []
    watch.over(context)
    here: dict[str, Shown] = {}
    serve(context, here)
    tab = context.new_page()
    for page in shown:
        here.clear()
        here[page.path] = page
        tab.goto(ORIGIN + page.path, wait_until="load")
        faults += [f"{page.name}: {violation}" for violation in violations(tab)]
        if over := sideways(tab):
            faults.append(f"{page.name}: scrolls sideways by {over} px at {size['width']}")
        faults += [f"{page.name}: {fault}" for fault in watch.faults]
        watch.faults.clear()
    context.close()
    return faults


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "375"])
def test_axe_finds_nothing_on_any_page(browser, size):
    shown = every_page(two_sides())
    assert len(shown) > 100
    faults = faults_of(browser, shown, size)
    assert not faults, "\n".join(faults)
