"""Questions about a plan and pins on a large one go on from what is known, and come to the same."""

import pytest

from cadre.formation import actions, tasks
from cadre.formation.actions import solving, working_out
from cadre.formation.models import Plan
from cadre.formation.queries import remembered
from cadre.formation.queries.facts import usual_settings
from cadre.formation.queries.trying import tried
from cadre.formation.solver import plan as plans
from cadre.formation.solver.packed import packed, unpacked
from cadre.formation.solver.plan import plan_for
from cadre.formation.solver.reading import read
from cadre.formation.states import PinKind
from cadre.formation.tests import network
from cadre.formation.tests.formation_examples import instance_of
from cadre.lib import clock
from tests import world
from tests.scenes import kept


@pytest.fixture
@kept
def plan(db, at_now) -> Plan:
    groups = network.two_partners(9, 14)
    by = world.an_officer()
    settings = usual_settings(clock.today())
    made, _ = actions.ask_plan(groups[0].offering, settings, by=by, today=clock.today(), now=clock.now())
    return tasks.begin(made)


def adjusted(plan: Plan, place: str, kind: PinKind = PinKind.CLOSED) -> Plan:
    made, _ = actions.adjust_plan(plan, kind=kind, place=place, reason="why", by=plan.made_by, now=clock.now())
    return actions.solve_plan(made.pk, now=clock.now())


def test_what_was_packed_is_the_same_again():
    made = plan_for(read(instance_of([1, 1], [(0, {1: 3.0}), (0, {}), (1, {0: 2.5}), (None, {1: 9.0})])))
    instance, seat, prices = unpacked(packed(made.network.instance, made.seating.seat, made.prices[0]))
    assert plan_for(instance).as_json()["seats"] == made.as_json()["seats"]
    assert (seat == made.seating.seat).all()
    assert (prices.link == made.prices[0].link).all()


def test_a_large_plan_goes_on_from_the_one_it_adjusts_and_reaches_the_same(plan, monkeypatch):
    trent = plan.places.order_by("-seated").first().place
    whole = adjusted(plan, trent)
    whole_levels, whole_seats = whole.levels, whole.result["seats"]
    Plan.objects.filter(pk=whole.pk).delete()
    monkeypatch.setattr(solving, "ANEW", 0)
    monkeypatch.setattr(plans, "seated", None)  # nothing is made from nothing
    quick = adjusted(plan, trent)
    assert (quick.state, quick.levels, quick.result["seats"]) == ("ready", whole_levels, whole_seats)
    assert quick.bounds["preferred"] <= plan.bounds["preferred"]


def test_a_pin_that_is_taken_off_starts_from_nothing(plan, monkeypatch):
    monkeypatch.setattr(solving, "ANEW", 0)
    trent = plan.places.order_by("-seated").first().place
    shut = adjusted(plan, trent)
    said, real = [], solving.work_out
    monkeypatch.setattr(solving, "work_out", lambda *args: said.append(args[3]) or real(*args))
    opened = adjusted(shut, trent, PinKind.OPEN)
    assert (said, opened.levels) == ([None], plan.levels)
    other = plan.places.order_by("seated").first().place
    adjusted(opened, other)
    assert isinstance(said[1], working_out.Start)


def test_a_question_reads_the_plan_once_and_no_more_are_kept_than_fit(plan, monkeypatch):
    remembered._kept.clear()
    place = plan.places.order_by("-seated").first().place
    first = tried(plan, place=place, change="closed", number=0)
    monkeypatch.setattr(remembered, "_read", None)
    assert tried(plan, place=place, change="closed", number=0) == first
    monkeypatch.undo()
    monkeypatch.setattr(remembered, "PLANS", 1)
    other = adjusted(plan, place)
    remembered.remembered(other)
    assert list(remembered._kept) == [(other.pk, other.digest)]
