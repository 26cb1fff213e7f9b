"""Where the signal comes and goes, a facilitator's choices are kept on the phone, shown as such, and saved once."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from cadre.delivery import actions
from cadre.delivery.models import Attendance, Register
from cadre.lib import clock
from cadre.people.models import User
from tests import world
from tests.accessibility.axe import RUN, TAGS
from tests.accessibility.site import AXE
from tests.journeys.conftest import fits, served
from tests.journeys.test_marks_on_a_slow_line import marks_of, tap
from tests.journeys.test_without_scripts import NARROWEST, todays_event
from tests.proofs.processes import wait_until

pytestmark = pytest.mark.journey
OF_THE_LINE = (
    *("net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED", "htmx:sendError", "htmx:afterRequest"),
    *("503 at", "Response Status Error Code 503"),
)
KEPT = "Kept on this phone, not saved yet"


@pytest.fixture
def register(proof_db, visit):
    """Dev Anand's register of today, opened on the narrowest phone: the visitor, the page, and the people on it."""
    event = todays_event(4)
    with served(proof_db) as address:
        keeper = visit(address, width=NARROWEST)
        keeper.signs_in_as("Dev Anand")
        page = keeper.opens(f"/facilitator/events/{event.ref}/register/")
        yield keeper, page, event, list(event.group.enrolments.order_by("application__name"))
        keeper.watch.faults = [fault for fault in keeper.watch.faults if not any(one in fault for one in OF_THE_LINE)]
        visit.leave()


def bar(page):
    return page.locator("[data-kept] [role=status]")


def signal(keeper, there: bool) -> None:
    keeper.context.set_offline(not there)


def test_three_taps_without_a_signal_are_kept_and_saved_once_when_it_is_back(register):
    keeper, page, _, (first, second, third, fourth) = register
    signal(keeper, False)
    for place, mark in ((first, "attended"), (second, "late"), (third, "attended"), (third, "absent")):
        tap(page, place.ref, mark)
    expect(bar(page)).to_have_text("3 not saved yet. They are sent when the signal is back.")
    expect(page.locator(f"#state-{third.ref}")).to_contain_text(KEPT)
    fits(page)
    offered = page.locator("[data-kept]").locator("button, a").all()
    assert [one.inner_text() for one in offered if one.is_visible()] == ["Try now"]
    page.evaluate(AXE.read_text())
    assert page.evaluate(RUN, TAGS) == []
    page.get_by_role("button", name="Complete register").click()
    expect(bar(page)).to_contain_text("The register is not completed yet. 3 not saved yet.")
    assert not Attendance.objects.exists()

    signal(keeper, True)
    expect(bar(page)).to_have_text("Everything is saved now.")
    expect(page.get_by_text(KEPT)).to_have_count(0)
    expect(page.locator("#register-counts")).to_have_text("1 attended, 1 late, 1 absent, 1 not marked")
    saved = {(row.enrolment_id, row.mark, row.version) for row in Attendance.objects.all()}
    assert saved == {(first.pk, "attended", 1), (second.pk, "late", 1), (third.pk, "absent", 1)}
    assert all(row.made_at < row.marked_at for row in Attendance.objects.all())
    assert page.evaluate("Object.keys(localStorage).length") == 0
    tap(page, fourth.ref, "attended")
    assert wait_until(lambda: marks_of(fourth) == ["attended"], seconds=8)


def test_without_the_keeping_the_same_tap_is_lost(register):
    """The control: a page that does not say whose register it is keeps nothing."""
    keeper, page, event, (first, *_) = register

    def unsaid(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("data-register=", "data-nothing="))

    page.route("**/register/", unsaid)
    keeper.opens(f"/facilitator/events/{event.ref}/register/")
    signal(keeper, False)
    tap(page, first.ref, "late")
    page.wait_for_timeout(500)
    assert (bar(page).text_content(), page.evaluate("Object.keys(localStorage).length")) == ("", 0)
    signal(keeper, True)
    page.wait_for_timeout(1500)
    assert marks_of(first) == []


def test_an_answer_that_is_lost_or_a_site_that_is_down_is_asked_again_and_saves_once(register):
    keeper, page, _, (first, second, *_) = register
    ways = {
        first.ref: lambda route: (route.fetch(), route.abort()),
        second.ref: lambda route: route.fulfill(status=503),
    }
    for ref, way in ways.items():
        page.route(f"**/people/{ref}/", way)
    tap(page, first.ref, "attended")
    tap(page, second.ref, "late")
    expect(bar(page)).to_contain_text("2 not saved yet.")
    assert (marks_of(first), marks_of(second)) == (["attended"], [])
    page.unroute_all()
    page.get_by_role("button", name="Try now").click()
    expect(bar(page)).to_have_text("Everything is saved now.")
    assert list(Attendance.objects.order_by("enrolment").values_list("mark", "version")) == [
        ("attended", 1),
        ("late", 1),
    ]


def test_a_signal_that_is_back_while_an_attempt_still_fails_is_used_at_once(register):
    keeper, page, _, (first, *_) = register
    held = []
    page.route("**/people/*/", lambda route: held.append(route) if len(held) < 2 else route.continue_())
    tap(page, first.ref, "late")
    assert wait_until(lambda: page.wait_for_timeout(50) or len(held) == 1, seconds=8)
    held[0].abort()
    page.get_by_role("button", name="Try now").click()
    assert wait_until(lambda: page.wait_for_timeout(50) or len(held) == 2, seconds=8)
    page.evaluate("dispatchEvent(new Event('online'))")
    held[1].abort()
    expect(bar(page)).to_have_text("Everything is saved now.")
    assert marks_of(first) == ["late"]


def test_what_was_kept_outlives_the_page_and_meets_what_somebody_else_marked(register):
    keeper, page, event, (first, second, *_) = register
    dev, sara, kept_by = (
        User.objects.get(name="Dev Anand"),
        world.a_facilitator("Sara Linden"),
        actions.register_of(event),
    )
    actions.mark_attendance(kept_by, first, "attended", by=dev, now=clock.now(), note="Her car")
    page.reload()
    signal(keeper, False)
    tap(page, first.ref, "absent")
    page.locator(f"#choice-{second.ref} summary").click()
    page.locator(f"#note-{second.ref}").fill("Her train")
    page.keyboard.press("Tab")
    expect(bar(page)).to_contain_text("2 not saved yet.")
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert ("Her train" in kept, "Her car" in kept, first.ref in kept) == (True, False, True)
    assert not [place for place in (first, second) if place.application.name in kept]
    actions.mark_attendance(kept_by, first, "late", by=sara.user, now=clock.now(), note="A taxi")

    page.goto("about:blank")
    signal(keeper, True)
    keeper.opens(f"/facilitator/events/{event.ref}/register/")
    clash = page.locator(f"#state-{first.ref}")
    expect(clash).to_contain_text(f"Sara Linden marked {first.application.name} late at")
    expect(clash).to_contain_text("You chose absent")
    expect(bar(page)).to_have_text("1 choice was not saved: its row says why.")
    expect(page.locator(f"#state-{second.ref}")).to_contain_text("Her train")
    notes = [place.attendances.get().note for place in (first, second)]
    assert (marks_of(first), notes) == (["late"], ["A taxi", "Her train"])
    page.reload()
    expect(clash).to_contain_text("You chose absent at")
    tap(page, first.ref, "absent")
    assert wait_until(lambda: marks_of(first) == ["absent"], seconds=8)
    expect(bar(page)).to_have_text("")


def test_a_button_of_the_whole_sheet_waits_for_the_signal(register):
    keeper, page, event, places = register
    signal(keeper, False)
    page.get_by_role("button", name="Mark all 4 attended").click()
    expect(bar(page)).to_contain_text("4 not saved yet.")
    tap(page, places[3].ref, "absent")
    page.get_by_role("button", name="Try now").click()
    expect(bar(page)).to_contain_text("Still no signal. 4 not saved yet.")
    signal(keeper, True)
    page.get_by_role("button", name="Complete register").click()
    assert wait_until(lambda: Register.objects.get(event=event).is_complete, seconds=8)
    assert [marks_of(place) for place in places] == [["attended"]] * 3 + [["absent"]]


def test_who_is_signed_out_meanwhile_signs_in_again_and_loses_nothing(register):
    keeper, page, event, (first, *_) = register
    signal(keeper, False)
    tap(page, first.ref, "late")
    expect(bar(page)).to_contain_text("1 not saved yet. It is sent")
    keeper.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    signal(keeper, True)
    expect(bar(page)).to_have_text("1 not saved yet. You are signed out: sign in again to send it.")
    expect(page.locator(f"#choice-{first.ref}")).to_be_visible()
    page.get_by_role("link", name="Sign in again").click()
    page.get_by_role("button", name="Sign in Dev Anand").click()
    page.wait_for_url(f"**/events/{event.ref}/register/")
    assert wait_until(lambda: marks_of(first) == ["late"], seconds=8)
    refused = [fault for fault in keeper.watch.faults if "403" in fault]
    assert refused, "the tap was refused, and asked to sign in"
    keeper.watch.faults = [fault for fault in keeper.watch.faults if fault not in refused]


def test_a_register_completed_meanwhile_is_told_and_the_mark_stays_until_it_was_read(register):
    keeper, page, event, places = register
    signal(keeper, False)
    tap(page, places[0].ref, "late")
    expect(bar(page)).to_contain_text("1 not saved yet.")
    sara, kept = world.a_facilitator("Sara Linden"), actions.register_of(event)
    choices = {place.ref: ("attended", "") for place in places}
    actions.mark_many(kept, choices, by=sara.user, now=clock.now())
    actions.complete_register(kept, by=sara.user, now=clock.now())
    signal(keeper, True)
    told = page.locator(f"#state-{places[0].ref}")
    expect(told).to_contain_text("This register is complete.")
    expect(told).to_contain_text("You chose late")
    keeper.opens(f"/facilitator/events/{event.ref}/register/")
    expect(told).to_contain_text("It is not saved: the register was completed before it could be sent.")
    expect(bar(page)).to_have_text("1 choice was not saved: its row says why.")
    fits(page)
    page.get_by_role("button", name="Clear from this phone").click()
    expect(told).not_to_contain_text("You chose")
    assert (marks_of(places[0]), page.evaluate("Object.keys(localStorage).length")) == (["attended"], 0)


def test_nothing_is_kept_once_somebody_signs_out(register):
    keeper, page, _, (first, *_) = register
    page.route("**/people/*/", lambda route: route.abort("internetdisconnected"))
    tap(page, first.ref, "late")
    expect(bar(page)).to_contain_text("1 not saved yet.")
    keeper.opens("/account/")
    expect(page.get_by_text("1 of a register’s marks is on this phone alone.")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()
    assert (page.evaluate("Object.keys(localStorage).length"), marks_of(first)) == (0, [])


def test_what_waits_is_sent_every_twenty_seconds_and_kept_for_a_day_at_most(register):
    keeper, page, event, (first, second, *_) = register
    page.clock.install()
    keeper.opens(f"/facilitator/events/{event.ref}/register/")
    page.route("**/people/*/", lambda route: route.abort("internetdisconnected"))
    tap(page, first.ref, "late")
    expect(bar(page)).to_contain_text("1 not saved yet.")
    page.unroute_all()
    page.clock.fast_forward(21_000)
    expect(bar(page)).to_have_text("Everything is saved now.")
    assert marks_of(first) == ["late"]

    page.route("**/people/*/", lambda route: route.abort("internetdisconnected"))
    tap(page, second.ref, "late")
    expect(bar(page)).to_contain_text("1 not saved yet.")
    for hours, kept in ((23, 1), (2, 0)):
        page.goto("about:blank")
        page.clock.fast_forward(hours * 3_600_000)
        keeper.opens("/account/")
        assert page.evaluate("Object.keys(localStorage).length") == kept
