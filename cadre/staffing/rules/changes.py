"""What is no longer as it was when a suggestion was made, as far as it stands in the way of carrying it out.

Then and now are what was drawn: {"instance": {"facilitators", "groups"}, "facts"}. That somebody else could now come
too, or that a day passed, stands in nobody's way.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

Drawn = Mapping[str, Any]


class What(StrEnum):
    """`group` and what of it: `person` is who has the seat now, or who cannot take it."""

    SETTLED = "settled"
    TAKEN = "taken"
    FREED = "freed"
    MOVED = "moved"
    OVER = "over"
    LEFT = "left"
    UNABLE = "unable"
    NEW = "new"
    AWAY = "away"
    BOOKED = "booked"
    FULL = "full"


@dataclass(frozen=True)
class Chosen:
    """Somebody suggested for an open seat of a group. `days`: {event: the ISO day it is thought on}.

    `by_hand`: training, distance, usual days and the limit do not count then.
    """

    group: str
    role: str
    person: str
    days: Mapping[str, str]
    by_hand: bool = False


@dataclass(frozen=True)
class Change:
    """`event`: its title; `day`: an ISO day; both where they say something. `role`: the seat."""

    what: What
    group: str
    person: str = ""
    role: str = ""
    event: str = ""
    day: str = ""


def changes_between(then: Drawn, now: Drawn, chosen: Iterable[Chosen]) -> list[Change]:
    """In the order of `chosen`, each once. Empty when everybody chosen can still be asked for what was suggested."""
    rows = list(chosen)
    found: dict[Change, None] = {}
    was, groups, people = _groups(then), _groups(now), _people(now)
    for one in rows:
        group = groups.get(one.group)
        if group is None:
            found[Change(What.SETTLED, one.group)] = None
            continue
        found |= dict.fromkeys(_of_the_group(was[one.group], group, one))
        found |= dict.fromkeys(_of_the_person(group, people.get(one.person), one))
    return [*found, *_too_many(rows, groups, people)]


def _groups(drawn: Drawn) -> dict[str, Any]:
    return {one["id"]: one for one in drawn["instance"]["groups"]}


def _people(drawn: Drawn) -> dict[str, Any]:
    return {one["id"]: one for one in drawn["instance"]["facilitators"]}


def _of_the_group(was: Mapping[str, Any], now: Mapping[str, Any], one: Chosen) -> list[Change]:
    found = []
    for role in ("lead", "co"):
        if now[role] != was[role]:
            what = What.TAKEN if now[role] else What.FREED
            found.append(Change(what, one.group, person=now[role] or was[role], role=role))
    events = {event["id"]: event for event in now["events"]}
    for event in was["events"]:
        left, day = events.get(event["id"]), one.days.get(event["id"], "")
        if left is None:
            found.append(Change(What.OVER, one.group, event=event["id"]))
        elif day and (day not in left["days"] or left["length"] != event["length"]):
            only = next(iter(left["days"])) if len(left["days"]) == 1 else ""
            found.append(Change(What.MOVED, one.group, event=event["id"], day=only))
    return found


def _of_the_person(group: Mapping[str, Any], who: Mapping[str, Any] | None, one: Chosen) -> list[Change]:
    if who is None:
        return [Change(What.LEFT, one.group, person=one.person)]
    found = []
    if not one.by_hand and all(option["facilitator"] != one.person for option in group["options"]):
        found.append(Change(What.UNABLE, one.group, person=one.person))
    if who["new"] and one.role == "lead" and not one.by_hand:
        found.append(Change(What.NEW, one.group, person=one.person))
    free, busy = set(who["free"]), set(who["busy"])
    for event in group["events"]:
        day = one.days.get(event["id"], "")
        for taken in _span(day, event["length"]) if day in event["days"] else ():
            if taken in busy:
                found.append(Change(What.BOOKED, one.group, person=one.person, day=taken))
            elif taken not in free and not one.by_hand:
                found.append(Change(What.AWAY, one.group, person=one.person, day=taken))
    return found


def _span(start: str, length: int) -> list[str]:
    first = date.fromisoformat(start)
    return [(first + timedelta(days=number)).isoformat() for number in range(length)]


def _too_many(rows: Sequence[Chosen], groups: Mapping[str, Any], people: Mapping[str, Any]) -> list[Change]:
    """Whoever has so many events by now that those suggested would pass their limit."""
    wanted: Counter[str] = Counter()
    first: dict[str, str] = {}
    for one in rows:
        if one.group in groups and not one.by_hand:
            wanted[one.person] += len(groups[one.group]["events"])
            first.setdefault(one.person, one.group)
    full = [who for who, events in wanted.items() if who in people and events > max(people[who]["limit"], 0)]
    return [Change(What.FULL, first[who], person=who) for who in full]
