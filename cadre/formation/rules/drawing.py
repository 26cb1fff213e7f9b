"""An instance drawn from facts: which partners can hold how many, and where each person may be seated."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from cadre.formation.rules.answering import Answers

METRES = 1000
Point = tuple[int, int]
NOBODY_ANSWERED = Answers()


@dataclass(frozen=True)
class Settings:
    """How a plan is to be made.

    `move_from_viable`: may somebody be moved from a group that runs, to make another run. `undecided`: people whose
    application waits for a decision count too. `open_groups`: a partner that was chosen and has no group may open one.
    `fill_confirmed`: free places of confirmed groups are given too. `unsaid_km`: how far somebody travels who said yes
    to another group and named no limit.
    """

    unsaid_km: int
    move_from_viable: bool = False
    undecided: bool = True
    open_groups: bool = False
    fill_confirmed: bool = True

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Place:
    """Where people may sit: a partner with its forming groups, or one confirmed group with free places.

    `partner` is the partner's id. Each of its `groups` runs with `least` to `most` people.
    """

    id: str
    partner: str
    groups: int
    least: int
    most: int
    point: Point | None = None


@dataclass(frozen=True)
class Person:
    """Somebody to be seated, in the order of application.

    `wish`: the id of a place, or None. `chose`: other partners they named themselves, which need no consent. `now_in`:
    the group they sit in, blank for none. `kept`: a person decided that they sit there. `limit_km`: None when not said.
    """

    id: str
    wish: str | None
    chose: tuple[str, ...] = ()
    point: Point | None = None
    limit_km: int | None = None
    local: bool = False
    distance: bool = False
    undecided: bool = False
    now_in: str = ""
    kept: bool = False


def instance_of(
    people: Sequence[Person],
    places: Sequence[Place],
    settings: Settings,
    *,
    minimum: int,
    maximum: int,
    answers: Answers = NOBODY_ANSWERED,
) -> dict[str, Any]:
    """The instance as JSON. Options: places of the partners they named, and where they consented, all that run no
    further from their school than they travel. Without both points a distance is not known, and the place no option.

    Whoever is kept where they sit has no options where people may be moved from groups that run. `answers` narrow them.
    """
    near = _Near(places, answers)
    return {
        "minimum": minimum,
        "maximum": maximum,
        "move_from_viable": settings.move_from_viable,
        "partners": [_place(place, minimum, maximum) for place in places],
        "applicants": [
            {
                "id": person.id,
                "applied": at,
                "preferred": person.wish,
                "options": [] if person.kept and settings.move_from_viable else near.options(person, settings),
            }
            for at, person in enumerate(people)
        ],
    }


def _place(place: Place, minimum: int, maximum: int) -> dict[str, Any]:
    said: dict[str, Any] = {"id": place.id, "groups": place.groups}
    own = {"minimum": place.least, "maximum": place.most}
    usual = {"minimum": minimum, "maximum": maximum}
    return said | {name: value for name, value in own.items() if value != usual[name]}


class _Near:
    """Places by their distance, as the crow flies, for any point."""

    def __init__(self, places: Sequence[Place], answers: Answers) -> None:
        import numpy as np

        self.np, self.answers = np, answers
        self.partner_of = {place.id: place.partner for place in places}
        self.known = [place for place in places if place.point is not None and place.groups]
        self.points = np.array([place.point for place in self.known], dtype=np.float64).reshape(-1, 2)

    def options(self, person: Person, settings: Settings) -> list[dict[str, Any]]:
        if person.point is None or not self.known or not (person.local or person.chose):
            return []
        limit = person.limit_km if person.limit_km is not None else settings.unsaid_km
        km = self.np.hypot(*(self.points - person.point).T) / METRES
        reach = self.np.flatnonzero(km <= limit) if person.local else range(len(self.known))
        found = []
        for at in reach:
            place = self.known[int(at)]
            if (
                place.id != person.wish
                and (person.local or place.partner in person.chose)
                and self._left(person, place)
            ):
                found.append({"partner": place.id, "km": round(float(km[at]), 1)})
        return found

    def _left(self, person: Person, place: Place) -> bool:
        own = self.partner_of.get(person.wish or "")
        return self.answers.may_sit(person.id, host=place.partner, own=own, named=person.chose)
