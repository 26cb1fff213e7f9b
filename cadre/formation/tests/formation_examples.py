"""Small instances for the tests of forming groups, and an oracle that tries every way."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from hypothesis import strategies as st

from cadre.formation.solver.checker import NO_PINS, Said, faults_of

ENDLESS = {"preferred": 10**9, "seated": 10**9}


def instance_of(
    groups: list[int],
    people: list[tuple[int | None, dict[int, float]]],
    *,
    minimum: int = 2,
    maximum: int = 3,
    moves: bool = True,
    sizes: dict[int, tuple[int, int]] | None = None,
) -> dict[str, Any]:
    """`groups` by partner; `people` as (wish, km by option), in the order of application; `sizes` of those partners
    whose groups have their own (minimum, maximum)."""
    own = {at: {"minimum": least, "maximum": most} for at, (least, most) in (sizes or {}).items()}
    return {
        "minimum": minimum,
        "maximum": maximum,
        "move_from_viable": moves,
        "partners": [{"id": f"P{at}", "groups": number} | own.get(at, {}) for at, number in enumerate(groups)],
        "applicants": [
            {
                "id": f"A{at}",
                "applied": at,
                "preferred": None if wish is None else f"P{wish}",
                "options": [{"partner": f"P{partner}", "km": km} for partner, km in options.items()],
            }
            for at, (wish, options) in enumerate(people)
        ],
    }


@st.composite
def instances(draw: st.DrawFn, partners: int = 4, people: int = 30) -> dict[str, Any]:
    """Any instance of at most so many, with and without gaps between legal head counts, in both modes."""
    number = draw(st.integers(1, partners))
    minimum = draw(st.integers(1, 4))
    place = st.integers(0, number - 1)
    options = st.dictionaries(place, st.integers(0, 600).map(lambda km: km / 10), max_size=number)
    wishes = st.one_of(st.none(), place)
    size = st.tuples(st.integers(1, 4), st.integers(0, 3)).map(lambda of: (of[0], of[0] + of[1]))
    rows = draw(st.lists(st.tuples(wishes, options), max_size=people))
    return instance_of(
        draw(st.lists(st.integers(0, 2), min_size=number, max_size=number)),
        [(wish, {p: km for p, km in options.items() if p != wish}) for wish, options in rows],
        minimum=minimum,
        maximum=draw(st.integers(minimum, 2 * minimum + 1)),
        moves=draw(st.booleans()),
        sizes=draw(st.dictionaries(place, size, max_size=2)),
    )


def every_way(instance: Said, pins: Said = NO_PINS) -> Iterator[tuple[int, int, float]]:
    """The levels of every seating that the checker lets pass."""
    people = instance["applicants"]
    choices = [[None, *dict.fromkeys([one["preferred"], *(o["partner"] for o in one["options"])])] for one in people]
    for seats in product(*(list(dict.fromkeys(choice)) for choice in choices)):
        plan = plan_of(instance, dict(zip((one["id"] for one in people), seats, strict=True)))
        if not faults_of(instance, plan, pins):
            levels = plan["levels"]
            yield levels["preferred"], levels["seated"], levels["km"]


def best_by_trying(instance: Said, pins: Said = NO_PINS) -> tuple[int, int, float] | None:
    """The best levels of all ways; None where there is none."""
    ways = ((preferred, seated, -km) for preferred, seated, km in every_way(instance, pins))
    best = max(ways, default=None)
    return (best[0], best[1], round(-best[2], 1)) if best else None


def plan_of(instance: Said, seats: dict[str, str | None]) -> dict[str, Any]:
    """These seats as a plan."""
    km = {(one["id"], o["partner"]): o["km"] for one in instance["applicants"] for o in one["options"]}
    wish = {one["id"]: one["preferred"] for one in instance["applicants"]}
    taken = {who: there for who, there in seats.items() if there is not None}
    elsewhere = sum(km[who, there] for who, there in taken.items() if there != wish[who])
    preferred = sum(there == wish[who] for who, there in taken.items())
    return {
        "seats": seats,
        "running": sorted(set(taken.values())),
        "levels": {"preferred": preferred, "seated": len(taken), "km": elsewhere},
        "bounds": ENDLESS,
    }
