"""However often and however simultaneously one application is handed in, it is one, with one mail and one reference."""

import time
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from cadre.applications import reference
from cadre.applications.models import Application, Quote
from cadre.applications.states import APPLICATION_SUBMITTED, State
from cadre.applications.tests.answers import COURSE, begin, fill, pages, submit
from cadre.journal.actions import System, record
from cadre.journal.models import Entry
from cadre.lib import clock
from cadre.messages.models import Message
from cadre.programmes.models import Intake
from tests import world
from tests.proofs.processes import at_once

pytestmark = pytest.mark.race
CROWD = 20
PLACES = 8


@pytest.fixture
def school(proof_db):
    """A school, and NPQSL open for a month from now, by the real clock."""
    reference.load(clock.today())
    offering = world.an_offering()
    day = timedelta(days=1)
    Intake.objects.filter(pk=offering.intake_id).update(
        opens_on=clock.today() - day, closes_on=clock.today() + 30 * day, starts_on=clock.today() + 90 * day
    )
    return world.a_school("Brackenmoor Academy")


@pytest.fixture
def client(school) -> Client:
    return Client()


@pytest.fixture
def draft(client, school) -> Application:
    made = begin(client)
    fill(client, made, pages(school.urn))
    return made


def press(client: Client, draft: Application):
    """One press of the button, by a browser with the same cookies."""
    browser = Client()
    browser.cookies = client.cookies
    return browser.post(f"/go/application/{draft.ref}/check/", {"true": "on", "seen": str(world.FEES["NPQSL"])})


def submissions() -> int:
    return Entry.objects.filter(happening=APPLICATION_SUBMITTED.key).count()


def test_twenty_identical_submissions_are_one_row_one_mail_and_one_reference(client, draft):
    answers = at_once(CROWD, lambda n: press(client, draft))
    assert [answer.fault for answer in answers] == [None] * CROWD
    assert {answer.value["Location"] for answer in answers} == {f"/go/application/{draft.ref}/status/"}
    assert list(Application.objects.values_list("ref", "state")) == [(draft.ref, State.SUBMITTED)]
    assert (submissions(), Quote.objects.count()) == (1, 1)
    assert Message.objects.filter(kind="applications.received").count() == 1


def test_without_the_lock_it_would_be_submitted_more_than_once(draft):
    """The control: the same crowd, with the check before the lock."""

    def careless(n: int) -> None:
        if Application.objects.get(pk=draft.pk).state != State.DRAFT:
            return
        time.sleep(0.05)
        with transaction.atomic():
            Application.objects.filter(pk=draft.pk).update(state=State.SUBMITTED, submitted_at=clock.now())
            record(APPLICATION_SUBMITTED, draft, by=System("Somebody"), total="£1")

    at_once(CROWD, careless)
    assert submissions() > 1


def test_a_first_page_sent_twenty_times_at_once_starts_one_application(client):
    once = client.get("/apply/npqsl/").context["once"]
    answers = at_once(CROWD, lambda n: Client().post("/apply/npqsl/", {**COURSE, "once": once}))
    assert [answer.fault for answer in answers] == [None] * CROWD
    assert len({answer.value["Location"] for answer in answers}) == 1
    assert Application.objects.count() == 1


def test_people_of_one_school_who_submit_at_once_each_have_a_place_of_their_own(school):
    """Whoever is told another price than the one shown is asked again; nobody shares a place."""
    browsers = [Client() for _ in range(PLACES)]
    drafts = []
    for n, browser in enumerate(browsers):
        drafts.append(begin(browser))
        you = {"name": f"Person {n}", "email": f"p{n}@brackenmoor.example"}
        fill(browser, drafts[n], pages(school.urn, you=you))

    def until_taken(n: int) -> int:
        for attempt in range(PLACES):
            if submit(browsers[n], drafts[n]).status_code == 302:
                return attempt
        raise AssertionError("never taken")

    answers = at_once(PLACES, until_taken)
    assert [answer.fault for answer in answers] == [None] * PLACES
    assert sorted(quote.inputs["place"] for quote in Quote.objects.all()) == list(range(1, PLACES + 1))


def test_two_tabs_saving_at_once_lose_nothing(client, draft):
    """Each tab sends another page, ten times."""
    answers = at_once(CROWD, lambda n: fill_one(client, draft, n))
    assert [answer.fault for answer in answers] == [None] * CROWD
    draft.refresh_from_db()
    kept = draft.answers
    assert kept["role"]["typed"]["job_title"].startswith("Head of year")
    assert kept["days"]["typed"]["dietary"] == ""
    assert draft.version >= CROWD


def fill_one(client: Client, draft: Application, n: int) -> None:
    browser = Client()
    browser.cookies = client.cookies
    slug = ("role", "days")[n % 2]
    changed = {"role": {"job_title": f"Head of year {n}"}}
    fill(browser, draft, {slug: pages(**changed)[slug]})
