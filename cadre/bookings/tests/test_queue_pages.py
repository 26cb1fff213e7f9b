"""The waiting list's pages: by link, in one's account, and in the office."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cadre.bookings import actions
from cadre.bookings.actions.links import link_to_entry
from cadre.bookings.models import Offer, QueueEntry
from cadre.bookings.states import EntryState, JoinedQueueBy
from cadre.groups import actions as groups
from tests import world
from tests.scenes import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("policy")]


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(answer) -> str:
    body = answer.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", body[body.index("<main") :]).split())


@pytest.fixture
@kept
def ruth():
    return world.an_officer()


@pytest.fixture
def office(ruth) -> Client:
    return signed_in(ruth)


@pytest.fixture
@kept
def full():
    peak = world.a_partner("Peakside Schools Partnership")
    return world.a_group(12, partner=peak, size=12)


@pytest.fixture
@kept
def entry(full, ruth) -> QueueEntry:
    return waits("Amina Yusuf", full, ruth)


def waits(name, group, ruth, *, minutes=0) -> QueueEntry:
    someone = world.an_application(name, preferred_partner=group.partner, may_offer_local=False)
    at = world.NOW + timedelta(minutes=minutes)
    wish = actions.wish_of(someone)
    return actions.join_queue([someone], wish=wish, how=JoinedQueueBy.OFFICE, by=ruth, now=at)


def offered(entry, group, ruth) -> str:
    """A place is free and offered; the link to it."""
    groups.withdraw(group.enrolments.first(), reason="moved", by=ruth, now=world.NOW)
    actions.make_offers(group.offering_id, now=world.NOW)
    return reverse("token:bookings:waiting", args=[link_to_entry(entry, now=world.NOW)])


class TestByLink:
    def test_it_says_where_one_stands_and_names_nobody_else(self, client, entry, full, ruth):
        waits("Zoe Other", full, ruth, minutes=-5)
        page = client.get(reverse("token:bookings:waiting", args=[link_to_entry(entry, now=world.NOW)]))
        said = text(page)
        assert "Position 2. Peakside is full: all 12 places are taken." in said
        assert "Zoe" not in said

    def test_looking_accepts_nothing_and_one_press_does(self, client, entry, full, ruth):
        url = offered(entry, full, ruth)
        for _ in range(2):
            assert "We hold a place for you" in text(client.get(url))
        assert client.get(f"{url}acceptance/").status_code == 405
        assert QueueEntry.objects.get().state == EntryState.OFFERED
        for _ in range(2):
            answer = client.post(f"{url}acceptance/", follow=True)
            assert "You have a place" in text(answer)
        assert full.enrolments.taking_a_place().count() == 12

    def test_declining_is_one_press_too(self, client, entry, full, ruth):
        url = offered(entry, full, ruth)
        assert "You are no longer on the waiting list" in text(client.post(f"{url}declining/", follow=True))

    def test_too_late_is_said_and_nothing_is_given(self, client, entry, full, ruth):
        url = offered(entry, full, ruth)
        Offer.objects.update(made_at=world.NOW - timedelta(days=4), expires_at=world.NOW)
        assert "This offer has ended" in text(client.get(url))
        assert "the place goes to the next in line" in text(client.post(f"{url}acceptance/", follow=True))
        assert full.enrolments.taking_a_place().count() == 11

    @pytest.mark.parametrize("page", ["", "acceptance/", "declining/", "leaving/"])
    def test_a_wrong_link_opens_nothing(self, client, page):
        url = reverse("token:bookings:waiting", args=["no-such-token"]) + page
        answer = client.post(url) if page else client.get(url)
        assert answer.status_code == 404
        assert "This link does not open anything" in text(answer)

    def test_whoever_leaves_may_say_why(self, client, entry):
        url = reverse("token:bookings:waiting", args=[link_to_entry(entry, now=world.NOW)])
        answer = client.post(f"{url}leaving/", {"reason": "x" * 301})
        assert answer.status_code == 422
        assert "x" * 301 in answer.content.decode()
        client.post(f"{url}leaving/", {"reason": "We moved"})
        assert (QueueEntry.objects.get().state, QueueEntry.objects.get().ended_reason) == (EntryState.LEFT, "We moved")


class TestInTheAccount:
    def test_an_accepted_applicant_without_a_place_asks_to_wait(self, full):
        someone = world.an_application("Amina Yusuf", preferred_partner=full.partner, travel_km=20)
        client = signed_in(someone.applicant)
        said = {"ref": someone.ref, "nearby": "near", "within_km": ""}
        answer = client.post(reverse("candidate:bookings:wish"), said)
        assert answer.status_code == 422
        assert "Write how far you would travel" in text(answer)
        answer = client.post(reverse("candidate:bookings:wish"), said | {"within_km": "30"}, follow=True)
        assert "Position 1." in text(answer)
        entry = QueueEntry.objects.get()
        assert (entry.how, entry.within_km, entry.partner) == (JoinedQueueBy.WISH, 30, full.partner)

    def test_nobody_asks_for_somebody_else(self, full):
        other = world.an_application("Other", preferred_partner=full.partner)
        client = signed_in(world.an_application("Amina Yusuf").applicant)
        answer = client.post(reverse("candidate:bookings:wish"), {"ref": other.ref, "nearby": "partner"})
        assert answer.status_code == 422
        assert QueueEntry.objects.count() == 0

    def test_an_offer_is_accepted_signed_in(self, entry, full, ruth):
        offered(entry, full, ruth)
        client = signed_in(entry.members.get().application.applicant)
        assert "Accept or decline" in text(client.get(reverse("candidate:bookings:waits")))
        answer = client.post(reverse("candidate:bookings:acceptance", args=[entry.ref]), follow=True)
        assert "With a place" in text(answer) or "Has a place" in text(answer)


class TestTheOffice:
    def test_the_list_is_in_order_filtered_and_exported_with_the_reason(self, office, entry, full, ruth):
        waits("Zoe Other", full, ruth, minutes=-5)
        url = reverse("office:bookings:queue")
        said = text(office.get(url))
        assert said.index("Zoe Other") < said.index("Amina Yusuf")
        assert "Amina" not in text(office.get(url, {"q": "zoe"}))
        assert "Nobody waits here" in text(office.get(url, {"partner": world.a_partner("Welland").slug}))
        assert "Zoe" in text(office.get(url, {"region": "East Midlands", "intake": "spring-2027"}))
        file = b"".join(office.get(url, {"format": "csv"}).streaming_content).decode()
        assert "Position 1. Peakside is full" in file

    def test_offer_now_shows_first_and_offers_in_order(self, office, entry, full, ruth):
        groups.withdraw(full.enrolments.first(), reason="moved", by=ruth, now=world.NOW)
        url = reverse("office:bookings:offers")
        assert "Amina Yusuf" in text(office.get(url, {"refs": entry.ref}))
        assert QueueEntry.objects.get().state == EntryState.WAITING
        assert "1 offer is made" in text(office.post(url, {"refs": entry.ref}, follow=True))
        assert "No free place fits" in text(office.post(url, follow=True))

    def test_several_are_taken_off_with_one_reason_or_none(self, office, entry, full, ruth):
        other = waits("Zoe Other", full, ruth)
        url = reverse("office:bookings:removals")
        refs = [entry.ref, other.ref]
        answer = office.post(url, {"refs": refs, "reason": ""})
        assert answer.status_code == 422
        assert set(QueueEntry.objects.values_list("state", flat=True)) == {EntryState.WAITING}
        office.post(url, {"refs": refs, "reason": "They asked by phone"})
        assert set(QueueEntry.objects.values_list("state", flat=True)) == {EntryState.REMOVED}

    def test_people_are_put_on_the_list_alone_or_together(self, office, full):
        people = [world.an_application(f"Person {n}", preferred_partner=full.partner) for n in range(3)]
        url = reverse("office:bookings:joining")
        answer = office.post(url, {})
        assert answer.status_code == 422
        assert "Tick at least one person" in text(answer)
        answer = office.post(url, {"refs": [one.ref for one in people[:2]], "together": "on", "within_km": "999"})
        assert answer.status_code == 422
        office.post(url, {"refs": [one.ref for one in people[:2]], "together": "on"})
        office.post(url, {"refs": [people[2].ref], "region": "East Midlands"})
        assert [(one.places, one.need_words) for one in QueueEntry.objects.order_by("pk")] == [
            (2, "Peakside"),
            (1, "a group in East Midlands"),
        ]

    def test_one_entry_shows_why_and_its_history_and_is_acted_on(self, office, entry, full, ruth):
        offered(entry, full, ruth)
        url = reverse("office:bookings:entry", args=[entry.ref])
        said = text(office.get(url))
        assert "Offered a place at Peakside, to answer by 27 November, 10:00." in said
        assert "was offered 1 place in" in said
        assert office.post(f"{url}taking-back/", {"reason": ""}).status_code == 422
        assert "waits again" in text(office.post(f"{url}taking-back/", {"reason": "room too small"}, follow=True))
        assert "off the waiting list" in text(office.post(f"{url}removal/", {"reason": "asked"}, follow=True))
        assert office.post(f"{url}removal/", {"reason": "asked"}).status_code == 422
        assert office.post(f"{url}splitting/", {"reason": "asked"}).status_code == 422

    def test_a_larger_group_is_made_on_its_page_and_a_smaller_one_refused(self, office, full):
        url = reverse("office:groups:resizing", args=[full.ref])
        for typed, words in (("", "Enter the number of places"), ("elf", "number in figures"), ("11", "at least 12")):
            answer = office.post(url, {"size": typed})
            assert (answer.status_code, words in text(answer)) == (422, True), text(answer)
        assert "has 15 places now" in text(office.post(url, {"size": "15"}, follow=True))

    @pytest.mark.parametrize("role", ["finance", "marketing", "quality", "dpo", "sysadmin"])
    def test_nobody_else_sees_the_list(self, entry, role):
        client = signed_in(world.an_officer("Somebody", role))
        assert client.get(reverse("office:bookings:queue")).status_code == 404
        assert client.get(reverse("office:bookings:entry", args=[entry.ref])).status_code == 404


def test_the_list_costs_the_same_for_any_number(office, full, ruth, django_assert_num_queries):
    from bench.counts import queries

    for n in range(13):
        waits(f"First {n}", full, ruth)  # enough for a proposed group, which the page shows with hosts
    url = reverse("office:bookings:queue")
    few = queries(lambda: office.get(url))
    for n in range(20):
        waits(f"Person {n}", full, ruth, minutes=n)
    assert queries(lambda: office.get(url)) == few
