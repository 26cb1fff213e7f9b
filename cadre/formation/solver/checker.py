"""Checks a plan against its instance, both as JSON says them. Shares nothing with the solver."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

Said = Mapping[str, Any]
NO_PINS: Said = {"open": [], "closed": [], "people": {}}


def faults_of(instance: Said, plan: Said, pins: Said = NO_PINS) -> list[str]:
    """Everything that is wrong with a plan; nothing when it may be committed.

    `pins`: `open` and `closed`, lists of partners; `people`, a partner or None by applicant.
    """
    seats, people = plan["seats"], {one["id"]: one for one in instance["applicants"]}
    faults = [f"{who} is not in the plan." for who in people if who not in seats]
    faults += [f"{who} is in the plan and did not apply." for who in seats if who not in people]
    if faults:
        return faults
    count = Counter(there for there in seats.values() if there is not None)
    faults += [fault for who, there in seats.items() if (fault := _seat_fault(people[who], there))]
    faults += [fault for partner in instance["partners"] if (fault := _group_fault(instance, partner, count))]
    if sorted(plan["running"]) != sorted(count):
        faults.append("The partners that run are not those where people sit.")
    if not instance.get("move_from_viable", False):
        faults += _moves(instance, seats, count, pins)
    faults += _pin_faults(seats, count, pins)
    return faults + _level_faults(people, plan)


def _seat_fault(person: Said, there: str | None) -> str | None:
    accepted = {person["preferred"], *(option["partner"] for option in person.get("options", []))}
    if there is None or there in accepted:
        return None
    return f"{person['id']} sits at {there}, which is neither their wish nor an option."


def _group_fault(instance: Said, partner: Said, count: Counter[str]) -> str | None:
    number, (least, most) = count[partner["id"]], _size(instance, partner)
    if number == 0 or any(groups * least <= number <= groups * most for groups in range(1, partner["groups"] + 1)):
        return None
    return f"{partner['id']} has {number} people: not so many as {partner['groups']} groups of {least} to {most} hold."


def _size(instance: Said, partner: Said) -> tuple[int, int]:
    """The least and the most of each of a partner's groups."""
    return partner.get("minimum", instance["minimum"]), partner.get("maximum", instance["maximum"])


def _moves(instance: Said, seats: Said, count: Counter[str], pins: Said) -> list[str]:
    """Nobody is missing from a partner that runs while it has room, or while somebody sits there who chose another."""
    partners = {one["id"]: one for one in instance["partners"]}
    away, others, faults = Counter[str](), Counter[str](), []
    for person in instance["applicants"]:
        who, wish, there = person["id"], person["preferred"], seats[person["id"]]
        if wish is not None and there != wish and who not in pins["people"]:
            away[wish] += 1
        if there is not None and there != wish and who not in pins["people"]:
            others[there] += 1
    for partner, number in away.items():
        seated = count[partner]
        if seated and (others[partner] or not _is_full(instance, partners[partner], seated)):
            faults.append(f"{partner} runs and {number} of those who chose it are seated elsewhere or nowhere.")
    return faults


def _is_full(instance: Said, partner: Said, seated: int) -> bool:
    """Whether one person more would be too many for groups of a legal size."""
    least, most = _size(instance, partner)
    return not any(number * least <= seated + 1 <= number * most for number in range(1, partner["groups"] + 1))


def _pin_faults(seats: Said, count: Counter[str], pins: Said) -> list[str]:
    faults = [f"{partner} is pinned open and does not run." for partner in pins["open"] if not count[partner]]
    faults += [f"{partner} is pinned closed and runs." for partner in pins["closed"] if count[partner]]
    return faults + [
        f"{who} is pinned to {there or 'no place'} and sits at {seats[who] or 'no place'}."
        for who, there in pins["people"].items()
        if seats[who] != there
    ]


def _level_faults(people: Mapping[str, Said], plan: Said) -> list[str]:
    found = {"preferred": 0, "seated": 0, "km": 0.0}
    for who, there in plan["seats"].items():
        if there is not None:
            found["seated"] += 1
            if there == people[who]["preferred"]:
                found["preferred"] += 1
            else:
                found["km"] += next((o["km"] for o in people[who]["options"] if o["partner"] == there), 0.0)
    said = plan["levels"]
    faults = [
        f"{name}: the plan says {said[name]}, there are {found[name]:g}."
        for name in ("preferred", "seated")
        if said[name] != found[name]
    ]
    if abs(said["km"] - found["km"]) > 0.06 + found["km"] * 1e-6:
        faults.append(f"km: the plan says {said['km']}, there are {found['km']:.1f}.")
    passed = [name for name in ("preferred", "seated") if found[name] > plan["bounds"][name]]
    return faults + [f"{name}: {found[name]:g} passes its bound, {plan['bounds'][name]}." for name in passed]
