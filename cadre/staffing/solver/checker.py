"""Checks a plan against its instance, both as JSON says them, and a bound by its prices. Shares nothing with the
solver."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

Said = Mapping[str, Any]


def faults_of(instance: Said, plan: Said) -> list[str]:
    """Everything that is wrong with a plan; nothing when it may be carried out."""
    people = {one["id"]: one for one in instance["facilitators"]}
    groups = {one["id"]: one for one in instance["groups"]}
    if sorted(groups) != sorted(plan["groups"]):
        return ["The groups of the plan are not those of the instance."]
    faults: list[str] = []
    load, at = Counter[str](), Counter[tuple[str, str]]()
    for name, group in groups.items():
        said = plan["groups"][name]
        faults += _group_faults(group, said, people)
        for who in _team(said):
            at.update((who, day) for day in _days(group, said))
            if who not in _by_hand(group):
                load[who] += len(group["events"])
    faults += _visit_faults(groups, plan, people, at)
    faults += [f"{who} is at {number} places on {day}." for (who, day), number in at.items() if number > 1]
    faults += [
        f"{who} takes {number} events, {people[who]['limit']} at most."
        for who, number in load.items()
        if number > max(0, people[who]["limit"])
    ]
    return faults + _level_faults(instance, plan, people)


def _team(said: Said) -> list[str]:
    return [said[role] for role in ("lead", "co") if said[role] is not None]


def _by_hand(group: Said) -> set[str]:
    return {group[role] for role in ("lead", "co") if group.get(role) is not None}


def _days(group: Said, said: Said) -> list[str]:
    """Every day that the group's events take."""
    return [
        (date.fromisoformat(start) + timedelta(days=number)).isoformat()
        for event, start in zip(group["events"], said["days"], strict=False)
        for number in range(event.get("length", 1))
    ]


def _group_faults(group: Said, said: Said, people: Mapping[str, Said]) -> list[str]:
    name, team = group["id"], _team(said)
    if said["lead"] is None:
        return [f"{name} has somebody beside nobody."] if team else []
    faults = [] if len(set(team)) == len(team) else [f"{name} has one person twice."]
    if len(said["days"]) != len(group["events"]):
        return [*faults, f"{name} has {len(said['days'])} days for {len(group['events'])} events."]
    for role in ("lead", "co"):
        if group.get(role) not in (None, said[role]):
            faults.append(f"{name}: {group[role]} was decided by hand.")
    options, by_hand = {one["facilitator"] for one in group["options"]}, _by_hand(group)
    for who in team:
        if who not in by_hand and who not in options:
            faults.append(f"{name}: {who} is not trained for it, or not near.")
        missing = set(_days(group, said)) - set(people[who]["free"])
        if who in by_hand:
            missing = set(_days(group, said)) & set(people[who].get("busy", []))
        faults += [f"{name}: {who} is not free on {day}." for day in sorted(missing)]
    for event, day in zip(group["events"], said["days"], strict=False):
        if day not in event["days"]:
            faults.append(f"{name}: {day} is no day of {event['id']}.")
    if people[said["lead"]]["new"] and said["lead"] not in by_hand:
        faults.append(f"{name}: {said['lead']} is new and leads.")
    both_decided = len(by_hand) == 2
    if len(team) == 2 and all(people[who]["new"] for who in team) and not both_decided:
        faults.append(f"{name}: nobody experienced is beside {said['lead']}.")
    return faults


def _visit_faults(
    groups: Mapping[str, Said], plan: Said, people: Mapping[str, Said], at: Counter[tuple[str, str]]
) -> list[str]:
    firsts: dict[str, tuple[str, str, int]] = {}
    for name, said in plan["groups"].items():
        for who in _team(said):
            if people[who]["first"]:
                first = min((day, name, number) for number, day in enumerate(said["days"]))
                firsts[who] = min(firsts.get(who, first), first)
    faults = []
    visits = {visit["facilitator"]: visit for visit in plan["visits"]}
    if sorted(visits) != sorted(firsts):
        faults.append("The visits are not those of the new facilitators that have a group.")
    for who, visit in visits.items():
        day, name, number = firsts.get(who, ("", "", 0))
        if (visit["group"], visit["event"]) != (name, number):
            faults.append(f"The visit to {who} is not to their first event.")
        elif visit["by"] is None:
            faults += [] if visit["why"] else [f"Nobody visits {who}, and no reason is given."]
        elif visit["by"] not in {one["facilitator"] for one in groups[name].get("visitors", [])}:
            faults.append(f"{visit['by']} visits {who} and is no quality lead near enough.")
        elif visit["by"] not in _team(plan["groups"][name]):
            at[visit["by"], day] += 1
            if day not in people[visit["by"]]["free"]:
                faults.append(f"{visit['by']} visits {who} on {day} and is not free.")
    return faults


def _level_faults(instance: Said, plan: Said, people: Mapping[str, Said]) -> list[str]:
    load, worth, led, second = Counter[str](), 0.0, 0, 0
    for group in instance["groups"]:
        said = plan["groups"][group["id"]]
        km = {one["facilitator"]: one["km"] for one in group["options"]}
        for number, who in enumerate(_team(said)):
            led, second = led + (number == 0), second + (number == 1)
            worth += (1000 if number == 0 else 300) - 0.5 * km.get(who, 0)
            load[who] += len(group["events"])
        if said["lead"] is not None:
            worth += sum(e["days"].get(day, 0) for e, day in zip(group["events"], said["days"], strict=False))
    hand = Counter(who for group in instance["groups"] for who in _by_hand(group) for _ in group["events"])
    for who, number in load.items():
        most = max(0, people[who]["limit"]) + hand[who]
        worth -= 2 * max(0, number - min(most, max(0, people[who]["fair"])))
    said, bounds = plan["levels"], plan["bounds"]
    found = {"led": led, "second": second}
    faults = [
        f"{name}: the plan says {said[name]}, there are {found[name]}." for name in found if said[name] != found[name]
    ]
    if abs(said["worth"] - worth) > 0.02 + abs(worth) * 1e-9:
        faults.append(f"worth: the plan says {said['worth']}, it is {worth:.2f}.")
    if worth > bounds["worth"] + 0.02 or led > bounds["led"]:
        faults.append(f"{worth:.2f} or {led} led passes the bounds, {bounds['worth']} and {bounds['led']}.")
    return faults


def bound_by(instance: Said, day_price: Mapping[tuple[str, str], float], load_price: Mapping[str, float]) -> float:
    """What no plan can pass, from any prices that are not negative: of a day of somebody, of an event of theirs.

    Each group buys the best team and days at these prices; each person sells all their days, and as many events as pay.
    For instances without hands and with events of one day.
    """
    people = {one["id"]: one for one in instance["facilitators"]}
    total = sum(day_price.values())
    for who, one in people.items():
        price, most = load_price.get(who, 0.0), max(0, one["limit"])
        fair = min(most, max(0, one["fair"]))
        total += price * fair + max(0.0, price - 2) * (most - fair)
    for group in instance["groups"]:
        km = {one["facilitator"]: one["km"] for one in group["options"]}
        best = 0.0
        for lead in km:
            for co in [None, *km]:
                if people[lead]["new"] or lead == co:
                    continue
                team = [lead] if co is None else [lead, co]
                value = 1000.0 if co is None else 1300.0
                value -= sum(0.5 * km[who] + len(group["events"]) * load_price.get(who, 0.0) for who in team)
                for event in group["events"]:
                    value += max(
                        (
                            worth - sum(day_price.get((who, day), 0.0) for who in team)
                            for day, worth in event["days"].items()
                            if all(day in people[who]["free"] for who in team)
                        ),
                        default=float("-inf"),
                    )
                best = max(best, value)
        total += best
    return total
