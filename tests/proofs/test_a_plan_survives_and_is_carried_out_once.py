"""A formation plan outlives its worker, keeps nobody waiting while it is worked out, and is carried out once.

The control carries out without the lock on the plan: then several say that they have done it.
"""

import time
from random import Random

import pytest
from django.db import transaction

from cadre.applications.models import Application
from cadre.formation import actions, reference, tasks
from cadre.formation.models import Plan
from cadre.formation.rules.drawing import Settings
from cadre.formation.states import PLAN_COMMITTED, PlanState
from cadre.groups.models import Enrolment
from cadre.journal import actions as journal
from cadre.journal.models import Entry
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.schools.models import School
from tests import world
from tests.proofs.processes import at_once, wait_until

pytestmark = pytest.mark.race
PARTNERS, PEOPLE, CLICKS = 60, 1_500, 10
USUAL = Settings(unsaid_km=25)


@pytest.fixture
def ruth(proof_db):
    reference.load(clock.today())
    return world.an_officer()


def country(ruth, partners: int, people: int) -> Plan:
    """A plan to be worked out, of partners 5 km apart with a group each, chosen at random."""
    random, offering, person = Random(7), world.an_offering(), world.a_user()
    hosts = [world.a_partner(f"P{n} Schools", easting=400_000 + n * 5_000, northing=300_000) for n in range(partners)]
    for host in hosts:
        world.a_group(partner=host, offering=offering)
    where = [world.a_school(easting=400_000 + n * 10_000, northing=302_000) for n in range(partners // 2)]
    assert School.objects.count() == len(where)
    Application.objects.bulk_create(
        Application(
            ref=f"OLP-P{n:05}",
            name=f"Person {n:05}",
            offering=offering,
            state="accepted",
            submitted_at=world.NOW,
            school=random.choice(where),
            applicant=person,
            may_offer_local=True,
            preferred_partner=hosts[int(partners * random.random() ** 2)],
        )
        for n in range(people)
    )
    plan, _ = actions.ask_plan(offering, USUAL, by=ruth, today=clock.today(), now=clock.now())
    return plan


def state(plan: Plan) -> str:
    return Plan.objects.values_list("state", flat=True).get(pk=plan.pk)


@pytest.mark.kill
def test_a_worker_killed_while_it_plans_leaves_nothing_and_another_makes_the_plan_once(proof_db, ruth):
    plan = tasks.begin(country(ruth, PARTNERS, PEOPLE))
    with proof_db.worker() as worker:
        assert wait_until(lambda: state(plan) == PlanState.RUNNING, seconds=120, every=0.005), worker.log
        begun = time.monotonic()
        world.an_application("Nobody waits for a plan", offering=plan.offering)
        waited, was = time.monotonic() - begun, state(plan)
        worker.kill()
    assert (was, plan.seats.count()) == (PlanState.RUNNING, 0)
    assert waited < 1, "somebody who applied while the plan was worked out had to wait for it"
    with proof_db.worker() as worker:
        assert wait_until(lambda: state(plan) == PlanState.READY, seconds=300), worker.log
    assert plan.seats.count() == PEOPLE
    assert Entry.objects.filter(happening="formation.plan_ready").count() == 1


def carried_out() -> int:
    return Entry.objects.filter(happening=PLAN_COMMITTED.key).count()


def test_ten_who_carry_out_at_once_carry_out_once_and_everybody_sits_once(ruth):
    plan = actions.solve_plan(country(ruth, 4, 60).pk, now=clock.now())
    said = {
        "close": [],
        "reason": "agreed",
        "agreed_otherwise": "by phone",
        "by": ruth,
        "today": clock.today(),
        "now": clock.now(),
    }
    answers = at_once(CLICKS, lambda n: actions.commit_plan(plan, **said))
    assert [answer.fault for answer in answers if answer.fault and not isinstance(answer.fault, Refusal)] == []
    assert (sum(answer.fault is None for answer in answers), carried_out()) == (1, 1)
    assert Enrolment.objects.count() == Plan.objects.get().levels["seated"]


def test_without_the_lock_several_say_they_have_done_it(ruth):
    plan = actions.solve_plan(country(ruth, 4, 60).pk, now=clock.now())

    def unlocked(_at: int) -> None:
        if state(plan) != PlanState.READY:
            return
        time.sleep(0.2)
        with transaction.atomic():
            Plan.objects.filter(pk=plan.pk).update(
                state=PlanState.COMMITTED, committed_at=clock.now(), committed_by=ruth
            )
            journal.record(PLAN_COMMITTED, plan, by=ruth)

    at_once(CLICKS, unlocked)
    assert carried_out() > 1
