"""Who is near and free, in which order events lie, and what an open seat says."""

from datetime import date
from typing import Any

import pytest

from cadre.staffing.rules.drawing import EventDays, Person, Place, in_order, instance_of, near
from cadre.staffing.rules.wording import why_open

DAY, NEXT, LATER = date(2027, 3, 1), date(2027, 3, 2), date(2027, 4, 5)


def person(**facts: Any) -> Person:
    usual: dict[str, Any] = {
        "id": "1",
        "point": (400_000, 300_000),
        "region": "North",
        "regions": (),
        "max_km": 30,
        "max_events": 12,
        "load": 4,
        "experienced": True,
        "first": False,
        "visits": False,
        "trained": frozenset({"NPQSL"}),
        "free": frozenset({DAY, NEXT}),
        "busy": frozenset({NEXT}),
    }
    return Person(**usual | facts)


def place(**facts: Any) -> Place:
    usual: dict[str, Any] = {
        "id": "G",
        "qualification": "NPQSL",
        "point": (412_000, 300_000),
        "region": "South",
        "events": [EventDays("Day 1", 1, {DAY: 10.0, NEXT: 4.0})],
    }
    return Place(**usual | facts)


@pytest.mark.parametrize(
    ("facts", "km"),
    [
        ({}, 12),
        ({"max_km": 11}, None),
        ({"regions": ("North",)}, None),
        ({"regions": ("North", "South")}, 12),
        ({"point": (None, None)}, None),
        ({"point": (None, None), "region": "South"}, 15),
    ],
)
def test_near_is_within_the_limit_and_the_regions_somebody_said(facts: Any, km: int | None) -> None:
    assert near(person(**facts), place()) == km


def test_events_keep_their_order_whatever_day_is_taken() -> None:
    first = EventDays("Day 1", 2, {DAY: 10.0})
    second = EventDays("Day 2", 1, {DAY: 10.0, NEXT: 10.0, LATER: 4.0})
    assert in_order([first, second]) == [first, EventDays("Day 2", 1, {LATER: 4.0})]


def test_an_instance_has_the_days_that_matter_and_the_room_that_is_left() -> None:
    staff = [person(free=frozenset({DAY, NEXT, LATER})), person(id="2", trained=frozenset()), person(id="3", max_km=1)]
    drawn = instance_of(staff, [place(out=frozenset({"3"}))])
    first = drawn["instance"]["facilitators"][0]
    assert (first["free"], first["busy"], first["limit"]) == ([DAY.isoformat()], [NEXT.isoformat()], 8)
    assert first["fair"] == 5 - 4, "two seats of one event and twelve events that are had, shared by three"
    [group] = drawn["instance"]["groups"]
    assert group["options"] == [{"facilitator": "1", "km": 12}]
    assert drawn["facts"]["groups"]["G"] == {"trained": 1, "near": 1, "km": {"1": 12}}


def test_an_open_seat_says_what_became_of_everybody() -> None:
    none = dict.fromkeys(("new", "no_day", "full", "elsewhere", "together"), 0)
    said = {"qualification": "NPQSL", "compete": 0, "able": 0}
    assert why_open(none, trained=0, near=0, **said) == "Nobody is trained for NPQSL."
    assert why_open(none, trained=2, near=0, **said) == "2 people are trained for NPQSL, and all are too far away."
    words = why_open(none | {"full": 3, "new": 1}, trained=9, near=4, **said | {"compete": 7, "able": 2})
    assert words == (
        "9 trained for NPQSL, 4 of them near enough: 1 needs somebody experienced beside, 3 have reached their limit"
        " for the season. 7 groups together have only 2 people who could lead."
    )
