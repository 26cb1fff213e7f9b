"""Who sits in a group that runs keeps that place before whoever waits for it."""

from collections import Counter
from collections.abc import Mapping
from typing import Any


def places_to_keep(
    drawn: Mapping[str, Any], seats: Mapping[str, str | None], pins: Mapping[str, Any], *, everywhere: bool = True
) -> dict[str, str]:
    """Where people who sit in a group are to be kept, by their ids; empty when the seats are right as they are.

    Where nobody is moved from a group that runs, that is everybody who sits in one, as soon as one of them would lose
    the place; not `everywhere`: only those at the partners where somebody would. Where people may be moved, it is
    everybody at a partner where somebody would lose it for no other place, or was placed by hand. A partner whose
    groups cannot legally hold just those who sit there (7 in two groups of 4 to 6) is left out.
    """
    facts, running = drawn["facts"]["people"], Counter(there for there in seats.values() if there)
    sitting = {
        one["id"]: one["preferred"]
        for one in drawn["instance"]["applicants"]
        if (facts[one["id"]]["now"] or facts[one["id"]]["kept"])
        and one["preferred"] in running
        and one["id"] not in pins["people"]
    }
    held = _holding(drawn["instance"], Counter(sitting.values()), running)
    sitting = {who: there for who, there in sitting.items() if there in held}
    lost = {who: there for who, there in sitting.items() if seats[who] != there}
    moves = drawn["instance"]["move_from_viable"]
    if everywhere and not moves:
        return sitting if lost else {}
    wronged = {there for who, there in lost.items() if not moves or not seats[who] or facts[who]["kept"]}
    return {who: there for who, there in sitting.items() if there in wronged}


def _holding(instance: Mapping[str, Any], sitting: Counter[str], seated: Counter[str]) -> set[str]:
    """The partners that can keep all who sit there: as many are seated there anyhow, or their number is legal."""
    found = set()
    for one in instance["partners"]:
        number = sitting[one["id"]]
        least, most = one.get("minimum", instance["minimum"]), one.get("maximum", instance["maximum"])
        legal = any(groups * least <= number <= groups * most for groups in range(1, one["groups"] + 1))
        if legal or number <= seated[one["id"]]:
            found.add(one["id"])
    return found
