"""From people and groups as they are to an instance of the solver: who is trained, near and free, and how often."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil
from typing import Any

from cadre.scheduling.rules.staffing import km_between

Point = tuple[int | None, int | None]
BEST, SHARED = 10.0, 4.0
"""Worth of a day in its window, and of one on which the partner hosts another group already."""


@dataclass(frozen=True)
class Person:
    """`load`: events of the season they have. `free`: usual days less days away; `busy`: days with an event."""

    id: str
    point: Point
    region: str
    regions: Sequence[str]
    max_km: int
    max_events: int
    load: int
    experienced: bool
    first: bool
    visits: bool
    trained: frozenset[str]
    free: frozenset[date]
    busy: frozenset[date]


@dataclass(frozen=True)
class EventDays:
    """The days an event may start on, each with its worth, the window in order."""

    id: str
    length: int
    days: dict[date, float]


@dataclass(frozen=True)
class Place:
    """`held`: {role: person} of seats that are taken or decided by hand. `out`: people excluded by hand."""

    id: str
    qualification: str
    point: Point
    region: str
    events: Sequence[EventDays]
    held: dict[str, str] = field(default_factory=dict)
    out: frozenset[str] = frozenset()


def near(person: Person, place: Place) -> int | None:
    """Kilometres when the group is within the person's reach, None when it is not.

    Where no distance is known, the same region counts as half of the reach.
    """
    if person.regions and place.region not in person.regions:
        return None
    km = km_between(person.point, place.point)
    if km is None:
        return person.max_km // 2 if person.region == place.region else None
    return km if km <= person.max_km else None


def instance_of(people: Sequence[Person], places: Sequence[Place]) -> dict[str, Any]:
    """{"instance": as the solver reads it, "facts": {"groups": {id: {"trained", "near", "km"}}, "people": {id: …}}}.

    `trained` and `near` count what became of everybody, so that an open seat can say it in numbers.
    """
    fair = _fair(people, places)
    groups, facts = [], {}
    for place in places:
        reach = {person.id: km for person in people if (km := near(person, place)) is not None}
        trained = [p for p in people if place.qualification in p.trained and p.id not in place.out]
        options = [{"facilitator": p.id, "km": reach[p.id]} for p in trained if p.id in reach]
        by_id = {person.id: person for person in people}
        held = {who: reach.get(who) for who in place.held.values() if who in by_id}
        groups.append(
            {
                "id": place.id,
                "lead": place.held.get("lead"),
                "co": place.held.get("co"),
                "options": options,
                "visitors": [{"facilitator": p.id, "km": reach[p.id]} for p in people if p.visits and p.id in reach],
                "events": [_event(event) for event in in_order(place.events)],
            }
        )
        far = {one["facilitator"]: one["km"] for one in options} | {who: km for who, km in held.items() if km}
        facts[place.id] = {"trained": len(trained), "near": len(options), "km": far}
    used = frozenset(
        day + timedelta(days=number)
        for place in places
        for event in place.events
        for day in event.days
        for number in range(event.length)
    )
    return {
        "instance": {"facilitators": [_person(person, fair, used) for person in people], "groups": groups},
        "facts": {"groups": facts, "people": {p.id: _fact(p) for p in people}},
    }


def in_order(events: Sequence[EventDays]) -> list[EventDays]:
    """Without the days that could put an event before the one it follows; an event left without any keeps its own."""
    found: list[EventDays] = []
    for event in events:
        before = _last(found[-1]) if found else None
        kept = {day: worth for day, worth in event.days.items() if before is None or day > before}
        found.append(EventDays(event.id, event.length, kept or event.days))
    return found


def _last(event: EventDays) -> date | None:
    return max(event.days) + timedelta(days=event.length - 1) if event.days else None


def _fair(people: Sequence[Person], places: Sequence[Place]) -> int:
    """Events of the season each would have if all had the same."""
    needed = sum(len(place.events) * 2 for place in places) + sum(person.load for person in people)
    return ceil(needed / len(people)) if people else 0


def _event(event: EventDays) -> dict[str, Any]:
    return {"id": event.id, "length": event.length, "days": _iso(event.days)}


def _iso(days: dict[date, float]) -> dict[str, float]:
    return {day.isoformat(): worth for day, worth in sorted(days.items())}


def _person(person: Person, fair: int, used: frozenset[date]) -> dict[str, Any]:
    return {
        "id": person.id,
        "new": not person.experienced,
        "first": person.first,
        "limit": person.max_events - person.load,
        "fair": fair - person.load,
        "free": _days((person.free - person.busy) & used),
        "busy": _days(person.busy & used),
    }


def _days(days: Iterable[date]) -> list[str]:
    return [day.isoformat() for day in sorted(days)]


def _fact(person: Person) -> dict[str, Any]:
    return {"load": person.load, "max": person.max_events, "experienced": person.experienced}
