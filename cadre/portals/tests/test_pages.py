"""Front doors: the provider's settings, errors that say little, homes by role, and the demo's own pages."""

from datetime import timedelta

import pytest
from django.db import OperationalError, transaction
from django.test import Client
from django.urls import reverse

from cadre.commitments import reference as commitments
from cadre.demo.cast import CAST
from cadre.documents.rehearsing import undrawn
from cadre.documents.signing import Signing
from cadre.journal.actions import record
from cadre.partners import actions
from cadre.partners import reference as partners
from cadre.people.states import PERSON_ADDED
from cadre.scheduling.states import ARRANGEMENTS_READ, DATE_PICKED
from tests import world

pytestmark = pytest.mark.django_db


def test_the_provider_chooses_its_words_and_colours(client, settings):
    assert "provider.css" not in client.get("/help/").content.decode()
    settings.PROVIDER = settings.PROVIDER | {"headline": "Lead well", "colours": {"--brand": "#123456"}}
    assert "<h1>Lead well</h1>" in client.get("/").content.decode()
    assert "provider.css" in client.get("/help/").content.decode()
    assert client.get("/provider.css").content == b":root{--brand:#123456;}"


@pytest.mark.parametrize(
    ("role", "tells"),
    [("ops", True), ("dpo", True), ("sysadmin", False), ("finance", False), ("marketing", False), ("quality", False)],
)
def test_today_tells_what_happened_to_whoever_reads_the_journal_by_name(client, role, tells):
    event = world.an_event(world.a_group(3), 1)
    with transaction.atomic():
        record(DATE_PICKED, event, by=world.an_officer("Ruth"), event=event.ref, day="12 May", why="")
        record(PERSON_ADDED, world.a_user("Robin Moss"), by=world.an_officer("Iris"))
    client.force_login(world.an_officer("Reader", role))
    page = client.get("/office/").content.decode()
    assert (f"Ruth set {event.ref}" in page) == tells
    assert ("Robin Moss got an account" in page) == (role == "dpo"), "what befell accounts is not for operations"


def test_today_tells_what_changed_and_not_who_read_what(client):
    ruth = world.an_officer("Ruth")
    event = world.an_event(world.a_group(3), 1)
    with transaction.atomic():
        record(ARRANGEMENTS_READ, event, by=ruth, event=event.ref, people=1)
        record(DATE_PICKED, event, by=ruth, event=event.ref, day="12 May", why="")
    client.force_login(ruth)
    page = client.get("/office/").content.decode()
    assert [f"Ruth {did} {event.ref}" in page for did in ("set", "read what is to be arranged for")] == [True, False]


def test_a_candidate_is_told_the_days_of_a_confirmed_group_and_the_windows_of_one_that_forms(client):
    group = world.a_confirmed_group(12)
    day = group.events.get(element__number=1)
    client.force_login(group.enrolments.first().person)
    page = client.get("/candidate/").content.decode()
    assert (
        f'<time datetime="{day.starts_on:%Y-%m-%d}">{day.starts_on:%a} {day.starts_on.day} {day.starts_on:%b}' in page
    )
    assert "date to follow" not in page

    forming = world.a_group(3)
    picked = world.an_event(forming, 1)
    client.force_login(forming.enrolments.first().person)
    page = client.get("/candidate/").content.decode()
    window = picked.element
    assert f'<time datetime="{window.starts_on:%Y-%m-%d}">' in page
    assert ("date to follow" in page, "Your next days" in page) == (True, False)


def test_every_answer_forbids_what_is_not_our_own(client):
    policy = client.get("/help/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_page_that_breaks_says_nothing_but_a_reference(settings, monkeypatch):
    world.an_officer()
    monkeypatch.setattr("cadre.portals.views.public.front_page", lambda _today: 1 / 0)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()
    assert "ZeroDivision" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/help/%00", "/help/?q=a%00b", "/help/?%00=1", "/static/%00.css"])
def test_an_address_with_a_nul_leads_nowhere(client, address):
    answer = client.get(address)
    assert (answer.status_code, "This page is not here" in answer.content.decode()) == (404, True)
    assert "Content-Security-Policy" in answer.headers
    assert client.get("/help/?q=a%2500b").status_code == 200


def test_a_page_that_is_not_here_leads_home_whoever_is_signed_in(client):
    ways = [reverse("account_login"), reverse("public:portals:home")]
    nobody = client.get("/nothing-here/").content.decode().partition("<main")[2]
    client.force_login(world.an_officer())
    somebody = client.get("/nothing-here/").content.decode().partition("<main")[2]
    assert [[f'href="{way}"' in page for way in ways] for page in (nobody, somebody)] == [[True, False], [False, True]]


def test_a_cookie_with_a_nul_opens_nothing(client):
    client.cookies["sessionid"] = "a\0b"
    assert client.get("/help/").status_code == 404


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("40P01", 503),
        ("40001", 503),
        ("database is locked", 503),
        ("database table is locked: journal_entry", 503),
        ("08006", 500),
        ("no such table: x", 500),
    ],
)
def test_whom_the_database_sent_back_is_told_to_press_again(monkeypatch, fault, status):
    def collide(_today):
        cause = RuntimeError(fault)
        cause.sqlstate = fault
        raise OperationalError(fault) from cause

    monkeypatch.setattr("cadre.portals.views.public.front_page", collide)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == status
    assert ("Nothing was half done" in answer.content.decode()) == (status == 503)


@pytest.mark.parametrize(
    ("make", "home"),
    [
        (lambda: world.an_officer(), "/office/"),
        (lambda: world.a_partner_lead(world.a_partner()), "/partner/"),
        (lambda: world.a_facilitator().user, "/facilitator/"),
        (lambda: world.an_enrolment(world.a_group()).person, "/candidate/"),
        (lambda: world.a_user(), "/account/"),
    ],
)
def test_signing_in_leads_home_by_role(client, make, home):
    client.force_login(make())
    assert client.get("/home/").headers["Location"] == home
    assert client.get(home).status_code == 200


def test_every_page_of_the_office_leads_to_the_one_that_finds_and_no_other_does(client):
    way = f'action="{reverse("office:portals:find")}"'
    assert way not in client.get("/").content.decode()
    client.force_login(world.an_officer())
    shown = [client.get(path).content.decode() for path in ("/office/", "/office/applications/", "/account/")]
    assert [page.count(way) for page in shown] == [2, 2, 0], "in the head, and in the menu of a phone"


def test_distance_learning_asks_the_office_for_dates_and_shows_its_people_the_way_in(client):
    forming, confirmed = world.a_distance_group(1), world.a_confirmed_group(1, pathway="distance")
    client.force_login(world.an_officer())
    assert "Pick dates for 1 distance-learning group" in client.get("/office/").content.decode()
    ways = []
    for group in (forming, confirmed):
        client.force_login(group.enrolments.get().person)
        home = client.get("/candidate/").content.decode()
        ways.append((home.count(f'href="{world.JOIN_HERE}"'), "Online event 3" in home, "Day 3" in home))
    assert ways == [(0, True, False), (3, True, False)]


def test_only_the_cast_can_be_signed_in_as(client):
    world.a_user(CAST[0].name, CAST[0].email)
    world.a_user("Real Person", "real.person@school.example")
    assert client.post("/demo/sign-in/", {"email": "real.person@school.example"}).status_code == 404
    answer = client.post("/demo/sign-in/", {"email": CAST[0].email, "next": "//evil.example"})
    assert answer.headers["Location"] == "/home/"
    assert client.get("/account/").status_code == 200


@pytest.mark.usefixtures("date_may_move")
def test_moving_the_date_does_what_falls_due(client, monkeypatch):
    done = []
    monkeypatch.setattr("cadre.automation.timetable.run_due", lambda today, now: done.append(today))
    before = client.get("/demo/date/").content.decode()
    client.post("/demo/date/", {"days": 3})
    assert len(done) == 3
    assert client.get("/demo/date/").content.decode() != before
    refused = client.post("/demo/date/", {"days": 400}).content.decode()
    assert "60" in refused


@pytest.mark.usefixtures("date_may_move")
def test_days_that_take_long_pass_a_few_at_a_time_and_the_page_says_how_many_are_left(client, monkeypatch):
    done = []
    monkeypatch.setattr("cadre.automation.timetable.run_due", lambda today, now: done.append(today))
    monkeypatch.setattr("cadre.demo.views.pages.SECONDS_AT_ONCE", 0)
    first = client.post("/demo/date/", {"days": 3}).content.decode()
    assert ("2 days to go" in first, 'name="days" value="2"' in first, len(done)) == (True, True, 1)
    assert "1 day to go" in client.post("/demo/date/", {"days": 2}).content.decode()
    assert client.post("/demo/date/", {"days": 1}).status_code == 302
    assert done == [done[0] + timedelta(days=n) for n in range(3)]


def test_the_page_of_who_sees_what_says_it_in_words(client):
    page = client.get("/who-sees-what/").content.decode()
    assert "Memorandum of understanding" in page
    assert "one’s own" in page
    assert "LV" not in page


@pytest.mark.usefixtures("at_now")
def test_a_leads_home_shows_what_to_sign_what_is_closed_its_documents_and_its_promises():
    partners.load(world.TODAY)
    for code in ("NPQML", "NPQSL"):
        world.a_qualification(code)
    world.a_size_rule(), commitments.load(world.TODAY)
    partner, ruth = world.a_partner(signed_on=None), world.an_officer()
    lead = Client()
    lead.force_login(world.a_partner_lead(partner))
    home = reverse("partner:portals:home")
    assert "Peakside has no signed memorandum of understanding." in lead.get(home).content.decode()
    with undrawn():
        row = actions.draft_memorandum(partner, by=ruth, today=world.TODAY, now=world.NOW)
        row = actions.send_memorandum(row, by=ruth, today=world.TODAY, now=world.NOW)
        page = lead.get(home).content.decode()
        assert "Sign the memorandum of Peakside" in page
        assert reverse("partner:partners:memorandum", args=[row.ref]) in page
        signing = Signing("Joanna Pike", "Head", "yes", row.document.sha256)
        actions.sign_memorandum(row, signing, by=ruth, now=world.NOW)
        actions.countersign(row, signing, by=ruth, today=world.TODAY, now=world.NOW)
    page = lead.get(home).content.decode()
    assert "Sign the memorandum" not in page
    assert reverse("partner:partners:memorandum_document", args=[row.ref]) in page
    assert all(words in page for words in ("Promises this year", "An NPQML group", "0 of 1, 1 to go.", "No report yet"))
