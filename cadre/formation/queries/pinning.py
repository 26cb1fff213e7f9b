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
