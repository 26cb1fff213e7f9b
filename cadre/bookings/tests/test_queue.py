"""Onto the list, an offer, an answer, and the hard ways between them, against real rows."""

from datetime import timedelta

import pytest

from cadre.applications.actions import withdraw_application
from cadre.bookings import actions
from cadre.bookings.models import Offer, QueueEntry, QueuePolicy
from cadre.bookings.queries.pictures import picture
from cadre.bookings.states import EntryState, JoinedQueueBy, OffersEnd, OfferState, PartyRule
from cadre.groups import actions as groups
from cadre.groups.models import Enrolment
from cadre.groups.rules import Full
from cadre.groups.states import JoinedBy
from cadre.journal.models import Entry
from cadre.journal.worker import drain
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from tests import world
from tests.scenes import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("policy")]
HOUR = timedelta(hours=1)


@pytest.fixture
@kept
def ruth():
    return world.an_officer()


@pytest.fixture
@kept
def peak():
    return world.a_partner("Peakside Schools Partnership", easting=430_000, northing=360_000)


@pytest.fixture
@kept
def full(peak):
    """A group of twelve with no free place."""
    return world.a_group(12, partner=peak, size=12)


def waits(name: str, partner, *, minutes: int = 0, **facts) -> QueueEntry:
    """Somebody accepted who waits for the partner alone, `minutes` after NOW."""
    person = world.an_application(name, preferred_partner=partner, may_offer_local=False, **facts)
    return actions.join_queue(
        [person],
        wish=actions.wish_of(person),
        how=JoinedQueueBy.OFFICE,
        by=world.an_officer(),
        now=world.NOW + timedelta(minutes=minutes),
    )


def frees_a_place(group, number: int = 1) -> None:
    for place in group.enrolments.taking_a_place().order_by("-seat")[:number]:
        groups.withdraw(place, reason="moved away", by=world.an_officer(), now=world.NOW)


def states(*entries: QueueEntry) -> list[str]:
    return [QueueEntry.objects.get(pk=entry.pk).state for entry in entries]


def kinds_of_mail(email: str) -> list[str]:
    return sorted(Message.objects.filter(to=email).values_list("kind", flat=True))


def person(entry: QueueEntry):
    return entry.members.get().application


class TestJoining:
    def test_whoever_is_accepted_and_finds_no_place_joins_once(self, full, peak, ruth):
        someone = world.an_application("Amina Yusuf", preferred_partner=peak, may_offer_local=False)
        for _ in range(2):
            actions.join_if_unseatable(someone, how=JoinedQueueBy.FULL, by=ruth, now=world.NOW)
        assert [entry.need_words for entry in QueueEntry.objects.all()] == ["Peakside"]
        assert kinds_of_mail(someone.email) == ["bookings.queue_joined"]

    def test_whoever_finds_a_free_place_does_not_join(self, peak, ruth):
        world.a_group(11, partner=peak, size=12)
        someone = world.an_application("Amina Yusuf", preferred_partner=peak)
        assert actions.join_if_unseatable(someone, how=JoinedQueueBy.FULL, by=ruth, now=world.NOW) is None

    def test_a_free_place_that_somebody_ahead_waits_for_is_not_free(self, full, peak, ruth):
        first = waits("First", peak)
        frees_a_place(full)
        someone = world.an_application("Second", preferred_partner=peak, may_offer_local=False)
        assert actions.join_if_unseatable(someone, how=JoinedQueueBy.FULL, by=ruth, now=world.NOW + HOUR)
        assert states(first) == [EntryState.WAITING]

    def test_nobody_joins_twice_or_without_being_accepted_or_with_a_place(self, full, peak):
        entry = waits("Amina Yusuf", peak)
        said = {"how": JoinedQueueBy.OFFICE, "by": world.an_officer(), "now": world.NOW}
        with pytest.raises(Refusal, match="on the waiting list already"):
            actions.join_queue([person(entry)], wish=actions.Wish(peak), **said)
        with pytest.raises(Refusal, match="is not accepted: the application is submitted"):
            actions.join_queue([world.an_application("New", state="submitted")], wish=actions.Wish(peak), **said)
        seated = full.enrolments.first().application
        with pytest.raises(Refusal, match="has a place already"):
            actions.join_queue([seated], wish=actions.Wish(peak), **said)

    def test_a_wish_takes_nearby_groups_in_when_they_may_be_offered(self, peak):
        someone = world.an_application("Amina", preferred_partner=peak, may_offer_local=True, travel_km=25)
        wish = actions.wish_of(someone)
        assert (wish.partner, wish.within_km, wish.school) == (peak, 25, someone.school)


class TestOffering:
    def test_a_free_place_is_offered_to_the_first_for_the_hours_of_the_policy(self, full, peak):
        second, first = waits("Second", peak, minutes=5), waits("First", peak)
        frees_a_place(full)
        (offer,) = actions.make_offers(full.offering_id, now=world.NOW + HOUR)
        assert (offer.entry, offer.group, offer.places) == (first, full, 1)
        assert offer.expires_at == world.NOW + HOUR + timedelta(hours=72)
        assert states(first, second) == [EntryState.OFFERED, EntryState.WAITING]
        assert kinds_of_mail(first.email) == ["bookings.offer", "bookings.queue_joined"]
        assert actions.make_offers(full.offering_id, now=world.NOW + HOUR) == []

    def test_an_offer_ends_with_the_last_day_of_registration_at_the_latest(self, full, peak):
        waits("First", peak)
        frees_a_place(full)
        late = world.NOW + timedelta(days=16)
        (offer,) = actions.make_offers(full.offering_id, now=late)
        assert offer.expires_at - late < timedelta(hours=48)

    def test_nothing_is_offered_after_registration_has_closed(self, full, peak):
        entry = waits("First", peak)
        frees_a_place(full)
        closed = world.NOW + timedelta(days=18)
        assert actions.make_offers(full.offering_id, now=closed) == []
        assert (
            picture(full.offering_id, today=closed.date()).why(entry).startswith("Registration for Spring 2027 closed")
        )

    def test_the_policy_may_offer_until_the_intake_starts_and_never_after(self, full, peak):
        QueuePolicy.objects.update(offers_end=OffersEnd.START)
        waits("First", peak)
        frees_a_place(full)
        assert actions.make_offers(full.offering_id, now=world.NOW + timedelta(days=97)) == []
        assert len(actions.make_offers(full.offering_id, now=world.NOW + timedelta(days=90))) == 1

    def test_a_party_that_does_not_fit_is_passed_over_with_its_reason_recorded_once(self, full, peak, ruth):
        people = [world.an_application(f"Party {n}", preferred_partner=peak) for n in range(3)]
        party = actions.join_queue(
            people, wish=actions.Wish(peak), how=JoinedQueueBy.OFFICE, by=ruth, now=world.NOW - HOUR
        )
        waits("Single", peak), waits("Other", peak, minutes=1)
        frees_a_place(full, 2)
        assert [offer.entry.name for offer in actions.make_offers(full.offering_id, now=world.NOW)] == [
            "Single",
            "Other",
        ]
        recorded = Entry.objects.about(party).filter(happening="bookings.passed_over")
        assert [entry.data["reason"] for entry in recorded] == [
            "Position 1. A party of 3 does not fit the 2 free places at Peakside. Until more are free they go to the "
            "next in line."
        ]
        actions.make_offers(full.offering_id, now=world.NOW)
        assert recorded.count() == 1

    def test_where_the_policy_keeps_the_places_the_party_gets_them(self, full, peak, ruth):
        QueuePolicy.objects.update(party_rule=PartyRule.BLOCK)
        people = [world.an_application(f"Party {n}", preferred_partner=peak) for n in range(3)]
        party = actions.join_queue(
            people, wish=actions.Wish(peak), how=JoinedQueueBy.OFFICE, by=ruth, now=world.NOW - HOUR
        )
        waits("Single", peak)
        frees_a_place(full, 2)
        assert actions.make_offers(full.offering_id, now=world.NOW) == []
        frees_a_place(full)
        (offer,) = actions.make_offers(full.offering_id, now=world.NOW)
        actions.accept_offer(party, by=ruth, now=world.NOW)
        assert (offer.entry, offer.places) == (party, 3)
        assert {place.application for place in full.enrolments.taking_a_place()} >= set(people)

    def test_whoever_waits_alone_after_a_split_keeps_the_place_in_line(self, full, peak, ruth):
        people = [world.an_application(f"Party {n}", preferred_partner=peak) for n in range(2)]
        party = actions.join_queue(
            people, wish=actions.Wish(peak), how=JoinedQueueBy.OFFICE, by=ruth, now=world.NOW - HOUR
        )
        waits("Single", peak)
        alone = actions.split_party(party, reason="they agreed", by=ruth, now=world.NOW)
        frees_a_place(full)
        (offer,) = actions.make_offers(full.offering_id, now=world.NOW)
        assert (offer.entry, states(party)) == (alone[0], [EntryState.SPLIT])


class TestAnswering:
    @pytest.fixture
    def offered(self, full, peak) -> QueueEntry:
        entry = waits("First", peak)
        waits("Second", peak, minutes=5)
        frees_a_place(full)
        actions.make_offers(full.offering_id, now=world.NOW)
        return entry

    def test_accepting_enrols_and_a_second_tap_changes_nothing(self, offered, full, ruth):
        for _ in range(2):
            actions.accept_offer(offered, by=ruth, now=world.NOW + HOUR)
        place = Enrolment.objects.get(application=person(offered))
        assert (place.group, place.joined_by, states(offered)) == (full, JoinedBy.QUEUE, [EntryState.SEATED])
        assert full.enrolments.taking_a_place().count() == full.size

    def test_declining_ends_the_wait_and_offers_the_place_to_the_next(self, offered, full, ruth):
        actions.decline_offer(offered, by=ruth, now=world.NOW + HOUR)
        (offer,) = actions.make_offers(full.offering_id, now=world.NOW + HOUR)
        assert (offer.entry.name, states(offered)) == ("Second", [EntryState.DECLINED])

    def test_an_offer_without_an_answer_goes_to_the_next_and_cannot_be_accepted(self, offered, full, ruth):
        late = world.NOW + timedelta(hours=72)
        with pytest.raises(Refusal, match="This offer ended on 27 November, 10:00"):
            actions.accept_offer(offered, by=ruth, now=late)
        assert [entry.pk for entry in actions.end_overdue_offers(now=late)] == [offered.pk]
        assert actions.end_overdue_offers(now=late) == []
        (offer,) = actions.make_offers(full.offering_id, now=late)
        assert (offer.entry.name, states(offered)) == ("Second", [EntryState.EXPIRED])
        with pytest.raises(Refusal, match="nothing to answer"):
            actions.accept_offer(offered, by=ruth, now=late)

    def test_one_second_before_its_end_it_is_still_an_offer(self, offered, ruth):
        actions.accept_offer(offered, by=ruth, now=world.NOW + timedelta(hours=72, seconds=-1))
        assert states(offered) == [EntryState.SEATED]

    def test_cancelling_the_enrolment_does_not_revive_the_entry(self, offered, full, ruth):
        actions.accept_offer(offered, by=ruth, now=world.NOW)
        groups.withdraw(Enrolment.objects.get(application=person(offered)), reason="ill", by=ruth, now=world.NOW)
        (offer,) = actions.make_offers(full.offering_id, now=world.NOW)
        assert (offer.entry.name, states(offered)) == ("Second", [EntryState.SEATED])

    def test_withdrawing_the_application_frees_what_was_held(self, offered, full, ruth):
        withdraw_application(person(offered), reason="moved", by=ruth, now=world.NOW)
        actions.member_leaves(person(offered), by=ruth, now=world.NOW)
        assert states(offered) == [EntryState.LEFT]
        assert [offer.entry.name for offer in actions.make_offers(full.offering_id, now=world.NOW)] == ["Second"]

    def test_an_offer_taken_back_puts_the_person_where_they_stood(self, offered, full, ruth):
        actions.take_back(Offer.objects.open().get(), reason="the venue is small", by=ruth, now=world.NOW)
        assert states(offered) == [EntryState.WAITING]
        (offer,) = actions.make_offers(full.offering_id, now=world.NOW)
        assert offer.entry == offered

    @pytest.mark.parametrize("end", ["decline", "expire", "leave", "remove", "seat"])
    def test_what_has_ended_stays_ended(self, offered, full, ruth, end):
        act = {
            "decline": lambda: actions.decline_offer(offered, by=ruth, now=world.NOW),
            "expire": lambda: actions.end_overdue_offers(now=world.NOW + timedelta(days=4)),
            "leave": lambda: actions.leave_queue(offered, reason="", by=ruth, now=world.NOW),
            "remove": lambda: actions.remove_entries([offered], reason="x", by=ruth, now=world.NOW),
            "seat": lambda: actions.accept_offer(offered, by=ruth, now=world.NOW),
        }[end]
        act()
        (ended,) = states(offered)
        for try_ in (actions.accept_offer, actions.decline_offer):
            if (try_, end) not in [(actions.accept_offer, "seat"), (actions.decline_offer, "decline")]:
                with pytest.raises(Refusal):
                    try_(offered, by=ruth, now=world.NOW)
        with pytest.raises(Refusal):
            actions.remove_entries([offered], reason="x", by=ruth, now=world.NOW)
        actions.make_offers(full.offering_id, now=world.NOW)
        assert states(offered) == [ended]
        assert Offer.objects.filter(entry=offered, state=OfferState.OPEN).count() == 0


class TestNobodyJumps:
    def test_an_offered_place_is_given_to_nobody_else(self, full, peak, ruth):
        waits("First", peak)
        frees_a_place(full)
        actions.make_offers(full.offering_id, now=world.NOW)
        other = world.an_application("Other", preferred_partner=peak)
        with pytest.raises(Full, match="offered to others, who have time to answer"):
            groups.enrol(other, full, how=JoinedBy.HAND, by=ruth, now=world.NOW, reason="the head asked")

    def test_a_place_somebody_waits_for_is_given_to_another_only_with_a_reason(self, full, peak, ruth):
        waits("First", peak)
        frees_a_place(full)
        other = world.an_application("Other", preferred_partner=peak)
        with pytest.raises(Refusal, match="Others wait for a place"):
            groups.enrol(other, full, how=JoinedBy.HAND, by=ruth, now=world.NOW)
        assert groups.enrol(other, full, how=JoinedBy.HAND, by=ruth, now=world.NOW, reason="an error of ours")

    def test_placing_by_code_and_choice_leaves_claimed_places_alone(self, full, peak, ruth):
        waits("First", peak)
        frees_a_place(full)
        world.an_application("Other", preferred_partner=peak)
        outcomes = groups.enrol_all_by_code_and_preference(full.offering, by=ruth, now=world.NOW)
        assert [outcome.group for outcome in outcomes] == [None, None]

    def test_the_first_in_line_may_be_placed_by_hand_and_leaves_the_list(self, full, peak, ruth):
        first = waits("First", peak)
        frees_a_place(full)
        groups.enrol(person(first), full, how=JoinedBy.HAND, by=ruth, now=world.NOW)
        actions.member_leaves(person(first), by=ruth, now=world.NOW, seated=True)
        assert states(first) == [EntryState.SEATED]

    def test_a_group_cannot_shrink_below_what_is_offered(self, full, peak, ruth):
        groups.resize_group(full, size=13, by=ruth)
        waits("First", peak)
        actions.make_offers(full.offering_id, now=world.NOW)
        with pytest.raises(Refusal, match="12 places are taken and 1 offered"):
            groups.resize_group(full, size=12, by=ruth)


class TestByItself:
    """The whole table of reactions, with the worker."""

    def test_a_withdrawal_is_an_offer_a_moment_later(self, full, peak):
        entry = waits("First", peak)
        drain(limit=1000)
        frees_a_place(full)
        drain(limit=1000)
        assert states(entry) == [EntryState.OFFERED]

    def test_a_larger_group_is_an_offer_a_moment_later(self, full, peak, ruth):
        entry = waits("First", peak)
        groups.resize_group(full, size=14, by=ruth)
        drain(limit=1000)
        assert states(entry) == [EntryState.OFFERED]

    def test_a_new_group_is_an_offer_a_moment_later(self, full, peak, ruth):
        entry = waits("First", peak)
        groups.open_group(full.offering, peak, by=ruth, now=world.NOW)
        drain(limit=1000)
        assert states(entry) == [EntryState.OFFERED]

    def test_a_closed_group_takes_its_offers_back_and_its_people_wait_first(self, full, peak, ruth):
        entry = waits("First", peak)
        drain(limit=1000)
        frees_a_place(full)
        drain(limit=1000)
        groups.close_group(full, reason="too few", by=ruth, now=world.NOW)
        drain(limit=10_000)
        assert states(entry) == [EntryState.WAITING]
        assert QueueEntry.objects.waiting().filter(how=JoinedQueueBy.RELEASED).count() == 11
        groups.open_group(full.offering, peak, by=ruth, now=world.NOW, size=12)
        drain(limit=10_000)
        assert QueueEntry.objects.filter(how=JoinedQueueBy.RELEASED, state=EntryState.OFFERED).count() == 11
        assert states(entry) == [EntryState.OFFERED]

    def test_acceptance_puts_whoever_finds_no_place_on_the_list(self, full, peak, ruth):
        from cadre.applications.actions import accept_application

        someone = world.an_application("Late", state="submitted", preferred_partner=peak, may_offer_local=False)
        accept_application(someone, reason="fits", by=ruth, now=world.NOW)
        drain(limit=1000)
        assert QueueEntry.objects.get().how == JoinedQueueBy.FULL

    def test_nobody_is_invoiced_while_waiting(self, peak):
        from cadre.finance import reference
        from cadre.finance.models import Invoice

        reference.load(world.TODAY)
        group = world.a_confirmed_group(12, partner=peak, size=12)
        entry = waits("First", peak)
        frees_a_place(group)
        drain(limit=1000)
        assert (states(entry), Invoice.objects.count()) == ([EntryState.OFFERED], 0)
        actions.accept_offer(entry, by=world.an_officer(), now=world.NOW)
        drain(limit=1000)
        assert Invoice.objects.filter(lines__enrolment__application=person(entry)).count() == 1


def test_who_waits_when_the_intake_starts_is_told_that_the_list_has_ended(full, peak, ruth):
    entry = waits("First", peak)
    starts = full.offering.intake.starts_on
    actions.lapse_entries(today=starts - timedelta(days=1), by=ruth, now=world.NOW)
    assert states(entry) == [EntryState.WAITING]
    for _ in range(2):
        actions.lapse_entries(today=starts, by=ruth, now=world.NOW + timedelta(days=97))
    assert states(entry) == [EntryState.LAPSED]
    assert kinds_of_mail(entry.email) == ["bookings.queue_joined", "bookings.queue_lapsed"]


def test_a_reminder_goes_once_when_the_last_hours_begin(full, peak):
    from cadre.bookings.actions.offers import remind_of_offers

    entry = waits("First", peak)
    frees_a_place(full)
    actions.make_offers(full.offering_id, now=world.NOW)
    assert remind_of_offers(now=world.NOW + timedelta(hours=47)) == 0
    assert [remind_of_offers(now=world.NOW + timedelta(hours=48)) for _ in range(2)] == [1, 0]
    assert kinds_of_mail(entry.email) == ["bookings.offer", "bookings.offer_reminder", "bookings.queue_joined"]
