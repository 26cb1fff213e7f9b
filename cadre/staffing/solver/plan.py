"""A plan: who staffs what and when, what that is worth, and what no plan can pass."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cadre.staffing.solver import reasons
from cadre.staffing.solver.bounds import WALKS, Prices, priced
from cadre.staffing.solver.instance import Instance
from cadre.staffing.solver.matching import Matching, matching
from cadre.staffing.solver.patterns import ALONE
from cadre.staffing.solver.search import ROUNDS, greedy, improved, in_turn
from cadre.staffing.solver.team import Teams
from cadre.staffing.solver.visits import Visit, days_of, members, visited

Tell = Callable[[int, int], None]
"""Is told how many steps of how many are done, and may raise to stop the work."""
SMALL, SMALL_WALKS, SMALL_ROUNDS = 60, 300, 30
"""Up to so many groups there is time to look longer."""


def untold(_done: int, _of: int) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True)
class Plan:
    """`bound`: no plan is worth more, proven by `prices`. `matching`: how many groups can be led at most, and why not
    more. `hand`: what each group gets that takes its best in turn."""

    teams: Teams
    visits: list[Visit]
    bound: float
    prices: Prices
    matching: Matching
    hand: dict[str, Any]
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """In the form of the file, by ids; no names, no clock but `seconds`."""
        instance, teams = self.teams.instance, self.teams
        return {
            "groups": {place.name: self._group(group) for group, place in enumerate(instance.places)},
            "visits": [
                {
                    "facilitator": instance.people[visit.person],
                    "group": instance.places[visit.group].name,
                    "event": visit.event,
                    "by": None if visit.by is None else instance.people[visit.by],
                    "why": visit.why,
                }
                for visit in self.visits
            ],
            "load": dict(zip(instance.people, teams.load.tolist(), strict=True)),
            "levels": levels(teams) | {"visited": sum(one.by is not None for one in self.visits)},
            "bounds": {"worth": round(self.bound, 2), "led": self.matching.led},
            "short": {
                "groups": [instance.places[group].name for group in self.matching.short],
                "able": [instance.people[person] for person in self.matching.able],
            },
            "hand": self.hand,
            "seconds": round(self.seconds, 3),
        }

    def _group(self, group: int) -> dict[str, Any]:
        teams, people = self.teams, self.teams.instance.people
        pattern, lacks = teams.chosen[group], reasons.lacking(teams, group)
        further = reasons.next_best(teams, group)
        said: dict[str, Any] = {
            "lead": None,
            "co": None,
            "days": [],
            "next": {role: [people[who] for who in found] for role, found in further.items()},
            "lacking": lacks.as_json() if lacks else None,
        }
        if pattern is None:
            return said
        team = [people[who] for who in members(teams, group, pattern)]
        met, events = reasons.dates_met(teams, group, pattern)
        return said | {
            "lead": team[0],
            "co": None if pattern.co == ALONE else team[1],
            "days": days_of(teams, group, pattern),
            "met": met,
            "events": events,
        }


def levels(teams: Teams) -> dict[str, Any]:
    """What a plan reaches."""
    patterns = [one for one in teams.chosen if one is not None]
    return {
        "led": len(patterns),
        "second": sum(one.co != ALONE for one in patterns),
        "worth": round(teams.worth, 2),
    }


def plan_for(instance: Instance, tell: Tell = untold) -> Plan:
    """The plan of an instance, the same each time. Raises what `tell` raises."""
    begun = time.perf_counter()
    small = len(instance.places) <= SMALL
    walks, rounds = (SMALL_WALKS, SMALL_ROUNDS) if small else (WALKS, ROUNDS)
    hand = greedy(instance)
    reached = levels(hand)

    def at_step(step: int) -> None:
        tell(step, walks + rounds)

    prices, bound = priced(instance, hand.worth, steps=walks, at_step=at_step)
    teams = in_turn(instance, prices, range(len(instance.places)))
    if hand.worth > teams.worth:
        teams = hand
    if bound - teams.worth > 1e-6 * bound:
        improved(teams, prices, rounds=rounds, at_round=lambda done: tell(walks + done, walks + rounds))
    visits = visited(teams)
    return Plan(teams, visits, bound, prices, matching(instance), reached, time.perf_counter() - begun)
