"""Checks the reasons of a plan against instance and plan as JSON says them. Shares nothing with what wrote them."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from cadre.formation.solver.checker import NO_PINS, Said


def reason_faults(instance: Said, plan: Said, people: Said, partners: Said, pins: Said = NO_PINS) -> list[str]:
    """Every reason that the plan contradicts. `people`, `partners`: reasons as JSON by id."""
    wished = Counter(one["preferred"] for one in instance["applicants"])
    places = {one["id"]: one["groups"] * one.get("maximum", instance["maximum"]) for one in instance["partners"]}
    least = {one["id"]: one.get("minimum", instance["minimum"]) for one in instance["partners"]}
    count = Counter(there for there in plan["seats"].values() if there is not None)
    facts = _Facts(least, wished, places, count, pins)
    faults = [f"{one['id']}: no reason." for one in instance["applicants"] if one["id"] not in people]
    faults += [f"{one}: no reason." for one in places if one not in partners]
    for person in instance["applicants"]:
        expected = facts.of_person(person, plan["seats"][person["id"]])
        faults += _differences(person["id"], expected, people.get(person["id"], {}))
    for partner in places:
        faults += _differences(partner, facts.of_partner(partner), partners.get(partner, {}))
    return faults


class _Facts:
    def __init__(
        self,
        least: Mapping[str, int],
        wished: Counter[Any],
        places: Mapping[str, int],
        count: Counter[str],
        pins: Said,
    ):
        self.least, self.wished, self.places, self.count, self.pins = least, wished, places, count, pins

    def of_person(self, person: Said, there: str | None) -> dict[str, Any]:
        """What a true reason says of someone; `words` must be in its sentence."""
        wish, options = person["preferred"], {one["partner"]: one["km"] for one in person["options"]}
        near = min((km for partner, km in options.items() if partner != wish and self.count[partner]), default=None)
        km = near if there is None else 0.0 if there == wish else options[there]
        facts = {"sits": there is not None, "km": km}
        if there is not None:
            facts["partner"] = there
        if person["id"] in self.pins["people"]:
            return facts | {"kind": "placed by hand", "words": ["by hand"]}
        if wish is None:
            return facts | {"kind": "chose no partner", "words": self._where(there, km)}
        facts |= {"wished": self.wished[wish], "places": self.places[wish], "seated": self.count[wish]}
        if there == wish:
            return facts | {"kind": "at the partner they chose", "words": ["You are at the partner you chose."]}
        return facts | self._away(wish, self._where(there, km))

    def _away(self, wish: str, where: list[str]) -> dict[str, Any]:
        seated, wished, places = self.count[wish], self.wished[wish], self.places[wish]
        if not seated:
            least = self.least[wish]
            reached = [f"reached {wished} of {least}" if wished < least else f"reached {wished},"]
            by_hand = ["by hand"] if wish in self.pins["closed"] else ["can hold no group"] if not places else reached
            return {"kind": "the chosen partner does not run", "words": by_hand + where}
        if seated >= places:
            return {"kind": "the chosen partner is full", "words": ["is full", f"its {places} places"] + where}
        return {
            "kind": "moved although the chosen partner runs",
            "words": [f"{seated} of its {places} places"] + where,
        }

    def _where(self, there: str | None, km: float | None) -> list[str]:
        if there is not None:
            return [f"you sit {km:.0f} km away at {there}"]
        return ["you accepted"] if km is None else [f"is {km:.0f} km away and has no seat for you"]

    def of_partner(self, partner: str) -> dict[str, Any]:
        seated, wished, places = self.count[partner], self.wished[partner], self.places[partner]
        facts = {"wished": wished, "places": places, "seated": seated}
        if seated:
            return facts | {"kind": "runs", "words": [f"{seated} of {places} places"]}
        if partner in self.pins["closed"]:
            return facts | {"kind": "closed by hand", "words": ["by hand"]}
        if not places:
            return facts | {"kind": "can hold no group", "words": ["no group"]}
        if wished < self.least[partner]:
            return facts | {"kind": "too few chose it", "words": [f"{self.least[partner]} are needed"]}
        kind = "enough chose it, and it does not run in the best plan found"
        return facts | {"kind": kind, "words": [f"{wished} {'person' if wished == 1 else 'people'} chose it"]}


def _differences(who: str, expected: dict[str, Any], said: Said) -> list[str]:
    words = expected.pop("words")
    faults = [
        f"{who}: {word!r} is missing from {said.get('sentence')!r}." for word in words if word not in said["sentence"]
    ]
    for name, true in expected.items():
        given = said.get(name)
        near = isinstance(true, float) and isinstance(given, float) and abs(true - given) < 0.001
        if given != true and not near:
            faults.append(f"{who}: {name} is {true!r}, the reason says {given!r}.")
    return faults
