"""From the JSON of an instance to arrays.

    {"facilitators": [{"id", "new", "first", "limit", "fair", "free": [day, …], "busy": [day, …]}],
     "groups": [{"id", "options": [{"facilitator", "km"}], "visitors": [{"facilitator", "km"}], "lead", "co",
                 "events": [{"id", "length", "days": {day: worth}}]}]}

Days are ISO dates. `options`: everybody who is trained for the group and near enough; `visitors`: the quality leads
near enough. `first`: their first event needs a visit. `lead` and `co`: decided by hand, absent or None where not; their
training, distance, usual days and limit do not count, only where they are `busy`. `length`: how many days in a row an
event takes. The days of a group's events follow one another, so that any choice is in order.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np

from cadre.staffing.solver.instance import NEVER, Instance, Mask, Place, Weights

Said = Mapping[str, Any]


def read(said: Said) -> Instance:
    """Raises KeyError for somebody who is named and not there."""
    people = [one["id"] for one in said["facilitators"]]
    at = {who: number for number, who in enumerate(people)}
    named = {day for one in said["facilitators"] for day in one["free"]}
    taken = {day for group in said["groups"] for event in group["events"] for day in _every(event)}
    days = sorted(named | taken)
    column = {day: number for number, day in enumerate(days)}
    free = np.zeros((len(people), len(days) + 1), dtype=bool)
    free[:, -1] = True
    for number, one in enumerate(said["facilitators"]):
        free[number, [column[day] for day in one["free"]]] = True
    busy = _busy(said, at, column, len(days))
    own_limit = np.array([max(0, one["limit"]) for one in said["facilitators"]], dtype=np.int64)
    limit = own_limit.copy()
    new = np.array([one["new"] for one in said["facilitators"]], dtype=bool)
    for group in said["groups"]:
        for who in by_hand(group):
            limit[at[who]] += len(group["events"])
    return Instance(
        people=people,
        new=new,
        first=np.array([one["first"] for one in said["facilitators"]], dtype=bool),
        own_limit=own_limit,
        limit=limit,
        fair=np.minimum(limit, [max(0, one["fair"]) for one in said["facilitators"]]).astype(np.int64),
        days=days,
        free=free,
        places=[_place(group, at, column, free, busy, new) for group in said["groups"]],
    )


def by_hand(group: Said) -> list[str]:
    """Those decided by hand."""
    return [group[role] for role in ("lead", "co") if group.get(role) is not None]


def _every(event: Said) -> set[str]:
    return {day for start in event["days"] for day in span(start, event.get("length", 1))}


def span(start: str, length: int) -> list[str]:
    """The ISO days that an event takes which starts on `start`."""
    if length == 1:
        return [start]
    first = date.fromisoformat(start)
    return [(first + timedelta(days=number)).isoformat() for number in range(length)]


def _busy(said: Said, at: dict[str, int], column: dict[str, int], days: int) -> Mask:
    """Where those decided by hand are elsewhere, whatever their usual days."""
    found = np.zeros((len(at), days + 1), dtype=bool)
    for one in said["facilitators"]:
        found[at[one["id"]], [column[day] for day in one.get("busy", []) if day in column]] = True
    return found


def _place(group: Said, at: dict[str, int], column: dict[str, int], free: Mask, busy: Mask, new: Mask) -> Place:
    km = {at[option["facilitator"]]: float(option["km"]) for option in group["options"]}
    fixed = [at[who] for who in by_hand(group)]
    for person in fixed:
        km.setdefault(person, 0.0)
    who = np.array(sorted(km), dtype=np.int64)
    events = group["events"]
    most = max((len(event["days"]) for event in events), default=1) or 1
    length = max((event.get("length", 1) for event in events), default=1)
    worth = np.full((most, len(events)), NEVER)
    days = np.full((most, len(events), length), len(column), dtype=np.int64)
    for number, event in enumerate(events):
        for slot, (start, value) in enumerate(sorted(event["days"].items())):
            worth[slot, number] = value
            taken = [column[day] for day in span(start, event.get("length", 1))]
            days[slot, number, : len(taken)] = taken
    off: Mask = np.any(~free[who][:, days], axis=3)
    for person in fixed:
        off[np.searchsorted(who, person)] = busy[person][days].any(axis=2)
    place_of = {person: number for number, person in enumerate(who.tolist())}
    first, beside = (place_of[at[group[role]]] if group.get(role) is not None else None for role in ("lead", "co"))
    leads = np.flatnonzero(~new[who]).astype(np.int64)
    if first is not None:
        leads = np.array([first], dtype=np.int64)
    return Place(
        name=group["id"],
        who=who,
        travel=Weights().km * np.array([km[person] for person in who.tolist()]),
        leads=leads,
        worth=worth,
        days=days,
        off=off,
        new=new[who],
        first=first,
        beside=beside,
        visitors={at[one["facilitator"]]: float(one["km"]) for one in group.get("visitors", [])},
    )
