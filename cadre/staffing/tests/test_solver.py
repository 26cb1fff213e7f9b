"""The solver beside every plan there is, its checker beside planted faults, its bound beside the sum of a few lines."""

import random
from copy import deepcopy
from itertools import product
from typing import Any

import pytest

from cadre.staffing.solver.checker import bound_by, faults_of
from cadre.staffing.solver.plan import plan_for
from cadre.staffing.solver.reading import read

DAYS = ["2027-03-01", "2027-03-02", "2027-03-03", "2027-04-12", "2027-04-13", "2027-04-14"]
Said = dict[str, Any]


def tiny(seed: int, *, groups: int = 3, people: int = 4) -> Said:
    """Few people with few days and low limits, so that groups are in each other's way."""
    chance = random.Random(seed)
    staff = [
        {
            "id": f"F{at}",
            "new": at % 3 == 2,
            "first": at % 3 == 2,
            "limit": chance.choice([2, 2, 4]),
            "fair": 2,
            "free": [day for day in DAYS if chance.random() < 0.75],
        }
        for at in range(people)
    ]

    def near(share: float) -> list[Said]:
        return [
            {"facilitator": f"F{at}", "km": chance.randint(1, 60)} for at in range(people) if chance.random() < share
        ]

    return {
        "facilitators": staff,
        "groups": [
            {
                "id": f"G{at}",
                "options": near(0.8),
                "visitors": near(0.3),
                "events": [
                    {"id": f"G{at}-1", "days": {day: float(chance.choice([0, 2, 6, 10])) for day in DAYS[:3]}},
                    {"id": f"G{at}-2", "days": {day: float(chance.choice([0, 2, 6, 10])) for day in DAYS[3:]}},
                ],
            }
            for at in range(groups)
        ],
    }


def ways(said: Said, group: Said) -> list[tuple[float, list[tuple[str, str]], list[str]]]:
    """(worth, [(person, day)], team) of each way to staff a group, by trying all; the empty way first."""
    people = {one["id"]: one for one in said["facilitators"]}
    km = {one["facilitator"]: one["km"] for one in group["options"]}
    found: list[tuple[float, list[tuple[str, str]], list[str]]] = [(0.0, [], [])]
    for lead, co in product(km, [None, *km]):
        team = [lead] if co is None else [lead, co]
        if lead == co or people[lead]["new"]:
            continue
        for days in product(*(event["days"] for event in group["events"])):
            if all(day in people[who]["free"] for who in team for day in days):
                worth = 700 + 300 * len(team) - 0.5 * sum(km[who] for who in team)
                worth += sum(event["days"][day] for event, day in zip(group["events"], days, strict=True))
                found.append((worth + 0.0, [(who, day) for who in team for day in days], team))
    return found


def best_of_all(said: Said) -> tuple[float, int]:
    """(the worth of the best plan, the most groups any plan leads), found by trying every plan."""
    best, led = 0.0, 0
    people = {one["id"]: one for one in said["facilitators"]}

    def go(at: int, worth: float, taken: frozenset[tuple[str, str]], load: dict[str, int], number: int) -> None:
        nonlocal best, led
        if at == len(said["groups"]):
            unfair = sum(2 * max(0, n - min(people[who]["fair"], people[who]["limit"])) for who, n in load.items())
            best, led = max(best, worth - unfair), max(led, number)
            return
        for more, days, team in tables[at]:
            if taken & set(days) or any(load.get(who, 0) + 2 > people[who]["limit"] for who in team):
                continue
            further = load | {who: load.get(who, 0) + 2 for who in team}
            go(at + 1, worth + more, taken | set(days), further, number + bool(team))

    tables = [ways(said, group) for group in said["groups"]]
    go(0, 0.0, frozenset(), {}, 0)
    return best, led


@pytest.mark.parametrize("seed", range(12))
def test_a_plan_is_the_best_of_all_plans_or_says_how_far_it_may_be(seed: int) -> None:
    said = tiny(seed, groups=2 + seed % 2)
    found = plan_for(read(said))
    plan, (best, led) = found.as_json(), best_of_all(said)
    assert faults_of(said, plan) == []
    assert plan["bounds"]["worth"] >= best - 0.01, "the bound holds for every plan"
    assert plan["bounds"]["led"] >= led
    assert plan["levels"]["led"] == led
    assert plan["levels"]["worth"] >= best * 0.99
    day = {
        (who, found.teams.instance.days[at]): float(found.prices.day[person, at])
        for person, who in enumerate(found.teams.instance.people)
        for at in range(len(DAYS))
        if at < len(found.teams.instance.days)
    }
    load = dict(zip(found.teams.instance.people, found.prices.load.tolist(), strict=True))
    assert bound_by(said, day, load) == pytest.approx(found.bound), "anybody can work the bound out from its prices"


def test_the_same_instance_gives_the_same_plan_and_it_passes_the_hand() -> None:
    said = tiny(7, groups=12, people=16)
    first, second = (plan_for(read(said)).as_json() | {"seconds": 0} for _ in range(2))
    assert first == second
    assert faults_of(said, first) == []
    assert first["levels"]["worth"] > first["hand"]["worth"]


def test_what_was_decided_by_hand_stays_whatever_speaks_against_it() -> None:
    said = tiny(3)
    group = said["groups"][0]
    stranger = {"id": "X", "new": False, "first": False, "limit": 0, "fair": 0, "free": [], "busy": [DAYS[0]]}
    said["facilitators"].append(stranger)
    group["lead"] = "X"
    plan = plan_for(read(said)).as_json()
    assert plan["groups"]["G0"]["lead"] == "X"
    assert plan["groups"]["G0"]["days"][0] != DAYS[0], "nobody is at two places at once"
    assert faults_of(said, plan) == []
    group["lead"], group["co"] = None, "F2"
    plan = plan_for(read(said)).as_json()
    assert plan["groups"]["G0"]["co"] in ("F2", None)
    assert plan["groups"]["G0"]["lead"] != "F2"
    assert faults_of(said, plan) == []


@pytest.mark.parametrize("limit", [-4, 0, 1])
def test_what_was_decided_by_hand_for_a_group_gives_nobody_room_at_another(limit: int) -> None:
    """Beside somebody who is not found: the events decided by hand come to nothing, and are no leave for others."""
    person = {"id": "A", "new": False, "first": False, "limit": limit, "fair": 2, "free": DAYS, "busy": []}
    events = [{"id": f"E{at}", "days": {day: 1.0}} for at, day in enumerate(DAYS[:2])]
    nobody_leads = {"id": "G0", "options": [], "visitors": [], "events": events, "co": "A"}
    other = {"id": "G1", "options": [{"facilitator": "A", "km": 1}], "visitors": [], "events": events}
    said = {"facilitators": [person], "groups": [nobody_leads, other]}
    plan = plan_for(read(said)).as_json()
    assert [plan["groups"][name]["lead"] for name in ("G0", "G1")] == [None, None]
    assert faults_of(said, plan) == []
    person["limit"] = 2
    assert plan_for(read(said)).as_json()["groups"]["G1"]["lead"] == "A"


def test_an_open_seat_says_what_became_of_everybody() -> None:
    group = {"id": "G", "visitors": [], "events": [{"id": "E", "days": {DAYS[0]: 10.0}}]}
    group["options"] = [{"facilitator": who, "km": 5} for who in ("new", "away", "full")]
    staff = [
        {"id": "new", "new": True, "first": True, "limit": 6, "fair": 6, "free": DAYS},
        {"id": "away", "new": False, "first": False, "limit": 6, "fair": 6, "free": DAYS[1:]},
        {"id": "full", "new": False, "first": False, "limit": 0, "fair": 6, "free": DAYS},
    ]
    plan = plan_for(read({"facilitators": staff, "groups": [group]})).as_json()
    said = plan["groups"]["G"]
    assert (said["lead"], plan["bounds"]["led"], plan["short"]["groups"]) == (None, 0, ["G"])
    assert said["lacking"] == {"near": 3, "new": 1, "no_day": 1, "full": 1, "elsewhere": 0, "together": 0}


def test_a_new_facilitator_is_visited_at_the_first_event_or_the_reason_is_named() -> None:
    staff = [
        {"id": "old", "new": False, "first": False, "limit": 6, "fair": 6, "free": DAYS},
        {"id": "new", "new": True, "first": True, "limit": 6, "fair": 6, "free": DAYS},
        {"id": "quality", "new": False, "first": False, "limit": 0, "fair": 0, "free": DAYS[1:2]},
    ]
    group: Said = {
        "id": "G",
        "options": [{"facilitator": "old", "km": 5}, {"facilitator": "new", "km": 5}],
        "visitors": [{"facilitator": "quality", "km": 9}],
        "events": [{"id": "E", "days": {DAYS[0]: 10.0, DAYS[1]: 0.0}}],
    }
    said = {"facilitators": staff, "groups": [group]}
    plan = plan_for(read(said)).as_json()
    assert plan["groups"]["G"]["days"] == [DAYS[1]], "the day is moved to one on which a quality lead can come"
    assert [(one["facilitator"], one["by"]) for one in plan["visits"]] == [("new", "quality")]
    assert faults_of(said, plan) == []
    staff[2]["free"] = []
    plan = plan_for(read(said)).as_json()
    assert plan["visits"][0]["why"] == "1 quality lead is near enough, and nobody of them is free that day"
    group["visitors"] = [{"facilitator": "old", "km": 5}]
    plan = plan_for(read(said)).as_json()
    assert plan["visits"][0]["by"] == "old", "a quality lead beside them visits by being there"


def test_the_checker_refuses_planted_faults() -> None:
    said = tiny(5, groups=4, people=8)
    sound = plan_for(read(said)).as_json()
    assert faults_of(said, sound) == []
    name, staffed = next((name, one) for name, one in sound["groups"].items() if one["co"])
    group = next(one for one in said["groups"] if one["id"] == name)
    stranger = {"id": "X", "new": False, "first": False, "limit": 9, "fair": 9, "free": DAYS}
    said["facilitators"].append(stranger)

    def planted(**changed: Any) -> list[str]:
        plan = deepcopy(sound)
        plan["groups"][name] |= changed
        return faults_of(said, plan)

    assert any("not trained" in fault for fault in planted(lead="X"))
    assert any("one person twice" in fault for fault in planted(co=staffed["lead"]))
    assert any("no day of" in fault for fault in planted(days=[DAYS[5], staffed["days"][1]]))
    assert any("beside nobody" in fault for fault in planted(lead=None))
    assert any("days for" in fault for fault in planted(days=staffed["days"][:1]))

    def broken(change: Any) -> list[str]:
        other = deepcopy(said)
        change(other)
        return faults_of(other, sound)

    def person(of: Said) -> Said:
        return next(one for one in of["facilitators"] if one["id"] == staffed["lead"])  # type: ignore[no-any-return]

    assert any("is not free" in fault for fault in broken(lambda of: person(of).update(free=[])))
    assert any("is new and leads" in fault for fault in broken(lambda of: person(of).update(new=True)))
    assert any("at most" in fault for fault in broken(lambda of: person(of).update(limit=1)))
    assert any(
        "first event" in fault or "visits" in fault for fault in broken(lambda of: person(of).update(first=True))
    )
    twice = deepcopy(sound)
    other = next(key for key in sound["groups"] if key != name)
    twice["groups"][other] |= {"lead": staffed["lead"], "co": None, "days": staffed["days"]}
    assert any("at 2 places" in fault for fault in faults_of(said, twice))
    assert any("worth" in fault for fault in faults_of(said, sound | {"levels": sound["levels"] | {"worth": 1.0}}))
    assert any("passes the bounds" in fault for fault in faults_of(said, sound | {"bounds": {"worth": 1.0, "led": 0}}))
    assert group["id"] == name


def test_a_negative_price_proves_nothing() -> None:
    from cadre.staffing.solver.bounds import Prices, proven_bound

    instance = read(tiny(1))
    prices = Prices.none(instance)
    prices.load[0] = -1
    with pytest.raises(ValueError, match="negative"):
        proven_bound(instance, prices)
