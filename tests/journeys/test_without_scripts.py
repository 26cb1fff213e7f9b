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
from cadre.scheduling.models import Event
from tests import world
from tests.journeys.conftest import Visitor, served
from tests.journeys.mails import link_in
from tests.journeys.scene import eleven_at_peakside
from tests.journeys.test_a_whole_intake import somebody_applies
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
    event = todays_event(4)
    with served(proof_db) as address:
        keeper = visit(address, width=NARROWEST, scripts=False)
        the_whole_sheet_in_one_form(keeper, event.ref, [place.ref for place in event.group.enrolments.all()])
        assert Register.objects.get(event=event).is_complete
        invited = Message.objects.filter(kind__startswith="evaluation.")
        assert wait_until(lambda: invited.count() == 3, seconds=60)
        guest = visit(address, width=NARROWEST, scripts=False)
        answers(guest, link_in(invited[0]))
        assert Response.objects.filter(event=event).count() == 1
        answers_again = guest.opens(link_in(invited[0])).locator("main").inner_text()
        assert "already answered" in answers_again.lower()
        visit.leave()


def test_register_and_evaluation_by_keyboard_alone(proof_db, visit):
    """Each mark is saved as it is made, and the focus stays where the hands are."""
    event = todays_event(3)
    with served(proof_db) as address:
        page = visit(address, width=NARROWEST).signs_in_as("Dev Anand")
        page.goto(f"{address}/facilitator/events/{event.ref}/register/")
        for place, keys, mark in zip(
            event.group.enrolments.order_by("application__name"),
            ([" "], [" ", "ArrowRight"], [" ", "ArrowRight", "ArrowRight", "ArrowRight"]),
            ("attended", "late", "absent"),
            strict=True,
        ):
            tab_to(page, name=f"mark-{place.ref}")
            for key in keys:
                with page.expect_response(lambda answer: "/people/" in answer.url):
                    page.keyboard.press(key)
                page.wait_for_function("ref => document.activeElement.name === 'mark-' + ref", arg=place.ref)
            assert place.attendances.get().mark == mark
        tab_to(page, words=re.compile("^Complete register"))
        page.keyboard.press("Enter")
        assert wait_until(lambda: Register.objects.get(event=event).is_complete, seconds=8)
        invited = Message.objects.filter(kind__startswith="evaluation.")
        assert wait_until(lambda: invited.count() == 2, seconds=60)
        form = visit(address, width=NARROWEST).opens(link_in(invited[0]))
        tab_to(form, name="content")
        form.keyboard.press(" ")
        form.keyboard.press("ArrowLeft")
        tab_to(form, words=re.compile("^Send my answers"))
        form.keyboard.press("Enter")
        assert wait_until(lambda: Response.objects.filter(event=event).count() == 1, seconds=8)
        visit.leave()


def todays_event(people: int) -> Event:
    """A confirmed group of Dev Anand's whose first day is today."""
    today = clock.today()
    reference.load(today - timedelta(days=1))
    group = world.a_group(people)
    event = world.an_event(group, 1, on=today)
    dev = world.a_facilitator()
    User.objects.filter(pk=dev.user.pk).update(email="dev.anand@facilitators.example")
    world.staffed(group, dev)
    group.state, group.confirmed_at, group.confirmed_people = "confirmed", clock.now(), people
    group.save()
    return event


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


def test_a_whole_application_by_keyboard_alone(proof_db, visit):
    """Every page from the qualification's to the reference, with Tab, arrows, the space bar and Enter."""
    eleven_at_peakside()
    with served(proof_db) as address:
        page = visit(address).opens("/qualifications/npqml/")
        tab_to(page, words=re.compile("^Apply for"))
        page.keyboard.press("Enter")
        page.wait_for_load_state()
        sends(page, "Start my application", "**/you/", typing={"partner": "Peak"})
        you = {"name": "Amina Yusuf", "email": "a@b.example", "phone": "01632960400"}
        sends(page, "Save and continue", "**/teacher/", typing=you)
        born = {"born_on_day": "14", "born_on_month": "5", "born_on_year": "1988", "trn": "1907342"}
        sends(page, "Save and continue", "**/school/", typing=born, choosing={"before": 0})
        tab_to(page, name="q", typing={"q": "bonsall highfield"})
        page.keyboard.press("Enter")
        page.locator("label.govuk-radios__label", has_text="Bonsall Highfield").wait_for()
        sends(page, "Save and continue", "**/role/", choosing={"school": 0})
        sends(page, "Save and continue", "**/support/", typing={"job_title": "Head of English", "leading_years": "3"})
        sponsor = {"sponsor_name": "Dr Helen Marsh", "sponsor_email": "head@school900001.example"}
        sends(page, "Save and continue", "**/days/", typing=sponsor)
        sends(page, "Save and continue", "**/payment/", choosing={"local": 1, "distance": 1})
        sends(page, "Save and continue", "**/invoice/", choosing={"funding": 3})
        invoice = {"billing_name": "Amina Yusuf", "billing_email": "a@b.example", "billing_postcode": "de41aa"}
        sends(page, "Save and continue", "**/heard/", typing={**invoice, "billing_address": "1 High Street"})
        sends(page, "Save and continue", "**/equality/", choosing={"heard": 1})
        sends(page, "Save and continue", "**/check/")
        sends(page, "Submit my application", "**/status/", choosing={"true": 0})
        visit.leave()
    assert Application.objects.filter(email="a@b.example", state="submitted", leading_years=3).exists()


def sends(page, words: str, leads_to: str, **given: dict) -> None:
    """Fill the page in on the way to its button, and press it."""
    tab_to(page, words=re.compile(f"^{words}"), **given)
    page.keyboard.press("Enter")
    page.wait_for_url(leads_to)


def tab_to(
    page,
    *,
    words: re.Pattern | None = None,
    name: str = "",
    typing: dict[str, str] | None = None,
    choosing: dict[str, int] | None = None,
) -> None:
    """Press Tab until a link or button with these words, or a field of this name, has the focus.

    What is in `typing` is typed into the fields of these names on the way, and of the radios in `choosing` that one
    is chosen.
    """
    for _ in range(80):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if focus.count() == 0:
            continue
        field = focus.get_attribute("name") or ""
        if typing and field in typing:
            page.keyboard.type(typing[field])
        if choosing and field in choosing:
            page.keyboard.press(" ")
            for _ in range(choosing[field]):
                page.keyboard.press("ArrowDown")
        if name and field == name:
            return
        if words and focus.evaluate("e => e.tagName") in ("A", "BUTTON") and words.search(focus.inner_text()):
            return
    raise AssertionError(f"Tab never reached {name or words}")
