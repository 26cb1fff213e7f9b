"""The pages people must be able to use without JavaScript, on the narrowest screen, and by keyboard alone."""

import re
from datetime import timedelta

import pytest

from cadre.applications.models import Application
from cadre.delivery.models import Register
from cadre.evaluation import reference
from cadre.evaluation.models import Response
from cadre.lib import clock
from cadre.messages.models import Message
from cadre.people.models import User
from tests import world
from tests.journeys.conftest import Visitor, served
from tests.journeys.scene import eleven_at_peakside
from tests.journeys.test_a_whole_intake import link_in, somebody_applies
from tests.proofs.processes import wait_until

pytestmark = pytest.mark.journey
NARROWEST = 320


def test_applying_works_without_scripts_on_the_narrowest_screen(proof_db, visit):
    eleven_at_peakside()
    with served(proof_db) as address:
        plain = {"width": NARROWEST, "scripts": False}
        reference_number = somebody_applies(visit(address, **plain), visit(address, **plain))
        visit.leave()
    assert Application.objects.get(ref=reference_number).state == "submitted"


def test_register_and_evaluation_work_without_scripts(proof_db, visit):
    today = clock.today()
    reference.load(today - timedelta(days=1))
    group = world.a_group(4)
    event = world.an_event(group, 1, on=today)
    dev = world.a_facilitator()
    User.objects.filter(pk=dev.user.pk).update(email="dev.anand@facilitators.example")
    world.staffed(group, dev)
    group.state, group.confirmed_at, group.confirmed_people = "confirmed", clock.now(), 4
    group.save()
    with served(proof_db) as address:
        keeper = visit(address, width=NARROWEST, scripts=False)
        the_whole_sheet_in_one_form(keeper, event.ref, [place.ref for place in group.enrolments.all()])
        assert Register.objects.get(event=event).is_complete
        invited = Message.objects.filter(kind__startswith="evaluation.")
        assert wait_until(lambda: invited.count() == 3, seconds=60)
        guest = visit(address, width=NARROWEST, scripts=False)
        answers(guest, link_in(invited[0]))
        assert Response.objects.filter(event=event).count() == 1
        answers_again = guest.opens(link_in(invited[0])).locator("main").inner_text()
        assert "already answered" in answers_again.lower()
        visit.leave()


def the_whole_sheet_in_one_form(keeper: Visitor, event_ref: str, places: list[str]) -> None:
    keeper.signs_in_as("Dev Anand")
    page = keeper.opens(f"/facilitator/events/{event_ref}/register/")
    for number, place in enumerate(places):
        mark = "absent" if number == 0 else "attended"
        page.locator(f"input[name=mark-{place}][value={mark}] + label").click()
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.wait_for_load_state()
    page.get_by_role("button", name="Complete register").click()
    page.wait_for_load_state()


def answers(guest: Visitor, link: str) -> None:
    form = guest.opens(link)
    radio = form.locator("main input[type=radio]").first
    form.locator(f"label[for='{radio.get_attribute('id')}']").click()
    form.locator("main form button").last.click()
    form.wait_for_load_state()


def test_an_application_begins_by_keyboard_alone(proof_db, visit):
    eleven_at_peakside()
    with served(proof_db) as address:
        person = visit(address)
        page = person.opens("/qualifications/npqml/")
        tab_to(page, re.compile("^Apply for"))
        page.keyboard.press("Enter")
        page.wait_for_load_state()
        tab_to(page, re.compile("^Start my application"), typing={"partner": "Peak"})
        page.keyboard.press("Enter")
        page.wait_for_url("**/you/")
        tab_to(
            page,
            re.compile("^Save and continue"),
            typing={"name": "Amina Yusuf", "email": "a@b.example", "phone": "01632960400"},
        )
        page.keyboard.press("Enter")
        page.wait_for_url("**/teacher/")
        visit.leave()
    assert Application.objects.filter(email="a@b.example", state="draft").exists()


def tab_to(page, words: re.Pattern, *, typing: dict[str, str] | None = None) -> None:
    """Press Tab until a link or button with these words has the focus, typing into the named fields on the way."""
    for _ in range(80):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if focus.count() == 0:
            continue
        name = focus.get_attribute("name") or ""
        if typing and name in typing:
            page.keyboard.type(typing[name])
        if words.search(focus.inner_text() if focus.evaluate("e => e.tagName") in ("A", "BUTTON") else ""):
            return
    raise AssertionError(f"Tab never reached {words.pattern}")
