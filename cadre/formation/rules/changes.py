"""What is no longer as it was when a plan was made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Changes:
    """Ids of people and places. `gone`: withdrew, or settled by now; `new`: not in the plan; `different`: wish,
    consent, reach, place or decision is another; `places`: groups opened, closed, resized or confirmed.
    `hosts`: in words, partners that have left, went into another or may host no more."""

    gone: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    rule: bool = False
    hosts: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.gone or self.new or self.different or self.places or self.rule)


def changes_between(then: Mapping[str, Any], now: Mapping[str, Any]) -> Changes:
    """`then`, `now`: what was drawn, as {"instance": …, "facts": {"people": …, "places": …}}."""
    people = _people(then), _people(now)
    places = _places(then), _places(now)
    return Changes(
        gone=[who for who in people[0] if who not in people[1]],
        new=[who for who in people[1] if who not in people[0]],
        different=[who for who in people[0] if who in people[1] and people[0][who] != people[1][who]],
        places=sorted(one for one in {*places[0], *places[1]} if places[0].get(one) != places[1].get(one)),
        rule=any(then["instance"][name] != now["instance"][name] for name in ("minimum", "maximum")),
    )


def _people(drawn: Mapping[str, Any]) -> dict[str, Any]:
    """Without the place in line, which changes for all when one leaves."""
    facts = drawn["facts"]["people"]
    return {
        one["id"]: (one["preferred"], sorted((o["partner"], o["km"]) for o in one["options"]), facts[one["id"]])
        for one in drawn["instance"]["applicants"]
    }


def _places(drawn: Mapping[str, Any]) -> dict[str, Any]:
    facts = drawn["facts"]["places"]
    return {one["id"]: (one, facts[one["id"]]) for one in drawn["instance"]["partners"]}
