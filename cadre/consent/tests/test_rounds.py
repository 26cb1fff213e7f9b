"""A round from its beginning to the plan that is carried out: partners, candidates, and only what was said."""

from datetime import timedelta

import pytest

from cadre.applications.actions import merge_applications, withdraw_application
from cadre.applications.models import Application, Pair
from cadre.applications.states import State
from cadre.bookings.elsewhere import held_elsewhere
from cadre.consent import actions, timetable
from cadre.consent.models import AlternateOffer, Round
from cadre.consent.queries.outcome import outcome_lines
from cadre.consent.states import AgreementState, GroupWish, OfferState, Option, RoundState
from cadre.consent.tests import scene
from cadre.formation import actions as formation
from cadre.groups.claims import Claim, claims_on
from cadre.groups.models import Group
from cadre.journal.actions import System
from cadre.journal.worker import drain
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from tests import world
from tests.scenes import kept
from tests.world import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
SOMEBODY = System("Somebody")


@pytest.fixture
@kept
def ruth():
    return world.an_officer()


def accept(offer: AlternateOffer, option: str = Option.LOCAL) -> None:
    actions.accept_offer(offer, option, by=SOMEBODY, now=NOW)


def mails(kind: str) -> int:
    return Message.objects.filter(kind=f"consent.{kind}").count()


def test_partners_are_asked_first_then_each_candidate_and_what_was_accepted_is_carried_out(ruth):
    found = scene.a_round(ruth)
    peak, trent = scene.of(found, "Peakside"), scene.of(found, "Trent")
    for asked in (peak, trent):
        world.a_partner_lead(asked.partner)
    assert (len(peak.proposal["going"]), len(peak.proposal["closes"]), peak.proposal["coming"]) == (9, 1, [])
    assert (trent.proposal["going"], len(trent.proposal["coming"])) == ([], 9)
    assert (scene.offers(found), scene.again(found).state) == ([], RoundState.PARTNERS)
    scene.all_agree(found, ruth)
    assert (scene.again(found).state, scene.states(found), mails("offer")) == (RoundState.CANDIDATES, {"open": 9}, 9)
    group = Group.objects.get(partner=trent.partner)
    first, last = scene.offers(found)[0], scene.offers(found)[-1]
    assert claims_on([group], last.application)[group.pk] == Claim(offered=8)
    assert first.application_id in held_elsewhere([found.offering_id]).people
    for offer in scene.offers(found)[:8]:
        accept(offer)
    with pytest.raises(Refusal, match="Not everybody who was asked"):
        scene.carry_out(found, ruth)
    actions.decline_offer(last, by=SOMEBODY, now=NOW)
    drain(limit=1000)
    assert scene.again(found).state == RoundState.SETTLED
    scene.carry_out(found, ruth)
    assert scene.again(found).state == RoundState.CARRIED_OUT
    seats = scene.sitting()
    assert sum(seats.get(offer.application.name) == "Trent" for offer in scene.offers(found)) == 8
    assert last.application.name not in seats
    drain(limit=1000)
    assert scene.states(found) == {"accepted": 8, "declined": 1}
    assert (mails("offer_settled"), mails("agreement_settled")) == (8, 2)
    actions.tell_outcome(scene.again(found), now=NOW)
    assert (mails("offer_settled"), mails("agreement_settled")) == (8, 2)
    peak_reads = outcome_lines(scene.of(found, "Peakside"))
    assert peak_reads[0].endswith("does not run.")
    assert peak_reads[1:] == ["8 people who chose you joined another group, as they agreed."]
    assert outcome_lines(scene.of(found, "Trent"))[0].endswith("has 22 people.")


def test_looking_is_no_answer_and_two_presses_are_one(ruth, client):
    found = scene.a_round(ruth)
    scene.all_agree(found, ruth)
    offer = scene.offers(found)[0]
    accept(offer)
    accept(offer)
    with pytest.raises(Refusal, match="nothing to answer any more: accepted"):
        actions.decline_offer(offer, by=SOMEBODY, now=NOW)
    with pytest.raises(Refusal, match="not what is offered"):
        accept(scene.offers(found)[1], Option.DISTANCE)
    assert mails("offer_accepted") == 1


def test_a_partner_that_declines_keeps_its_people_and_its_group(ruth):
    found = scene.a_round(ruth)
    said = {"by": ruth, "now": NOW}
    actions.answer_agreement(scene.of(found, "Trent"), answer=AgreementState.AGREED, **said)
    peak = scene.of(found, "Peakside")
    actions.answer_agreement(peak, answer=AgreementState.DECLINED, words="We find three more.", **said)
    drain(limit=1000)
    now = scene.again(found)
    assert (now.plan_id != now.asked_id, now.keep) == (
        True,
        list(Group.objects.filter(partner=peak.partner).values_list("ref", flat=True)),
    )
    assert [offer.partner for offer in scene.offers(found) if offer.partner] == []


def test_a_counter_is_planned_with_and_who_may_come_is_who_applied_first(ruth):
    found = scene.a_round(ruth)
    said = {"by": ruth, "now": NOW}
    trent = scene.of(found, "Trent")
    counter = {"answer": AgreementState.COUNTERED, "takes": 4, "words": "The room holds 18."}
    actions.answer_agreement(trent, **counter, **said)
    actions.answer_agreement(scene.of(found, "Peakside"), answer=AgreementState.AGREED, **said)
    drain(limit=1000)
    first = list(
        Application.objects.filter(preferred_partner__short_name="Peakside").order_by("submitted_at", "pk")[:4]
    )
    assert {offer.application for offer in scene.offers(found) if offer.partner} == set(first)
    assert trent.partner.short_name == "Trent"


def test_no_answer_follows_the_terms_once_their_days_are_over(ruth):
    found = scene.a_round(ruth)
    later = NOW + timedelta(days=5)
    timetable.keep_rounds(TODAY + timedelta(days=5), later - timedelta(minutes=1))
    assert found.agreements.filter(state=AgreementState.OPEN).count() == 2
    timetable.keep_rounds(TODAY + timedelta(days=5), later)
    assert found.agreements.filter(state=AgreementState.SILENT).count() == 2
    drain(limit=1000)
    assert scene.states(found) == {"open": 9}


def test_an_offer_that_lapses_is_not_made_again_and_its_seat_is_free(ruth):
    found = scene.a_round(ruth)
    scene.all_agree(found, ruth)
    keeps = scene.offers(found)[:5]
    for offer in keeps:
        accept(offer)
    until = scene.offers(found, "open")[0].expires_at
    timetable.remind_of_consent(TODAY, until - timedelta(hours=20))
    timetable.remind_of_consent(TODAY, until - timedelta(hours=10))
    assert mails("offer_reminder") == 4
    timetable.keep_rounds(TODAY, until)
    drain(limit=1000)
    assert (scene.states(found), scene.again(found).state) == ({"accepted": 5, "lapsed": 4}, RoundState.SETTLED)
    group = Group.objects.get(partner__short_name="Trent")
    assert claims_on([group])[group.pk] == Claim(offered=5)


def test_the_next_intake_and_withdrawal_are_done_at_once(ruth):
    later = world.an_offering(intake=world.an_intake("Autumn 2027", closes_in=200, starts_in=300))
    found = scene.a_round(ruth)
    scene.all_agree(found, ruth)
    goes, leaves = scene.offers(found)[:2]
    assert goes.options == [Option.LOCAL, Option.NEXT, Option.WITHDRAWAL]
    accept(goes, Option.NEXT)
    accept(leaves, Option.WITHDRAWAL)
    goes.application.refresh_from_db()
    leaves.application.refresh_from_db()
    assert (goes.application.offering, leaves.application.state) == (later, State.WITHDRAWN)
    drain(limit=1000)
    assert scene.states(found) == {"accepted": 2, "open": 7}


def test_who_accepted_a_group_that_cannot_run_any_more_is_shown_to_the_office_and_taken_back_with_a_reason(ruth):
    found = scene.a_round(ruth, at_peak=6, at_trent=8)
    scene.all_agree(found, ruth)
    host = scene.offers(found)[0].partner
    accepted = scene.offers(found)
    for offer in accepted:
        accept(offer)
    stay = Application.objects.filter(preferred_partner=host).order_by("pk")
    for person in stay[:3]:
        withdraw_application(person, by=ruth, now=NOW, reason="moved away")
    actions.plan_again(found, why="three left", by=ruth)
    drain(limit=1000)
    assert "would have too few people" in scene.again(found).stuck
    actions.take_back_offers(accepted, reason="The group has too few people", by=ruth, now=NOW)
    drain(limit=1000)
    now = scene.again(found)
    assert (now.stuck, scene.states(found)["taken_back"], mails("offer_taken_back")) == (
        "",
        len(accepted),
        len(accepted),
    )


def test_a_round_that_is_called_off_tells_everybody_and_holds_nothing(ruth):
    found = scene.a_round(ruth)
    scene.all_agree(found, ruth)
    accept(scene.offers(found)[0])
    actions.call_off(found, reason="We found a venue", by=ruth, now=NOW)
    assert (scene.states(found), mails("offer_taken_back")) == ({"taken_back": 9}, 9)
    group = Group.objects.get(partner__short_name="Trent")
    assert claims_on([group])[group.pk] == Claim()
    drain(limit=1000)
    with pytest.raises(Refusal, match="Nobody sits where they did not agree"):
        scene.carry_out(found, ruth)


def test_another_plan_is_not_carried_out_while_consent_is_asked(ruth):
    found = scene.a_round(ruth)
    other, _ = formation.ask_plan(
        found.offering, scene.Settings(unsaid_km=30, undecided=False), by=ruth, today=TODAY, now=NOW
    )
    other = formation.solve_plan(other.pk, now=NOW)
    said = {"reason": "x", "agreed_otherwise": "by phone", "by": ruth, "today": TODAY, "now": NOW}
    with pytest.raises(Refusal, match=f"Consent is being asked in {found.ref}"):
        formation.commit_plan(other, close=[], **said)
    with pytest.raises(Refusal, match="asks about this offering already"):
        actions.start_round(other, sends_alone=True, by=ruth, today=TODAY, now=NOW)


def withdraws(application: Application, ruth) -> None:
    withdraw_application(application, by=SOMEBODY, now=NOW, reason="moved")


def is_merged(application: Application, ruth) -> None:
    kept = world.an_application("Twin", state="accepted", offering=application.offering)
    first, second = sorted((application, kept), key=lambda row: row.pk)
    pair = Pair.objects.create(first=first, second=second, why="the same name", found_at=NOW)
    merge_applications(pair, kept=kept, reason="one person", by=ruth, now=NOW)


@pytest.mark.parametrize("leaves", [withdraws, is_merged])
def test_whoever_leaves_meanwhile_is_asked_no_more(ruth, leaves):
    found = scene.a_round(ruth)
    scene.all_agree(found, ruth)
    offer = scene.offers(found)[0]
    leaves(offer.application, ruth)
    drain(limit=1000)
    offer.refresh_from_db()
    assert (offer.state, Round.objects.behind().count()) == (OfferState.OVER, 0)


def test_a_partner_may_keep_its_group_however_many_are_in_it(ruth):
    found = scene.a_round(ruth)
    said = {"by": ruth, "now": NOW}
    counter = {"answer": AgreementState.COUNTERED, "may_go": True, "group": GroupWish.KEEP, "words": "It goes on."}
    actions.answer_agreement(scene.of(found, "Peakside"), **counter, **said)
    actions.answer_agreement(scene.of(found, "Trent"), answer=AgreementState.AGREED, **said)
    drain(limit=1000)
    for offer in scene.offers(found):
        accept(offer)
    drain(limit=1000)
    assert scene.again(found).state == RoundState.SETTLED
    scene.carry_out(found, ruth)
    assert Group.objects.get(partner__short_name="Peakside").state == "forming"
