"""A sponsor answers in a minute: from the mail, on a phone, without an account and without scripts."""

import pytest

from cadre.applications import reference
from cadre.applications.models import Application, Sponsorship
from cadre.applications.tests.sponsors import HEAD, RATINGS, asked, gateway, mails, named, path_in
from cadre.lib import clock
from tests.journeys.conftest import fits, served

pytestmark = pytest.mark.journey
NARROWEST = 320


@pytest.mark.parametrize("width", [NARROWEST, 375])
def test_a_head_confirms_one_then_several_and_adds_a_purchase_order(proof_db, visit, width):
    # Given three people who name the same head, one of them before a gateway
    reference.load(clock.today())
    for name in ("Amina Yusuf", "Ben Crowther"):
        asked(named(name), now=clock.now())
    asked(named("Cara Dale", offering=gateway()), now=clock.now())
    with served(proof_db) as address:
        head = visit(address, width=width, scripts=False)

        # When she opens the link about Cara, forgets a rating, and then gives it
        page = head.opens(path_in(mails("asked", HEAD)[-1]))
        for key, score in RATINGS.items():
            if key != "respect":
                page.locator(f"input[name=rating_{key}][value='{score}'] + label").click()
        page.get_by_label("Your own role").fill("Headteacher")
        page.get_by_role("button", name="Undertake this and confirm").click()
        assert "Choose a rating for respect." in page.locator("main").inner_text()
        fits(page)
        page.locator("input[name=rating_respect][value='1'] + label").click()
        page.get_by_role("button", name="Undertake this and confirm").click()
        page.wait_for_load_state()
        assert "You sponsor Cara Dale" in page.locator("main").inner_text()
        fits(page)

        # And adds the purchase order later
        page.get_by_text("Add the purchase order, or correct the address").click()
        page.get_by_label("Purchase order number").fill("BR-1044")
        page.get_by_role("button", name="Save the invoice details").click()
        page.wait_for_load_state()
        assert "BR-1044" in page.locator("main").inner_text()

        # And ticks the other two on her list
        page.get_by_role("link", name="Everybody who names you").click()
        page.wait_for_load_state()
        fits(page)
        for box in page.locator("input[name=refs]").all():
            box.check()
        page.get_by_role("button", name="Undertake this and confirm the ticked").click()
        page.wait_for_load_state()
        assert "Nobody waits for you" in page.locator("h1").inner_text()
        visit.leave()

    # Then all three are sponsored, with the ratings as they were given
    assert set(Sponsorship.objects.values_list("state", flat=True)) == {"confirmed"}
    rated = Sponsorship.objects.get(application__name="Cara Dale")
    assert dict(rated.ratings.values_list("behaviour", "score")) == RATINGS
    assert Application.objects.get(name="Cara Dale").purchase_order == "BR-1044"
