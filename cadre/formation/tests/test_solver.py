"""Plans of forming groups: sound, best, the same each time, and near the best where best is too much to ask."""

import json
import subprocess
import sys

import pytest
from django.conf import settings as site
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bench.country import country
from cadre.formation.solver import solver
from cadre.formation.solver.bounds import Prices, priced, proven_bound
from cadre.formation.solver.checker import faults_of
from cadre.formation.solver.hand import by_hand
from cadre.formation.solver.network import Network
from cadre.formation.solver.parts import Neighbours
from cadre.formation.solver.plan import plan_for
from cadre.formation.solver.reading import read
from cadre.formation.solver.reasons import reasons_for_partners, reasons_for_people
from cadre.formation.solver.reasons_checker import reason_faults
from cadre.formation.tests.formation_examples import best_by_trying, every_way, instance_of, instances, plan_of

some = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
few = settings(some, max_examples=10)


ONE_CHOSE_IT = {
    "minimum": 3,
    "maximum": 3,
    "move_from_viable": False,
    "partners": [
        {"id": "P0", "groups": 1, "minimum": 1, "maximum": 1},
        {"id": "P1", "groups": 0},
        {"id": "P2", "groups": 1},
    ],
    "applicants": [
        {
            "id": "A0",
            "applied": 0,
            "preferred": None,
            "options": [{"partner": "P0", "km": 0.0}, {"partner": "P2", "km": 0.0}],
        },
        {
            "id": "A1",
            "applied": 1,
            "preferred": "P0",
            "options": [{"partner": "P1", "km": 0.0}, {"partner": "P2", "km": 0.0}],
        },
        {"id": "A2", "applied": 2, "preferred": "P2", "options": []},
    ],
}
"""A group of one that one person chose, and that does not run all the same."""


@pytest.mark.long
@some
@given(instances())
@example(ONE_CHOSE_IT)
def test_a_plan_is_sound_and_its_reasons_are_true(instance):
    plan = plan_for(read(instance))
    said = plan.as_json()
    people = {who: one.as_json() for who, one in reasons_for_people(plan.network, plan.seating).items()}
    partners = {who: one.as_json() for who, one in reasons_for_partners(plan.network, plan.seating).items()}
    assert faults_of(instance, said) == []
    assert reason_faults(instance, said, people, partners) == []


@pytest.mark.long
@few
@given(instances(partners=3, people=5))
def test_a_tiny_plan_is_the_best_of_all_ways(instance):
    preferred, seated, km = best_by_trying(instance)
    plan = plan_for(read(instance))
    assert plan.seating.levels[:2] == (preferred, seated)
    assert plan.seating.levels[2] == pytest.approx(km, abs=5.01)
    assert plan.bounds[0] >= preferred
    assert plan.bounds[1] >= seated
    assert all(seats <= plan.bounds_beside(wishes)[1] for wishes, seats, _ in every_way(instance))


def test_the_bound_of_seats_is_for_plans_that_meet_as_many_wishes():
    """Two who chose P0 sit there; or with two others at P1, which needs four: more seats, and no wish met."""
    instance = instance_of(
        [1, 1], [(0, {1: 5.0}), (0, {1: 5.0}), (None, {1: 5.0}), (None, {1: 5.0})], sizes={1: (4, 4)}
    )
    plan = plan_for(read(instance))
    assert {(wishes, seats) for wishes, seats, _ in every_way(instance)} == {(0, 0), (0, 4), (2, 2)}
    assert plan.seating.levels[:2] == (2, 2)
    assert (plan.bounds, plan.bounds_beside(0)) == ((2, 2), (2, 4))


@pytest.mark.long
@some
@given(instances(), st.data())
def test_any_prices_prove_a_bound_that_no_plan_passes(instance, data):
    network = Network(read(instance))
    wish = network.instance.is_wish.astype(float)
    figures = st.floats(0, 3, allow_nan=False)
    prices = Prices.none(network)
    for column in vars(prices).values():
        column[:] = data.draw(st.lists(figures, min_size=len(column), max_size=len(column)))
    preferred = plan_for(read(instance)).seating.levels[0]
    assert proven_bound(network, wish, prices) >= preferred - 1e-6
    assert (
        proven_bound(network, wish, priced(network, wish, solver.cut(Neighbours(network.instance), 2)))
        >= preferred - 1e-6
    )


def test_a_negative_price_proves_nothing():
    network = Network(read(instance_of([1], [(0, {}), (0, {})])))
    prices = Prices.none(network)
    prices.most[0] = -1.0
    with pytest.raises(ValueError, match="A price is negative"):
        proven_bound(network, network.instance.is_wish.astype(float), prices)


@pytest.mark.parametrize("moves", [True, False])
def test_a_network_cut_into_regions_is_sound_and_near_its_bound(monkeypatch, moves):
    instance = country(600, 3, move_from_viable=moves)
    exact = plan_for(read(instance))
    monkeypatch.setattr(solver, "WHOLE", 100)
    monkeypatch.setattr(solver, "REGION", 15)
    plan = plan_for(read(instance))
    assert faults_of(instance, plan.as_json()) == []
    assert plan.seating.levels[0] >= 0.96 * exact.seating.levels[0]
    assert exact.bounds[0] <= plan.bounds[0] <= 1.03 * exact.bounds[0]
    assert plan.seating.levels[0] > by_hand(read(instance)).levels[0]


def test_the_same_instance_gives_the_same_plan():
    first, second = (plan_for(read(country(200, 5))).as_json() for _ in range(2))
    assert first["seats"] == second["seats"]
    assert first["bounds"] == second["bounds"]


def test_of_two_who_wish_for_one_seat_the_earlier_application_has_it():
    instance = instance_of([1], [(0, {})] * 5, minimum=2, maximum=3)
    instance["applicants"].reverse()
    seats = plan_for(read(instance)).as_json()["seats"]
    assert [who for who, there in sorted(seats.items()) if there] == ["A0", "A1", "A2"]


def test_a_group_is_rescued_from_one_that_runs_only_where_that_is_switched_on():
    people = [(0, {1: 5.0}), (0, {}), (0, {}), (1, {}), (1, {})]
    rescued = instance_of([1, 1], people, minimum=2, maximum=3)
    rescued["minimum"], rescued["maximum"] = 3, 5
    assert plan_for(read(rescued)).seating.levels == (3, 3, 0.0)
    larger = instance_of([1, 1], [(0, {1: 5.0}), (0, {}), (0, {}), (0, {}), (1, {}), (1, {})], minimum=3, maximum=5)
    assert plan_for(read(larger)).seating.levels == (5, 6, 5.0)
    assert plan_for(read(larger | {"move_from_viable": False})).seating.levels == (4, 4, 0.0)


def test_the_rule_worked_by_hand_closes_what_is_short_and_sends_people_to_the_nearest():
    people = [(0, {}), (0, {}), (1, {0: 9.0, 2: 3.0}), (2, {}), (2, {}), (None, {0: 4.0, 2: 6.0})]
    assert by_hand(read(instance_of([1, 1, 1], people, minimum=2, maximum=3))).levels == (4, 6, 7.0)


@pytest.mark.parametrize(
    ("seats", "fault"),
    [
        ({"A0": "P0"}, "P0 has 1 people: not so many as 1 groups of 2 to 3 hold."),
        ({"A0": "P0", "A1": "P0", "A2": "P0", "A3": "P0"}, "P0 has 4 people: not so many as 1 groups of 2 to 3 hold."),
        ({"A4": "P0", "A0": "P0"}, "A4 sits at P0, which is neither their wish nor an option."),
        ({"A0": "P0", "A1": "P0"}, "P0 runs and 2 of those who chose it are seated elsewhere or nowhere."),
    ],
)
def test_the_checker_names_what_is_wrong(seats, fault):
    instance = instance_of([1, 1], [(0, {}), (0, {}), (0, {}), (0, {}), (1, {})], moves=False)
    everybody = dict.fromkeys(("A0", "A1", "A2", "A3", "A4"))
    plan = plan_of(instance, everybody) | {"seats": everybody | seats, "running": sorted(set(seats.values()))}
    preferred = sum(there == "P0" and who != "A4" for who, there in seats.items())
    plan["levels"] = {"preferred": preferred, "seated": len(seats), "km": 0}
    assert fault in faults_of(instance, plan)


def test_the_checker_sees_a_wrong_level_a_passed_bound_and_somebody_left_out():
    instance = instance_of([1], [(0, {}), (0, {})])
    plan = plan_for(read(instance)).as_json()
    assert faults_of(instance, plan) == []
    assert faults_of(instance, plan | {"levels": {"preferred": 1, "seated": 2, "km": 0}}) == [
        "preferred: the plan says 1, there are 2."
    ]
    assert faults_of(instance, plan | {"bounds": {"preferred": 1, "seated": 2}}) == [
        "preferred: 2 passes its bound, 1."
    ]
    assert faults_of(instance, plan | {"seats": {"A0": "P0"}}) == ["A1 is not in the plan."]


def test_the_checker_of_reasons_sees_a_wrong_one():
    instance = instance_of([1, 1], [(0, {}), (0, {}), (1, {0: 4.0})])
    plan = plan_for(read(instance))
    people = {who: one.as_json() for who, one in reasons_for_people(plan.network, plan.seating).items()}
    partners = {who: one.as_json() for who, one in reasons_for_partners(plan.network, plan.seating).items()}
    assert people["A2"]["sentence"] == "Your partner's group reached 1 of 2; you sit 4 km away at P0."
    assert reason_faults(instance, plan.as_json(), people, partners) == []
    for wrong in ({"km": 5.0}, {"wished": 2}, {"kind": "the chosen partner is full"}, {"sentence": "Because."}):
        assert reason_faults(instance, plan.as_json(), people | {"A2": people["A2"] | wrong}, partners) != []


def test_neither_the_solver_nor_its_arrays_are_loaded_at_the_start():
    code = (
        "import django, sys; django.setup(); import cadre.config.urls; print({'numpy', 'highspy'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "set()"


def test_the_command_writes_its_own_lines_and_the_solver_none(tmp_path):
    """In a process of its own: what the solver writes goes past Python."""
    file, out = tmp_path / "instance.json", tmp_path / "plan.json"
    file.write_text(json.dumps(instance_of([1, 1], [(0, {1: 5.0}), (0, {}), (1, {})])))
    command = [sys.executable, "manage.py", "plan_formation", str(file), "--out", str(out)]
    ran = subprocess.run(command, cwd=site.BASE_DIR, capture_output=True, text=True, check=True)
    said = [line.split()[0] for line in ran.stdout.splitlines()]
    assert (said, ran.stderr) == (["3", "preferred", "plan", "by", "bound", "gap"], "")
