"""Pins, what-if, the file and the command."""

import json

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.country import country
from cadre.formation.solver import solver
from cadre.formation.solver.again import resolved, what_if_closed, what_if_groups, what_if_more
from cadre.formation.solver.checker import faults_of
from cadre.formation.solver.network import NOWHERE, Network, Pins, PinsCannotHold
from cadre.formation.solver.plan import Plan, plan_for
from cadre.formation.solver.reading import BadInstance, read
from cadre.formation.tests.formation_examples import best_by_trying, instance_of, instances, plan_of

few = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def as_said(instance, pins):
    """Pins by name, as the checker reads them."""
    names = (*instance.partners, None)
    return {
        "open": [names[p] for p in sorted(pins.opens)],
        "closed": [names[p] for p in sorted(pins.closes)],
        "people": {instance.applicants[a]: names[p] for a, p in pins.people.items()},
    }


def seats_of(seating):
    names = (*seating.instance.partners, None)
    return dict(zip(seating.instance.applicants, (names[p] for p in seating.partner.tolist()), strict=True))


@st.composite
def pinned(draw, partners, people):
    said = draw(instances(partners=partners, people=people))
    instance = read(said)
    size = len(instance.partners)
    opens = draw(st.sets(st.integers(0, size - 1), max_size=1))
    closes = draw(st.sets(st.integers(0, size - 1), max_size=1)) - opens
    placed = {}
    for person in draw(st.sets(st.integers(0, max(0, len(instance.applicants) - 1)), max_size=2)):
        if instance.applicants:
            begin, end = instance.first[person], instance.first[person + 1]
            placed[person] = draw(st.sampled_from([NOWHERE, *instance.arc_partner[begin:end].tolist()]))
    return said, instance, Pins(frozenset(opens), frozenset(closes), placed)


@pytest.mark.long
@few
@given(pinned(partners=3, people=5))
def test_pins_are_kept_and_the_rest_is_the_best_of_all_ways(case):
    said, instance, pins = case
    best = best_by_trying(said, as_said(instance, pins))
    if best is None:
        with pytest.raises(PinsCannotHold):
            plan_for(instance, pins)
    else:
        plan = plan_for(instance, pins)
        assert faults_of(said, plan.as_json(), as_said(instance, pins)) == []
        assert plan.seating.levels[:2] == best[:2]


@pytest.mark.long
@few
@given(pinned(partners=4, people=20))
def test_a_plan_solved_again_around_pins_is_sound(case):
    said, instance, pins = case
    before = plan_for(instance).seating
    try:
        found = resolved(instance, before, pins)
    except PinsCannotHold:
        return
    assert faults_of(said, plan_of(said, seats_of(found)), as_said(instance, pins)) == []


def test_a_large_plan_solved_again_changes_only_the_neighbourhood(monkeypatch):
    monkeypatch.setattr(solver, "WHOLE", 100)
    said = country(1000, 4)
    instance = read(said)
    plan = plan_for(instance)
    running = int(plan.seating.count.argmax())
    pins = Pins(closes=frozenset({running}))
    found = resolved(instance, plan.seating, pins)
    assert faults_of(said, plan_of(said, seats_of(found)), as_said(instance, pins)) == []
    assert 0 < (found.seat != plan.seating.seat).sum() < 250
    assert resolved(instance, found, Pins(), before=pins).levels[0] >= plan.seating.levels[0] - 1


def test_pins_that_contradict_each_other_are_refused_in_words():
    instance = read(instance_of([1, 0], [(0, {}), (0, {}), (1, {})]))
    for pins, words in (
        (Pins(opens=frozenset({0}), closes=frozenset({0})), "'P0' is pinned closed, and pinned open"),
        (Pins(opens=frozenset({1})), "'P1' is pinned open and can hold no group"),
        (Pins(people={2: 0}), "'A2' cannot be pinned to 'P0': it is neither their wish nor an option"),
        (Pins(opens=frozenset({0}), people={0: NOWHERE}), "stays too small"),
    ):
        with pytest.raises(PinsCannotHold, match=words):
            plan_for(instance, pins)


def what_ifs() -> Plan:
    people = [(0, {1: 3.0})] * 3 + [(1, {})] * 4
    return plan_for(read(instance_of([1, 1], people, minimum=3, maximum=5)))


def test_what_if_a_partner_closes():
    plan = what_ifs()
    effect = what_if_closed(plan.network, plan.seating, 0)
    assert (effect.before, effect.after) == ((7, 7, 0.0), (4, 5, 3.0))
    assert effect.closed.tolist() == [0]
    assert effect.moved.tolist() == [0, 1, 2]


def test_what_if_a_partner_holds_one_group_more():
    plan = plan_for(read(instance_of([1], [(0, {})] * 9, minimum=3, maximum=5)))
    effect = what_if_groups(plan.network, plan.seating, 0, 2)
    assert (effect.before[0], effect.after[0]) == (5, 9)


def test_what_if_three_more_choose_a_partner():
    plan = plan_for(read(instance_of([1, 1], [(0, {}), (0, {}), (1, {})] + [(1, {})] * 3, minimum=3, maximum=5)))
    effect = what_if_more(plan.network, plan.seating, 0, 3)
    assert (effect.before[0], effect.after[0]) == (4, 9)
    assert effect.opened.tolist() == [0]
    assert effect.moved.tolist() == [0, 1]


GOOD = {"minimum": 2, "maximum": 3, "partners": [{"id": "P0", "groups": 1}], "applicants": []}
AMY = {"id": "Amy", "applied": 1, "preferred": "P0", "options": []}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"applicants": [AMY | {"preferred": "P9"}]}, "applicants 'Amy' prefers 'P9', who is not among the partners."),
        ({"applicants": [AMY | {"preferred": ["P0"]}]}, "prefers ['P0'], who is not among the partners."),
        (
            {"applicants": [AMY | {"options": [{"partner": "P9", "km": 1}]}]},
            "applicants 'Amy' has the option 'P9', who is not among the partners.",
        ),
        (
            {"applicants": [AMY | {"preferred": None, "options": [{"partner": "P0", "km": -1}]}]},
            "applicants 'Amy': -1 is not a distance to 'P0'; write kilometres, 0 or more.",
        ),
        ({"applicants": [AMY, AMY]}, "applicants 'Amy' is there twice, in rows 1 and 2."),
        ({"applicants": [AMY | {"applied": "early"}]}, "applied is 'early'; write a whole number, 0 or more."),
        ({"minimum": 0}, "minimum: write a whole number of people, 1 or more; it says 0."),
        ({"minimum": 4}, "minimum: 4 is more than the maximum, 3."),
        (
            {"partners": [{"id": "P0", "groups": 1, "minimum": 0}]},
            "partners 'P0': minimum: write a whole number of people, 1 or more; it says 0.",
        ),
        (
            {"partners": [{"id": "P0", "groups": 1, "minimum": 9}]},
            "partners 'P0': its minimum is more than its maximum.",
        ),
        ({"partners": None}, "partners: a list of them is missing."),
        ({"move_from_viable": "no"}, "move_from_viable: write true or false."),
    ],
)
def test_a_bad_instance_is_refused_with_where_and_why(change, words, tmp_path):
    file, out = tmp_path / "instance.json", tmp_path / "plan.json"
    file.write_text(json.dumps(GOOD | change))
    with pytest.raises(CommandError) as refused:
        call_command("plan_formation", file, out=out)
    assert words in str(refused.value)
    assert refused.value.returncode == 2
    assert not out.exists()


AMY_OUT = AMY | {"preferred": None}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"minimum": 10**30}, "minimum: write a whole number of people, 1 or more and at most 10,000"),
        ({"maximum": 1e400}, "maximum: write a whole number of people, 1 or more; it says inf"),
        ({"maximum": float("nan")}, "it says nan"),
        ({"partners": [{"id": "P0", "groups": 10**30}]}, "write a whole number, 0 or more and at most 10,000"),
        ({"partners": [{"id": "P0", "groups": True}]}, "groups is True"),
        ({"applicants": [AMY | {"applied": 10**30}]}, "write a whole number, 0 or more and at most 9,007,199"),
        ({"applicants": [AMY | {"applied": 1e400}]}, "applied is inf; write a whole number"),
        (
            {"applicants": [AMY_OUT | {"options": [{"partner": "P0", "km": 10**400}]}]},
            "kilometres, 0 or more and at most",
        ),
        (
            {"applicants": [AMY_OUT | {"options": [{"partner": "P0", "km": 10**30}]}]},
            "kilometres, 0 or more and at most",
        ),
        ({"applicants": [AMY_OUT | {"options": [{"partner": "P0", "km": 1e400}]}]}, "inf is not a distance to 'P0'"),
        ({"applicants": [AMY_OUT | {"options": [{"partner": "P0", "km": float("nan")}]}]}, "nan is not a distance"),
        ({"applicants": [AMY_OUT | {"options": [{"km": 3}]}]}, "has the option None, who is not among the partners"),
        ({"applicants": [AMY | {"id": "Amy\ud800"}]}, "its id 'Amy\\ud800' has half a character"),
        ({"partners": [{"id": "\udfffP0", "groups": 1}]}, "partners, row 1: its id '\\udfffP0' has half"),
        ({"applicants": [AMY | {"preferred": "P\ud800"}]}, "prefers 'P\\ud800', who is not among the partners"),
    ],
)
def test_numbers_that_no_array_holds_and_halves_of_characters_are_refused_in_one_line(change, words, tmp_path):
    file, out = tmp_path / "instance.json", tmp_path / "plan.json"
    file.write_text(json.dumps(GOOD | change))
    with pytest.raises(CommandError) as refused:
        call_command("plan_formation", file, out=out)
    assert any(words in line for line in str(refused.value).splitlines()), str(refused.value)
    assert max(map(len, str(refused.value).splitlines()[1:])) < 200
    str(refused.value).encode()
    assert refused.value.returncode == 2
    assert not out.exists()


@pytest.mark.parametrize("said_twice", ["minimum", "applicants"])
def test_the_same_said_twice_is_refused_and_neither_is_taken(said_twice, tmp_path):
    file, out = tmp_path / "instance.json", tmp_path / "plan.json"
    file.write_text(json.dumps(GOOD)[:-1] + f', "{said_twice}": {json.dumps(GOOD[said_twice])}}}')
    with pytest.raises(CommandError, match=f"'{said_twice}' is said twice") as refused:
        call_command("plan_formation", file, out=out)
    assert refused.value.returncode == 2
    assert not out.exists()


@pytest.mark.parametrize("text", ['{"minimum": 12', "\x00", "[" * 100_000])
def test_what_is_not_json_is_refused(text, tmp_path):
    file = tmp_path / "instance.json"
    file.write_text(text)
    with pytest.raises(CommandError, match="is not JSON") as refused:
        call_command("plan_formation", file, out=tmp_path / "plan.json")
    assert refused.value.returncode == 2


@pytest.mark.parametrize("said", [None, [], 3, "x", {}])
def test_what_is_no_instance_is_refused(said):
    with pytest.raises(BadInstance):
        read(said)


def test_the_command_writes_plan_and_reasons_and_says_how_near_the_best_it_is(tmp_path, capsys):
    file, out, why = (tmp_path / name for name in ("instance.json", "plan.json", "reasons.json"))
    said = instance_of([1, 1], [(0, {}), (0, {}), (1, {0: 4.0})])
    file.write_text(json.dumps(said))
    call_command("plan_formation", file, out=out, reasons=why)
    plan = json.loads(out.read_text())
    assert plan["levels"] == {"preferred": 2, "seated": 3, "km": 4.0}
    assert set(plan) == {"seats", "running", "levels", "bounds", "seconds", "peak_mb"}
    assert set(json.loads(why.read_text())["people"]) == {"A0", "A1", "A2"}
    printed = capsys.readouterr().out
    assert "3 applicants, 2 partners" in printed
    assert "0.00%" in printed


def test_no_network_is_left_out_of_a_plan_that_pins_nothing():
    instance = read(instance_of([1], []))
    assert Network(instance).pins == Pins()
    assert plan_for(instance).seating.levels == (0, 0, 0.0)
