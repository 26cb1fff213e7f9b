"""New terms of the waiting list and of bookings: from a day on, with a source, and never an edit of the past."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cadre.bookings.actions.policies import add_booking_policy, add_queue_policy
from cadre.bookings.models import BookingPolicy, QueuePolicy
from cadre.bookings.queries.pictures import policy_on
from cadre.bookings.rules.policy import refuse_offers, refuse_terms
from cadre.bookings.states import OffersEnd, PartyRule
from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from tests import world

FIRST = date(2027, 1, 1)
NEW = {
    "offers": {"offer_hours": "48", "remind_hours": "12", "party_rule": "block", "offers_end": "start"},
    "bookings": {"name_by_days": "21", "remind_days": "7", "most_places": "30"},
}
COMMON = {"from_on": "01/01/2027", "source": "Letter of December"}
POLICIES = "/office/waiting/policy/"


@pytest.mark.parametrize(
    ("hours", "remind", "words"),
    [(72, 24, ""), (1, 0, ""), (24, 24, "while the offer stands"), (24, 30, "while"), (0, 0, "an hour at least")],
)
def test_an_offer_is_recalled_while_it_stands(hours, remind, words):
    said = refuse_offers(offer_hours=hours, remind_hours=remind)
    assert (words in said, bool(words)) == (True, bool(said))


@pytest.mark.parametrize(
    ("days", "remind", "most", "words"),
    [(14, 5, 40, ""), (0, 1, 2, ""), (14, 5, 1, "two people"), (14, 0, 40, "a day after"), (-1, 5, 40, "before")],
)
def test_a_booking_is_for_some_and_in_time(days, remind, most, words):
    said = refuse_terms(name_by_days=days, remind_days=remind, most_places=most)
    assert (words in said, bool(words)) == (True, bool(said))


def offers(officer, **changed) -> QueuePolicy:
    said = {
        "offer_hours": 48,
        "remind_hours": 12,
        "party_rule": PartyRule.BLOCK,
        "offers_end": OffersEnd.START,
        "released_first": False,
        "from_on": FIRST,
        "source": "a decision",
    }
    return add_queue_policy(**(said | changed), by=officer, today=world.TODAY)


@pytest.fixture
def officer(policy):
    return world.an_officer()


def test_a_new_row_holds_from_its_day_and_the_past_stays(officer):
    before = policy_on(world.TODAY)
    made = offers(officer)
    assert (policy_on(world.TODAY), policy_on(FIRST - timedelta(days=1)), policy_on(FIRST)) == (before, before, made)
    before.refresh_from_db()
    assert (before.offer_hours, before.to_on) == (72, FIRST)
    entry = Entry.objects.get(happening="bookings.policy_added")
    assert entry.sentence == f"{officer.name} added offers of 48 hours from the waiting list, from 1 January 2027"


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"from_on": world.TODAY}, "from_on", "tomorrow at the earliest"),
        ({"source": " "}, "source", "where it is from"),
        ({"remind_hours": 48}, "remind_hours", "while the offer stands"),
    ],
)
def test_what_would_change_the_past_or_makes_no_sense_is_refused(officer, changed, field, words):
    with pytest.raises(Refusal, match=words) as refused:
        offers(officer, **changed)
    assert (refused.value.field, QueuePolicy.objects.count()) == (field, 1)


def test_a_version_is_not_slipped_in_before_a_later_one(officer):
    offers(officer)
    with pytest.raises(Refusal, match="written already"):
        offers(officer, from_on=FIRST - timedelta(days=5))
    with pytest.raises(Refusal, match="two people"):
        add_booking_policy(
            name_by_days=1, remind_days=1, most_places=1, from_on=FIRST, source="x", by=officer, today=world.TODAY
        )


@pytest.mark.parametrize("kind", NEW)
def test_operations_add_each_kind_on_its_page_and_nobody_else(client, officer, kind):
    client.force_login(world.an_officer("Martin Hale", "finance"))
    assert [client.get(path).status_code for path in (POLICIES, f"{POLICIES}{kind}/")] == [404, 404]
    client.force_login(officer)
    assert client.get(f"{POLICIES}{kind}/").status_code == 200
    empty = client.post(f"{POLICIES}{kind}/", {})
    assert (empty.status_code, set(empty.context["form"].errors) >= {"from_on", "source"}) == (422, True)
    done = client.post(f"{POLICIES}{kind}/", NEW[kind] | COMMON, follow=True)
    assert "What was offered or booked before keeps the policy of its day." in done.content.decode()
    page = client.get(reverse("office:bookings:policies")).content.decode()
    assert ("Letter of December" in page, "In force" in page, "Later" in page) == (True, True, True)
    assert client.post(f"{POLICIES}nothing/", {}).status_code == 404


def test_what_is_added_is_what_was_typed(client, officer):
    client.force_login(officer)
    for kind, typed in NEW.items():
        client.post(f"{POLICIES}{kind}/", typed | COMMON)
    made, terms = QueuePolicy.objects.get(to_on=None), BookingPolicy.objects.get(to_on=None)
    assert (made.offer_hours, made.remind_hours, made.party_rule, made.offers_end, made.released_first) == (
        *(48, 12, "block", "start", False),
    )
    assert (terms.name_by_days, terms.remind_days, terms.most_places) == (21, 7, 30)
