"""On a slow line a facilitator taps faster than the answers come: what was done last is what counts."""

import pytest
from playwright.sync_api import expect

from cadre.delivery.models import Register
from tests.journeys.conftest import served
from tests.journeys.test_without_scripts import NARROWEST, todays_event
from tests.proofs.processes import wait_until

pytestmark = pytest.mark.journey
SLOW_MS = 900


def test_the_last_tap_and_a_half_typed_note_outlive_a_slow_answer(proof_db, visit):
    event = todays_event(2)
    first, second = event.group.enrolments.order_by("application__name")
    with served(proof_db) as address:
        page = visit(address, width=NARROWEST).signs_in_as("Dev Anand")
        page.goto(f"{address}/facilitator/events/{event.ref}/register/")
        slow_down(page)
        tap(page, first.ref, "attended")
        tap(page, first.ref, "absent")
        assert wait_until(lambda: marks_of(first) == ["absent"], seconds=8)
        assert page.locator(f"input[name=mark-{first.ref}]:checked").get_attribute("value") == "absent"

        tap(page, second.ref, "late")
        page.locator(f"#choice-{second.ref} summary").click()
        page.locator(f"#note-{second.ref}").type("Train", delay=20)
        page.wait_for_timeout(3 * SLOW_MS)
        assert marks_of(second) == ["late"]
        assert page.locator(f"#note-{second.ref}").is_visible()
        page.keyboard.type(" was late")
        page.keyboard.press("Tab")
        assert wait_until(lambda: [row.note for row in second.attendances.all()] == ["Train was late"], seconds=8)
        tap(page, second.ref, "attended")
        page.get_by_role("button", name="Complete register").click()
        page.wait_for_load_state()
        assert wait_until(lambda: Register.objects.get(event=event).is_complete, seconds=8)
        assert marks_of(second) == ["attended"]
        visit.leave()


def test_the_counts_are_the_newest_whatever_the_order_of_answers(proof_db, visit):
    event = todays_event(3)
    first, second, _ = event.group.enrolments.order_by("application__name")
    with served(proof_db) as address:
        page = visit(address, width=NARROWEST).signs_in_as("Dev Anand")
        page.goto(f"{address}/facilitator/events/{event.ref}/register/")
        held = []
        page.route(f"**/people/{first.ref}/", lambda route: held.append((route, route.fetch())))
        tap(page, first.ref, "attended")
        assert wait_until(lambda: page.wait_for_timeout(50) or held, seconds=8)
        with page.expect_response(lambda answer: second.ref in answer.url):
            tap(page, second.ref, "late")
        late, answer = held[0]
        late.fulfill(response=answer)
        expect(page.locator("#register-progress")).to_contain_text("2 of 3 marked")
        expect(page.locator("#register-counts")).to_have_text("1 attended, 1 late, 1 not marked")
        expect(page.locator("#register-rest")).to_have_text("Mark the other 1 attended")
        visit.leave()


def slow_down(page) -> None:
    """From now on every answer takes as long as on a bad mobile line."""
    limits = {"offline": False, "latency": SLOW_MS, "downloadThroughput": -1, "uploadThroughput": -1}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", limits)


def tap(page, ref: str, mark: str) -> None:
    page.locator(f"input[name=mark-{ref}][value={mark}] + label").click()


def marks_of(place) -> list[str]:
    return list(place.attendances.values_list("mark", flat=True))
