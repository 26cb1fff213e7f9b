"""axe over what lies behind a first address, and proof that the crawl leaves nothing out."""

import pytest

from tests.access.inventory import address, pages
from tests.access.two_sides import two_sides
from tests.accessibility.further import further_pages
from tests.accessibility.states import READERS, client_of, every_page
from tests.accessibility.test_every_page import NEEDED_ON_PHONES, faults_of, widths_of
from tests.journeys.browser import NARROWEST

pytestmark = [pytest.mark.journey, pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
BY_LINK = {  # shown by every_page under names of their own: "apply, …" and "evaluation"
    *("token:applications:step", "token:applications:later", "token:evaluation:answer"),
    *("token:facilitators:associate", "token:facilitators:reference"),  # "become a facilitator" and "a reference"
    *("token:applications:draft", "token:applications:resume", "token:bookings:resume"),  # these only lead on to a page
    "token:facilitators:associate_resume",
    *("token:partners:signing_document", "token:scheduling:feed"),  # files
}


def test_axe_finds_nothing_further_on(browser):
    faults = faults_of(browser, further_pages(two_sides()))
    assert not faults, "\n".join(faults)


def test_every_address_that_is_a_page_is_read():
    """A page that no reader is shown must be an action (405), a way on (302) or a file, or the crawl missed it."""
    made = two_sides()
    shown = [*every_page(made), *further_pages(made)]
    for needed in NEEDED_ON_PHONES:
        assert any(page.name == needed and NARROWEST in widths_of(page) for page in shown), needed
    read = {page.name.split(" as ")[0].split(",")[0] for page in shown}
    missed = [page.name for page in pages() if page.name not in read | BY_LINK and not _is_no_page(page, made)]
    assert not missed, "no reader is shown " + ", ".join(missed)


def _is_no_page(page, made) -> bool:
    for persona in READERS[page.access[2]] if page.access else ["anonymous"]:
        reply = client_of(persona, made).get(address(page, made.a))
        if reply.status_code in {302, 405} or not reply.headers["Content-Type"].startswith("text/html"):
            return True
    return False
