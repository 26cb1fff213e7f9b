"""axe over what lies behind a first address, the phone pages at 320 px, and proof that the crawl leaves nothing out."""

import pytest

from tests.access.inventory import address, pages
from tests.access.two_sides import two_sides
from tests.accessibility.further import further_pages
from tests.accessibility.states import READERS, client_of, every_page
from tests.accessibility.test_every_page import faults_of
from tests.journeys.browser import NARROW, NARROWEST, WIDE

pytestmark = [pytest.mark.journey, pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
ON_PHONES = (
    *("apply,", "evaluation", "public:", "token:", "facilitator:delivery:register", "candidate:"),
    *("account_", "sign in"),
)
BY_LINK = {  # shown by every_page under names of their own: "apply, …" and "evaluation"
    *("token:applications:step", "token:applications:later", "token:evaluation:answer"),
    *("token:applications:draft", "token:applications:resume", "token:bookings:resume"),  # these only lead on to a page
}


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "375"])
def test_axe_finds_nothing_further_on(browser, size):
    faults = faults_of(browser, further_pages(two_sides()), size)
    assert not faults, "\n".join(faults)


def test_pages_used_on_phones_fit_320_pixels(browser):
    made = two_sides()
    shown = [page for page in [*every_page(made), *further_pages(made)] if page.name.startswith(ON_PHONES)]
    for needed in ("apply, days", "evaluation", "facilitator:delivery:register, open", "token:applications:check"):
        assert any(page.name == needed for page in shown), needed
    faults = faults_of(browser, shown, NARROWEST)
    assert not faults, "\n".join(faults)


def test_every_address_that_is_a_page_is_read():
    """A page that no reader is shown must be an action (405), a way on (302) or a file, or the crawl missed it."""
    made = two_sides()
    shown = [*every_page(made), *further_pages(made)]
    read = {page.name.split(" as ")[0].split(",")[0] for page in shown}
    missed = [page.name for page in pages() if page.name not in read | BY_LINK and not _is_no_page(page, made)]
    assert not missed, "no reader is shown " + ", ".join(missed)


def _is_no_page(page, made) -> bool:
    for persona in READERS[page.access[2]] if page.access else ["anonymous"]:
        reply = client_of(persona, made).get(address(page, made.a))
        if reply.status_code in {302, 405} or not reply.headers["Content-Type"].startswith("text/html"):
            return True
    return False
