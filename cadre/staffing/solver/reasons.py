"""Why somebody is suggested, who would be next, and why a seat is open: numbers that a page puts in words."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from cadre.staffing.solver.instance import NEVER, Floats
from cadre.staffing.solver.patterns import ALONE, Pattern, blocked, table
from cadre.staffing.solver.team import Teams

NEXT = 3


@dataclass(frozen=True)
class Lacking:
    """What becomes of those who are trained and near enough, one reason each, the first that holds.

    `new`: need somebody experienced beside them, and it is that seat that is open. `no_day`: have no free day for an
    event. `full`: would pass their limit. `elsewhere`: free, but at other groups' events on each day of an event.
    `together`: could, but not on the same days as the one who is on the group.
    """

    near: int
    new: int = 0
    no_day: int = 0
    full: int = 0
    elsewhere: int = 0
    together: int = 0

    def as_json(self) -> dict[str, int]:
        return vars(self)


def lacking(teams: Teams, group: int) -> Lacking | None:
    """Why the first open seat of the group is open; None while no seat is."""
    place, pattern = teams.instance.places[group], teams.chosen[group]
    if pattern is not None and pattern.co != ALONE:
        return None
    count = dict.fromkeys(("new", "no_day", "full", "elsewhere", "together"), 0)
    here = set() if pattern is None else set(pattern.team)
    some = ~place.off & (place.worth > NEVER)
    left = some & ~teams.busy[place.who][:, place.days].any(axis=3)
    room = teams.has_room(place)
    for member in range(len(place.who)):
        if member in here:
            continue
        if pattern is None and member not in place.leads:
            reason = "new"
        elif not some[member].any(axis=0).all():
            reason = "no_day"
        elif not room[member]:
            reason = "full"
        else:
            reason = "together" if left[member].any(axis=0).all() else "elsewhere"
        count[reason] += 1
    return Lacking(near=len(place.who) - len(here), **count)


def next_best(teams: Teams, group: int) -> dict[str, list[int]]:
    """For each seat those who would be next with the other seat as it is: people, the best first. For an open group,
    the best leads all by themselves, whether or not they have room."""
    place, pattern = teams.instance.places[group], teams.chosen[group]
    if not len(place.leads):
        return {"lead": [], "co": []}
    if pattern is not None:
        teams.put(group, None)
    cost = blocked(teams.instance, place, teams.busy)
    alone, pairs = table(place, cost, teams.dearer(place), teams.instance.weights)
    if pattern is not None:
        teams.put(group, pattern)
    if pattern is None:
        return {"lead": _first(place.who[place.leads], alone, -1), "co": []}
    row = place.leads.tolist().index(pattern.lead)
    seconds = pairs[row]
    firsts = alone if pattern.co == ALONE else pairs[:, pattern.co]
    return {
        "lead": _first(place.who[place.leads], firsts, int(place.who[pattern.lead])),
        "co": _first(place.who, seconds, -1 if pattern.co == ALONE else int(place.who[pattern.co])),
    }


def _first(who: "np.ndarray[Any, Any]", worth: Floats, but: int) -> list[int]:
    order = np.argsort(-worth, kind="stable").tolist()
    return [int(who[at]) for at in order if worth[at] > NEVER / 2 and int(who[at]) != but][:NEXT]


def dates_met(teams: Teams, group: int, pattern: Pattern) -> tuple[int, int]:
    """(events on a day that is worth most in its window, events)."""
    worth = teams.instance.places[group].worth
    chosen = worth[list(pattern.slots), np.arange(worth.shape[1])]
    return int((chosen >= worth.max(axis=0) - 1e-9).sum()), int(worth.shape[1])
