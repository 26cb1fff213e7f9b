"""Who visits a new facilitator's first event: a quality lead beside them, or one who comes for the day.

A visit takes the visitor's day, not one of the events of their limit. As many as can be are matched, the nearest first;
where one is left, another day of that event is tried, then the reason is named.
"""

from dataclasses import dataclass, replace

import numpy as np

from cadre.staffing.solver.patterns import Pattern
from cadre.staffing.solver.team import Teams


@dataclass
class Visit:
    """`event`: the first of `person`, in `group`. `by`: who visits, None with `why`."""

    person: int
    group: int
    event: int
    by: int | None = None
    why: str = ""


def visited(teams: Teams) -> list[Visit]:
    """A visit for each new facilitator who has a group, in the order of people. May move the day of a first event."""
    found = _wanted(teams)
    taken: dict[tuple[int, int], Visit] = {}
    for visit in found:
        visit.by = _beside(teams, visit)
    open_ones = [visit for visit in found if visit.by is None]
    for visit in open_ones:
        _match(teams, visit, taken, set())
    for visit in open_ones:
        if visit.by is None and not _on_another_day(teams, visit, taken):
            visit.why = _why(teams, visit)
    return found


def _wanted(teams: Teams) -> list[Visit]:
    instance = teams.instance
    found = []
    for person in np.flatnonzero(instance.first).tolist():
        events = [
            (_days(teams, group, event)[0], group, event)
            for group in teams.groups[person]
            for event in range(instance.places[group].events)
        ]
        if events:
            _, group, event = min(events)
            found.append(Visit(person, group, event))
    return found


def _days(teams: Teams, group: int, event: int, slot: int | None = None) -> list[int]:
    pattern, place = teams.chosen[group], teams.instance.places[group]
    assert pattern is not None
    days = place.days[pattern.slots[event] if slot is None else slot, event]
    return [day for day in days.tolist() if day < len(teams.instance.days)]


def _beside(teams: Teams, visit: Visit) -> int | None:
    """A quality lead on the same team."""
    place, pattern = teams.instance.places[visit.group], teams.chosen[visit.group]
    assert pattern is not None
    team = (int(place.who[member]) for member in pattern.team)
    return next((who for who in team if who in place.visitors and who != visit.person), None)


def _could(teams: Teams, visit: Visit, day: int) -> list[int]:
    """The quality leads near enough who are free that day and not at an event, the nearest first."""
    near = sorted(teams.instance.places[visit.group].visitors.items(), key=lambda one: (one[1], one[0]))
    free = teams.instance.free[:, day] & ~teams.busy[:, day]
    return [who for who, _ in near if free[who] and who != visit.person]


def _match(teams: Teams, visit: Visit, taken: dict[tuple[int, int], Visit], asked: set[tuple[int, int]]) -> bool:
    """Finds a visitor, moving other visits to other visitors where that is needed."""
    day = _days(teams, visit.group, visit.event)[0]
    for who in _could(teams, visit, day):
        key = (who, day)
        if key in asked:
            continue
        asked.add(key)
        if key not in taken or _match(teams, taken[key], taken, asked):
            taken[key], visit.by = visit, who
            return True
    return False


def _on_another_day(teams: Teams, visit: Visit, taken: dict[tuple[int, int], Visit]) -> bool:
    """Moves the first event to another day on which its team can and a quality lead, too, when there is one."""
    place, pattern = teams.instance.places[visit.group], teams.chosen[visit.group]
    assert pattern is not None
    now, team = pattern.slots[visit.event], list(pattern.team)
    last = min((day for day in _own_days(teams, visit)), default=len(teams.instance.days))
    worth = place.worth[:, visit.event]
    teams.put(visit.group, None)
    kept = pattern
    for slot in np.argsort(-worth, kind="stable").tolist():
        days = [day for day in place.days[slot, visit.event].tolist() if day < len(teams.instance.days)]
        if slot == now or worth[slot] < 0 or not days or days[-1] >= last or place.off[team, slot, visit.event].any():
            continue
        if teams.busy[place.who[team]][:, days].any() or any((int(place.who[m]), days[0]) in taken for m in team):
            continue
        who = next((one for one in _could(teams, visit, days[0]) if (one, days[0]) not in taken), None)
        if who is not None:
            slots = (*pattern.slots[: visit.event], slot, *pattern.slots[visit.event + 1 :])
            kept = replace(pattern, slots=slots, worth=pattern.worth + float(worth[slot] - worth[now]))
            visit.by, taken[(who, days[0])] = who, visit
            break
    teams.put(visit.group, kept)
    return visit.by is not None


def _own_days(teams: Teams, visit: Visit) -> list[int]:
    """The first days of the person's other events."""
    return [
        _days(teams, group, event)[0]
        for group in teams.groups[visit.person]
        for event in range(teams.instance.places[group].events)
        if (group, event) != (visit.group, visit.event)
    ]


def _why(teams: Teams, visit: Visit) -> str:
    near = [who for who in teams.instance.places[visit.group].visitors if who != visit.person]
    if not near:
        return "no quality lead is near enough"
    day = _days(teams, visit.group, visit.event)[0]
    free = [who for who in near if teams.instance.free[who, day]]
    number = f"{len(near)} quality lead{'s are' if len(near) > 1 else ' is'} near enough"
    if not free:
        return f"{number}, and nobody of them is free that day"
    return f"{number}, {len(free)} of them free that day, and all are at other events or visits"


def members(teams: Teams, group: int, pattern: Pattern) -> list[int]:
    """The people of a team, the lead first."""
    return [int(teams.instance.places[group].who[member]) for member in pattern.team]


def days_of(teams: Teams, group: int, pattern: Pattern) -> list[str]:
    """The ISO day on which each event of the group starts."""
    place, names = teams.instance.places[group], teams.instance.days
    return [names[place.days[slot, event, 0]] for event, slot in enumerate(pattern.slots)]
