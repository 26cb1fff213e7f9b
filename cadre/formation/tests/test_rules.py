"""Who shares a partner's groups, and what counts as a change."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadre.formation.actions.working_out import work_out
from cadre.formation.models import Plan
from cadre.formation.rules.answering import Answers
from cadre.formation.rules.changes import Changes, changes_between
from cadre.formation.rules.consenting import needs_consent
from cadre.formation.rules.keeping import places_to_keep
from cadre.formation.rules.splitting import CannotSplit, Room, split_among
from cadre.formation.views.words import certificate
from cadre.lib.refs import digest_of


@st.composite
def splits(draw):
    """Some groups of a partner with those who sit there now, and people whom the plan seats: a number that is legal."""
    least = draw(st.integers(1, 4))
    sizes = draw(st.lists(st.integers(least, 2 * least + 3), min_size=1, max_size=3))
    number = draw(st.integers(0, sum(sizes)))
    people = [f"A{n}" for n in range(number)]
    sitting = [draw(st.lists(st.sampled_from(people), unique=True, max_size=size)) if people else [] for size in sizes]
    taken: set[str] = set()
    rooms = []
    for key, (size, sits) in enumerate(zip(sizes, sitting, strict=True)):
        rooms.append(Room(key, size, least, tuple(who for who in sits if who not in taken)))
        taken |= set(sits)
    return people, rooms


def can_be_split(number: int, rooms: list[Room]) -> bool:
    """By trying every set of groups."""
    sets = [[room for at, room in enumerate(rooms) if mask & 1 << at] for mask in range(1 << len(rooms))]
    return any(sum(r.least for r in some) <= number <= sum(r.size for r in some) for some in sets)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(splits())
def test_everybody_sits_once_and_no_group_is_too_small_or_too_large(case):
    people, rooms = case
    try:
        at = split_among(people, rooms)
    except CannotSplit:
        assert not can_be_split(len(people), rooms)
        return
    assert sorted(at) == sorted(people)
    for room in rooms:
        number = sum(key == room.key for key in at.values())
        assert number == 0 or room.least <= number <= room.size


def test_who_sits_in_a_group_that_goes_on_stays_there():
    rooms = [Room(1, 24, 12, ("A", "B")), Room(2, 24, 12, ("C",))]
    people = [*"ABC", *(f"P{n}" for n in range(12))]
    at = split_among(people, rooms)
    assert set(at.values()) == {1}
    more = [*people, *(f"Q{n}" for n in range(15))]
    again = split_among(more, rooms)
    assert (again["A"], again["B"], again["C"]) == (1, 1, 2)


def drawn(people=(), places=(), minimum=12):
    return {
        "instance": {
            "minimum": minimum,
            "maximum": 24,
            "applicants": [
                {"id": who, "applied": at, "preferred": wish, "options": options}
                for at, (who, wish, options) in enumerate(people)
            ],
            "partners": [{"id": place, "groups": 1} for place in places],
        },
        "facts": {"people": {who: {"now": ""} for who, *_ in people}, "places": {place: {} for place in places}},
    }


NEAR, FAR = [{"partner": "Q", "km": 3.0}], [{"partner": "Q", "km": 30.0}]


@pytest.mark.parametrize(
    ("then", "now", "found"),
    [
        (drawn([("A", "P", [])], ["P"]), drawn([("A", "P", [])], ["P"]), Changes()),
        (drawn([("A", "P", []), ("B", "P", [])]), drawn([("B", "P", [])]), Changes(gone=["A"])),
        (drawn([("B", "P", [])]), drawn([("A", "P", []), ("B", "P", [])]), Changes(new=["A"])),
        (drawn([("A", "P", NEAR)]), drawn([("A", "P", FAR)]), Changes(different=["A"])),
        (drawn([("A", "P", NEAR)]), drawn([("A", "Q", NEAR)]), Changes(different=["A"])),
        (drawn(places=["P", "Q"]), drawn(places=["P", "R"]), Changes(places=["Q", "R"])),
        (drawn(minimum=12), drawn(minimum=11), Changes(rule=True)),
    ],
)
def test_what_changed_is_named(then, now, found):
    assert changes_between(then, now) == found
    assert bool(found) == (then != now)


def test_a_digest_hangs_on_the_facts_and_not_on_their_order():
    assert digest_of({"a": 1, "b": [2]}) == digest_of({"b": [2], "a": 1})
    assert digest_of({"a": 1}) != digest_of({"a": 2})


def sits(who, now="G1", kept=False, wish="P"):
    return {"id": who, "preferred": wish, "options": []}, {"now": now, "kept": kept}


NO_PINS = {"open": [], "closed": [], "people": {}}


@pytest.mark.parametrize(
    ("moves", "people", "seats", "pinned", "kept"),
    [
        (False, [sits("A"), sits("B", "")], {"A": "P", "B": None}, {}, {}),
        (False, [sits("A"), sits("B"), sits("C", "")], {"A": None, "B": "P", "C": "P"}, {}, {"A": "P", "B": "P"}),
        (False, [sits("A"), sits("C", "")], {"A": "Q", "C": "P"}, {}, {"A": "P"}),
        (False, [sits("A"), sits("C", "")], {"A": "Q", "C": "P"}, {"A": "Q"}, {}),
        (False, [sits("A")], {"A": "Q"}, {}, {}),
        (True, [sits("A"), sits("C", "")], {"A": "Q", "C": "P"}, {}, {}),
        (True, [sits("A"), sits("C", "")], {"A": None, "C": "P"}, {}, {"A": "P"}),
        (True, [sits("A", kept=True), sits("C", "")], {"A": "Q", "C": "P"}, {}, {"A": "P"}),
        (True, [sits("A", "", kept=True), sits("C", "")], {"A": None, "C": "P"}, {}, {"A": "P"}),
    ],
)
def test_who_sits_goes_before_who_waits(moves, people, seats, pinned, kept):
    said = {
        "instance": {
            "move_from_viable": moves,
            "minimum": 1,
            "maximum": 4,
            "partners": [{"id": "P", "groups": 1}, {"id": "Q", "groups": 1}],
            "applicants": [person for person, _ in people],
        },
        "facts": {"people": {person["id"]: fact for person, fact in people}},
    }
    assert places_to_keep(said, seats, NO_PINS | {"people": pinned}) == kept


def test_a_partner_whose_groups_cannot_hold_just_those_who_sit_there_is_left_out():
    people = [sits(f"A{n}") for n in range(7)]
    said = {
        "instance": {
            "move_from_viable": False,
            "minimum": 4,
            "maximum": 6,
            "partners": [{"id": "P", "groups": 2}],
            "applicants": [person for person, _ in people],
        },
        "facts": {"people": {person["id"]: fact for person, fact in people}},
    }
    seats = {f"A{n}": "P" if n < 6 else None for n in range(7)}
    assert places_to_keep(said, seats, NO_PINS) == {}
    said["instance"]["maximum"] = 7
    assert len(places_to_keep(said, seats, NO_PINS)) == 7


@pytest.mark.parametrize(
    ("answers", "who", "host", "named", "may"),
    [
        ({}, "A1", "trent", (), True),
        ({"refused": {"A1": ["trent"]}}, "A1", "trent", ("trent",), False),
        ({"refused": {"A1": ["trent"]}}, "A2", "trent", (), True),
        ({"stay": ["peak"]}, "A1", "trent", (), False),
        ({"stay": ["peak"]}, "A1", "trent", ("trent",), True),
        ({"stay": ["peak"], "held": {"A1": ""}}, "A1", "trent", (), True),
        ({"takes": {"trent": ["A2"]}}, "A1", "trent", (), False),
        ({"takes": {"trent": ["A2"]}}, "A2", "trent", (), True),
        ({"takes": {"trent": []}}, "A1", "dale", (), True),
    ],
)
def test_what_was_answered_leaves_these_options(answers, who, host, named, may):
    assert Answers(**answers).may_sit(who, host=host, own="peak", named=named) is may


@pytest.mark.parametrize(
    ("host", "named", "now_at", "needs"),
    [(1, (1, None), None, False), (1, (2, 1), None, False), (1, (2, None), 1, False), (1, (2, 3), 2, True)],
)
def test_a_seat_elsewhere_needs_a_yes(host, named, now_at, needs):
    assert needs_consent(host, named, now_at=now_at) is needs


def network_of(*people: tuple[str, str, list[str], str]) -> dict:
    """Two partners with one group of exactly two each. People: (name, wish, other partners, the group they sit in)."""
    return {
        "instance": {
            "minimum": 2,
            "maximum": 2,
            "move_from_viable": False,
            "partners": [{"id": "A", "groups": 1}, {"id": "B", "groups": 1}],
            "applicants": [
                {"id": who, "applied": at, "preferred": wish, "options": [{"partner": one, "km": 5} for one in options]}
                for at, (who, wish, options, _) in enumerate(people)
            ],
        },
        "facts": {"people": {who: {"now": now, "kept": False} for who, _, _, now in people}, "places": {}},
    }


FULL = (("x", "A", [], ""), ("s1", "A", [], "G"), ("s2", "A", ["B"], "G"))


@pytest.mark.parametrize("now", ["", "H"])
def test_a_group_that_runs_only_by_people_of_another_that_runs_does_not(now):
    """Without those who sit, x would sit at A and s2 beside t at B: four in all. While they sit there, it is two.

    Also where t sits at B already, which cannot run with t alone.
    """
    result = work_out(network_of(*FULL, ("t", "B", [], now)), NO_PINS, lambda *_: None).result
    assert result["seats"] == {"x": None, "s1": "A", "s2": "A", "t": None}
    assert result["bounds"] == {"preferred": 3, "seated": 4, "kept": {"preferred": 2, "seated": 2}}
    plan = Plan(levels=result["levels"], bounds=result["bounds"], hand=result["hand"], people=4)
    best = "It is proven that no plan around those who keep their place seats more."
    assert certificate(plan, pinned=False) == [
        f"2 people sit where they chose. {best}",
        f"2 people sit in a group. {best[:-1]}, unless fewer sit where they chose.",
    ]
