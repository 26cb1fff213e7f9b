"""What was pinned by hand, in the form that the solver and its checker read."""

from collections.abc import Iterable
from typing import Any

from cadre.formation.models import Pin
from cadre.formation.states import PinKind

PinsSaid = dict[str, Any]


def pins_said(pins: Iterable[Pin]) -> PinsSaid:
    """{"open": [place], "closed": [place], "people": {reference: place or None}}; pins with their application."""
    rows = list(pins)
    return {
        "open": sorted(pin.place for pin in rows if pin.kind == PinKind.OPEN),
        "closed": sorted(pin.place for pin in rows if pin.kind == PinKind.CLOSED),
        "people": {pin.application.ref: pin.place or None for pin in rows if pin.application},
    }


def as_positions(instance: Any, pins: PinsSaid) -> Any:
    """Pins as the solver reads them. Raises PinsCannotHold for one that is not in the instance."""
    from cadre.formation.solver.network import NOWHERE, Pins, PinsCannotHold

    partners = {name: at for at, name in enumerate(instance.partners)}
    people = {name: at for at, name in enumerate(instance.applicants)}
    try:
        return Pins(
            frozenset(partners[one] for one in pins["open"]),
            frozenset(partners[one] for one in pins["closed"]),
            {people[who]: partners[there] if there else NOWHERE for who, there in pins["people"].items()},
        )
    except KeyError as missing:
        raise PinsCannotHold(f"{missing} is pinned and not in the plan.") from missing
