"""However many tap at once: each offer has one answer, each seat one holder, and what is freed is offered once.

The controls leave the locks out, and then an offer has two answers; a worker that is killed while a round is planned
again leaves it behind its answers, and the next one brings it up to them.
"""

import pytest
from django.db.models import QuerySet

from cadre.applications import reference as applications
from cadre.consent import actions, reference
from cadre.consent.actions import locking
from cadre.consent.models import AlternateOffer, Round
from cadre.consent.states import OFFER_ACCEPTED, OFFER_DECLINED, AgreementState, OfferState, Option, RoundState
from cadre.formation import actions as formation
from cadre.formation import reference as planning
from cadre.formation.models import Plan
from cadre.formation.rules.drawing import Settings
from cadre.formation.states import PlanState
from cadre.groups.models import Enrolment, Group
from cadre.journal.actions import System
from cadre.journal.models import Entry, Tick
from cadre.lib import clock
from tests import world
from tests.proofs.processes import at_once, wait_until
from tests.proofs.test_a_plan_survives_and_is_carried_out_once import country
from tests.proofs.test_offers_from_the_waiting_list import faults, when_connected

pytestmark = pytest.mark.race
TAPS, SIZE, OWN, SMALL = 100, 24, 14, 9
SOMEBODY = System("Somebody")
USUAL = Settings(unsaid_km=25, undecided=False)


@pytest.fixture
def ruth(proof_db):
    for each in (applications, planning, reference):
        each.load(clock.today())
    return world.an_officer()


def asked(ruth, small: int = 3) -> Round:
    """A host with ten free places, and three partners around it with nine people each: too few alone."""
    now, today = clock.now(), clock.today()
    host = world.a_partner("Trent Reach", easting=440_000, northing=360_000)
    school = world.a_school(easting=439_000, northing=360_000)
    group = world.a_group(partner=host, size=SIZE)
    for n in range(OWN):
        world.an_application(f"Trent {n:02}", offering=group.offering, preferred_partner=host, school=school)
    for at in range(small):
        far = (1_000 + at * 60) * 1_000
        partner = world.a_partner(f"Far{at} Schools", easting=far, northing=900_000)
        world.a_group(partner=partner, offering=group.offering)
        for n in range(SMALL):
            facts = {"preferred_partner": partner, "school": school}
            world.an_application(f"Far{at} {n:02}", offering=group.offering, **facts)
    plan, _ = formation.ask_plan(group.offering, USUAL, by=ruth, today=today, now=now)
    formation.solve_plan(plan.pk, now=now)
    found = actions.start_round(plan, sends_alone=True, by=ruth, today=today, now=now)
    all_agree(found, ruth)
    return found


def all_agree(found: Round, ruth) -> None:
    """Every partner that is asked, also one that is asked again because its people are next for what is freed."""
    go_on(found)
    for agreement in found.agreements.filter(state=AgreementState.OPEN):
        actions.answer_agreement(agreement, answer=AgreementState.AGREED, by=ruth, now=clock.now())
    go_on(found)


def go_on(found: Round) -> None:
    actions.go_on(found.pk, today=clock.today(), now=clock.now())


def held(group: Group) -> int:
    return AlternateOffer.objects.holding().filter(group=group).count()


def answers() -> dict[str, int]:
    """How many answers the journal has of each offer."""
    rows = Entry.objects.filter(happening__in=(OFFER_ACCEPTED.key, OFFER_DECLINED.key))
    found = list(rows.values_list("subject_id", flat=True))
    return {offer: found.count(offer) for offer in set(found)}


def tap(offers: list[AlternateOffer], n: int, found: Round) -> None:
    """Everybody taps on every button; some also have the round planned."""
    offer = offers[n % len(offers)]
    if n % 25 == 24:
        go_on(found)
    elif n % 3:
        when_connected(lambda: actions.accept_offer(offer, Option.LOCAL, by=SOMEBODY, now=clock.now()))
    else:
        when_connected(lambda: actions.decline_offer(offer, by=SOMEBODY, now=clock.now()))


def test_a_hundred_taps_give_each_offer_one_answer_and_each_seat_one_holder(ruth):
    found = asked(ruth)
    group = Group.objects.get(partner__short_name="Trent")
    offers = list(AlternateOffer.objects.open().exclude(place=""))
    assert (len(offers), held(group)) == (SIZE - OWN, SIZE - OWN)
    assert faults(at_once(TAPS, lambda n: when_connected(lambda: tap(offers, n, found)))) == []
    all_agree(found, ruth)
    assert set(answers().values()) == {1}
    declined = AlternateOffer.objects.filter(state=OfferState.DECLINED).count()
    accepted = AlternateOffer.objects.filter(state=OfferState.ACCEPTED).count()
    assert (accepted + declined, held(group)) == (SIZE - OWN, SIZE - OWN)
    offered = AlternateOffer.objects.exclude(place="").values_list("application", flat=True)
    assert len(offered) == len(set(offered)) == SIZE - OWN + declined
    assert not Round.objects.behind().exists()
    while (left := AlternateOffer.objects.open()).exists():
        actions.decline_offer(left[0], by=SOMEBODY, now=clock.now())
        all_agree(found, ruth)
    plan = Round.objects.get(pk=found.pk, state=RoundState.SETTLED).plan
    said = {"close": [], "reason": "agreed", "by": ruth, "today": clock.today(), "now": clock.now()}
    formation.commit_plan(plan, **said)
    agreed = set(AlternateOffer.objects.filter(state=OfferState.ACCEPTED).values_list("application", flat=True))
    others = Enrolment.objects.filter(group=group).exclude(application__preferred_partner=group.partner)
    seated = set(others.values_list("application", flat=True))
    assert seated == agreed


@pytest.mark.postgres
def test_without_its_locks_an_offer_has_two_answers(ruth, monkeypatch):
    """The control on the actions themselves. SQLite takes its lock with the transaction."""
    found = asked(ruth)
    offers = list(AlternateOffer.objects.open().exclude(place=""))[:2]
    monkeypatch.setattr(locking, "lock_list", lambda *_: None)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_: rows)
    at_once(40, lambda n: tap(offers, n, found))
    assert max(answers().values()) > 1


@pytest.mark.kill
def test_a_worker_killed_while_a_round_is_planned_again_leaves_it_to_the_next(proof_db, ruth):
    plan = formation.solve_plan(country(ruth, 30, 600).pk, now=clock.now())
    found = actions.start_round(plan, sends_alone=True, by=ruth, today=clock.today(), now=clock.now())
    for agreement in found.agreements.filter(state=AgreementState.OPEN):
        said = {"answer": AgreementState.COUNTERED, "takes": 1, "words": "one"}
        actions.answer_agreement(agreement, **said, by=ruth, now=clock.now())
    working = Plan.objects.exclude(pk=plan.pk).filter(state=PlanState.RUNNING)
    with proof_db.worker() as worker:
        assert wait_until(working.exists, seconds=120, every=0.005), worker.log
        worker.kill()
    assert Round.objects.behind().exists()
    Tick.objects.all().delete()  # as if the minute had passed until the clock's next turn
    with proof_db.worker() as worker:
        assert wait_until(lambda: not Round.objects.behind().exists(), seconds=300), worker.log
    now = Round.objects.get()
    assert (now.plan_id != plan.pk, now.stuck, now.solved) == (True, "", now.changes)
