"""From prices to a plan: groups take their best in turn with regard for the others, then neighbourhoods are redone.

A neighbourhood is a group and those that compete with it for people. All of it is taken apart and staffed again in
another order; what is not worse stays. So many rounds, never a clock, so that the same instance gives the same plan.
"""

from collections.abc import Callable

import numpy as np

from cadre.staffing.solver.bounds import Prices
from cadre.staffing.solver.instance import Instance, Ints
from cadre.staffing.solver.team import Teams

ROUNDS, SEED = 12, 1
"""How often each group is the middle of a neighbourhood."""
AROUND, NEAR = (2, 9), 36
UNLED, LACKING = 20, 3
"""How often groups without a lead, or without a second, are tried in each round."""
AtRound = Callable[[int], None] | None
REGARD = (0.0, 0.5, 1.0)


def greedy(instance: Instance) -> Teams:
    """Each group in turn takes the best that is left: what a careful hand does."""
    return in_turn(instance, None, range(len(instance.places)))


def in_turn(instance: Instance, prices: Prices | None, order: "range | list[int]") -> Teams:
    teams = Teams.none(instance)
    for group in order:
        teams.put(group, teams.find(group, prices, 1.0))
    for group in teams.unled:
        teams.put(group, teams.find(group))
    return teams


def improved(teams: Teams, prices: Prices, *, rounds: int = ROUNDS, at_round: AtRound = None) -> None:
    """Redo neighbourhoods: more often of the groups that lack somebody."""
    chance = np.random.default_rng(SEED)
    near = competitors(teams.instance)
    for turn in range(rounds):
        if at_round is not None:
            at_round(turn)
        order = chance.permutation(len(teams.chosen)).tolist()
        lacking = [group for group in order if _lacks(teams, group)]
        for group in teams.unled * UNLED + lacking * LACKING + order:
            if len(near[group]):
                _redo(teams, prices, group, near[group], chance)


def _lacks(teams: Teams, group: int) -> bool:
    pattern = teams.chosen[group]
    return pattern is None or pattern.co < 0


def competitors(instance: Instance) -> list[Ints]:
    """Of each group: those that share people with it, who shares most first."""
    count = len(instance.places)
    members = np.zeros((count, len(instance.people)), dtype=np.float32)
    for group, place in enumerate(instance.places):
        members[group, place.who] = 1
    shared = members @ members.T
    np.fill_diagonal(shared, 0)
    order = np.argsort(-shared, axis=1, kind="stable")[:, :NEAR]
    return [row[shared[group, row] > 0].astype(np.int64) for group, row in enumerate(order)]


def _redo(teams: Teams, prices: Prices, group: int, near: Ints, chance: np.random.Generator) -> None:
    number = min(len(near), int(chance.integers(*AROUND)))
    some = chance.choice(near, number, replace=False).tolist()
    if _lacks(teams, group):
        some += _holders(teams, group, some, chance)
    regard = REGARD[int(chance.integers(len(REGARD)))]
    apart = [group, *some]
    before = [teams.chosen[one] for one in apart]
    worth = _worth(teams, apart)
    for one in apart:
        teams.put(one, None)
    order = apart if chance.random() < 0.5 else [apart[at] for at in chance.permutation(len(apart))]
    for one in order:
        teams.put(one, teams.find(one, prices, regard))
    for one in order:
        if teams.chosen[one] is None:
            teams.put(one, teams.find(one))
    if _worth(teams, apart) < worth - 1e-9:
        for one in apart:
            teams.put(one, None)
        for one, pattern in zip(apart, before, strict=True):
            teams.put(one, pattern)


def _holders(teams: Teams, group: int, some: list[int], chance: np.random.Generator) -> list[int]:
    """Some of the groups that have those who could lead this one."""
    place = teams.instance.places[group]
    able = set(place.who[place.leads].tolist())
    found = [other for other in teams.held_by(able) if other != group and other not in some]
    return chance.choice(found, min(len(found), 4), replace=False).tolist() if found else []


def _worth(teams: Teams, groups: list[int]) -> float:
    """Of some groups; what load costs everybody is part of it."""
    found = sum(pattern.worth for group in groups if (pattern := teams.chosen[group]) is not None)
    return float(found - teams.unfair)
