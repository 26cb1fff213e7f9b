"""Invented seasons of groups and facilitators, as instances of the staffing solver.

Settled as `bench.country` settles England: towns of very different sizes, a fifth of all in the countryside, 1,000
groups on 320,000 square kilometres. 1.6 facilitators a group, a quarter of them new. Six events a group, each in a
window of ten working days; five qualifications whose windows begin two working days apart, six weeks from event to
event. The partner ranks three to six days of each window (10, 8, 6, 4 points, then 2), its other days are worth
nothing; one date in ten is picked already and is the only one.

A facilitator is trained for one or two of the five qualifications, travels 40 to 100 km, takes 6 events in the season
(three in ten take 12), and works on a weekday with a chance of 0.85 (drawn once for each) of whose dates 0.118 are
taken by something else: three quarters of all weekdays are free. A fifth of the experienced may visit a new one's first
event.
"""

from datetime import date, timedelta
from typing import Any

import numpy as np

from bench.country import Towns

QUALIFICATIONS, EVENTS, WINDOW, APART = 5, 6, 10, 30
REACH = (40, 60, 80, 100)
POINTS = (10, 8, 6, 4, 2, 2)
BEGINS = date(2027, 1, 4)
Chance = np.random.Generator


def season(groups: int, seed: int) -> dict[str, Any]:
    """The same numbers give the same instance."""
    chance = np.random.default_rng(seed)
    side = float(np.sqrt(groups / 100) * 180)  # km
    towns = Towns(chance, max(3, groups // 20), side)
    people = round(groups * 1.6)
    hosts, homes = towns.spots(groups), towns.spots(people)
    days = _weekdays(EVENTS * APART + 2 * QUALIFICATIONS + WINDOW)
    trained = [chance.choice(QUALIFICATIONS, int(chance.integers(1, 3)), replace=False) for _ in range(people)]
    reach = chance.choice(REACH, people)
    fair = int(np.ceil(2 * EVENTS / 1.6))
    staff = [_facilitator(chance, at, days, fair) for at in range(people)]
    visits = [at for at, one in enumerate(staff) if not one["new"] and chance.random() < 0.2]
    return {
        "facilitators": staff,
        "groups": [_group(chance, at, days, hosts[at], homes, trained, reach, visits) for at in range(groups)],
    }


def _weekdays(number: int) -> list[str]:
    every = (BEGINS + timedelta(days=day) for day in range(2 * number))
    return [day.isoformat() for day in every if day.weekday() < 5][:number]


def _facilitator(chance: Chance, at: int, days: list[str], fair: int) -> dict[str, Any]:
    usual, here = chance.random(5) < 0.85, chance.random(len(days)) >= 0.118
    new = bool(chance.random() < 0.25)
    return {
        "id": f"F{at}",
        "new": new,
        "first": new,
        "limit": int(chance.choice([6, 12], p=[0.7, 0.3])),
        "fair": fair,
        "free": [day for number, day in enumerate(days) if usual[number % 5] and here[number]],
    }


def _group(
    chance: Chance, at: int, days: list[str], spot: Any, homes: Any, trained: Any, reach: Any, visits: list[int]
) -> dict[str, Any]:
    qualification = int(chance.integers(QUALIFICATIONS))
    km = np.sqrt(((homes - spot) ** 2).sum(axis=1))
    near = [who for who in np.flatnonzero(km <= reach).tolist() if qualification in trained[who]]
    windows = [
        days[event * APART + 2 * qualification : event * APART + 2 * qualification + WINDOW] for event in range(EVENTS)
    ]
    return {
        "id": f"G{at}",
        "options": [{"facilitator": f"F{who}", "km": round(float(km[who]), 1)} for who in near],
        "visitors": [
            {"facilitator": f"F{who}", "km": round(float(km[who]), 1)} for who in visits if km[who] <= reach[who]
        ],
        "events": [
            {"id": f"G{at}-{number}", "length": 1, "days": _ranked(chance, window)}
            for number, window in enumerate(windows, 1)
        ],
    }


def _ranked(chance: Chance, window: list[str]) -> dict[str, float]:
    if chance.random() < 0.1:
        return {window[int(chance.integers(WINDOW))]: float(POINTS[0])}
    ranked = chance.choice(WINDOW, int(chance.integers(3, 7)), replace=False).tolist()
    found = dict.fromkeys(window, 0.0)
    for place, day in enumerate(ranked):
        found[window[day]] = float(POINTS[place])
    return found
