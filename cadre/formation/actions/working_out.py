"""From the facts and the pins to a plan with its reasons, all checked. Reads and writes no rows."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from cadre.formation.queries.pinning import PinsSaid, as_positions
from cadre.formation.rules.keeping import places_to_keep

TIMES = 12


class Unsound(Exception):
    """The checker found faults in what was worked out; nothing was kept."""


@dataclass(frozen=True)
class Worked:
    """`result`: the plan as its file says it, with `hand`. `people`, `partners`: the reasons for each, checked.
    `packed`: for questions about it."""

    result: dict[str, Any]
    people: dict[str, Any]
    partners: dict[str, Any]
    packed: bytes


@dataclass(frozen=True)
class Start:
    """An earlier plan of the same facts that has fewer pins: its result, and those pins."""

    result: dict[str, Any]
    pins: PinsSaid
    packed: bytes


def work_out(
    drawn: dict[str, Any], pins: PinsSaid, tell: Callable[[int, int], None], start: Start | None = None
) -> Worked:
    """Whoever sits in a group that runs goes before whoever waits for it: where a first plan has it otherwise, it is
    made again around them. The bounds are those of the first, and hold for both; `kept` beside them are those of plans
    that leave everybody there. A large plan goes on from `start`.
    Raises PinsCannotHold, Unsound, and what `tell` raises.
    """
    from cadre.formation.solver.checker import faults_of
    from cadre.formation.solver.hand import by_hand
    from cadre.formation.solver.packed import packed
    from cadre.formation.solver.reading import read
    from cadre.formation.solver.reasons import reasons_for_partners, reasons_for_people
    from cadre.formation.solver.reasons_checker import reason_faults

    instance = drawn["instance"]
    read_in = read(instance)
    first = _made(read_in, pins, tell, start)
    made, around = _around_those_who_sit(drawn, read_in, first, pins, tell, goes_on=start is not None)
    said = made.as_json()
    bounds = dict(zip(("preferred", "seated"), first.bounds_beside(said["levels"]["preferred"]), strict=True))
    if around is not pins:
        bounds["kept"] = said["bounds"]
    result = said | {"bounds": bounds}
    people = {who: why.as_json() for who, why in reasons_for_people(made.network, made.seating).items()}
    partners = {who: why.as_json() for who, why in reasons_for_partners(made.network, made.seating).items()}
    faults = faults_of(instance, result, around) or reason_faults(instance, result, people, partners, around)
    if faults:
        raise Unsound("\n".join(faults[:20]))
    if start:
        hand = start.result["hand"]
    else:
        preferred, seated, km = by_hand(read_in).levels
        hand = {"preferred": preferred, "seated": seated, "km": km}
    return Worked(result | {"hand": hand}, people, partners, packed(read_in, made.seating.seat, made.prices[0]))


def _around_those_who_sit(
    drawn: dict[str, Any], read_in: Any, made: Any, pins: PinsSaid, tell: Callable[[int, int], None], *, goes_on: bool
) -> tuple[Any, PinsSaid]:
    """The plan, made again until nobody who sits in a group that runs would lose the place, and what it is around.

    First around everybody who sits in its groups. Where they cannot all be held, because a group runs only by people
    of another, around those alone who would lose theirs: then that group does not run.
    """
    from cadre.formation.solver.network import PinsCannotHold
    from cadre.formation.solver.packed import packed

    around = pins
    for _ in range(TIMES):
        said = made.as_json()
        before = Start(said, around, packed(read_in, made.seating.seat, made.prices[0])) if goes_on else None
        for everywhere in (True, False):
            keeping = places_to_keep(drawn, said["seats"], around, everywhere=everywhere)
            if not keeping:
                return made, around
            wider = around | {"people": around["people"] | keeping}
            with suppress(PinsCannotHold):
                made, around = _made(read_in, wider, tell, before), wider
                break
        else:  # somebody was pinned by hand into a group that is full of people who sit there
            return made, around
    return made, around


def _made(read_in: Any, pins: PinsSaid, tell: Callable[[int, int], None], start: Start | None) -> Any:
    """The plan around the pins: from the earlier one, where that leads to one; else from nothing."""
    from cadre.formation.solver.network import PinsCannotHold
    from cadre.formation.solver.packed import unpacked
    from cadre.formation.solver.plan import plan_around, plan_for
    from cadre.formation.solver.seating import Seating

    wanted = as_positions(read_in, pins)
    if start:
        tell(0, 1)
        before, bounds = as_positions(read_in, start.pins), start.result["bounds"]
        _, seat, prices = unpacked(start.packed)
        limits = (bounds["preferred"], bounds["seated"])
        with suppress(PinsCannotHold):
            return plan_around(read_in, Seating.of(read_in, seat), limits, prices, wanted, before=before)
    return plan_for(read_in, wanted, tell)
