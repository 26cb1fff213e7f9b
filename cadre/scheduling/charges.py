"""What a partner may invoice for hosting, and what a confirmation costs: asked of the room above that knows.

`finance` stands above this room and registers itself; until it does, the group details say that charges follow.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from cadre.documents.shapes import Charge
from cadre.groups.models import Group
from cadre.scheduling.models import Event


@dataclass(frozen=True)
class HostCharges:
    """`lines` as the group details print them; `how_to_invoice` is a paragraph."""

    lines: list[Charge] = field(default_factory=list)
    how_to_invoice: str = "What you may invoice for follows separately."


ChargesOf = Callable[[Group, date], HostCharges]
Foretold = Callable[[Group, int], Sequence[tuple[str, str]]]
Share = Callable[[Event, int], str]
_charges_of: ChargesOf | None = None
_share: Share | None = None
_foretold: Foretold | None = None


def provide(charges_of: ChargesOf, *, foretell: Foretold | None = None, share: Share | None = None) -> None:
    """Called once by the room that knows the rates, in its AppConfig.ready().

    `charges_of(group, on)` answers with the group's `HostCharges` under the rates of that day. `foretell(group,
    people)` answers with rows (label, words) of what confirming with so many people would cost or bring in.
    `share(event, facilitator)` answers with the words of what that facilitator has for the event.
    """
    global _charges_of, _foretold, _share
    _charges_of, _foretold, _share = charges_of, foretell, share


def host_charges(group: Group, *, on: date) -> HostCharges:
    return _charges_of(group, on) if _charges_of else HostCharges()


def share_of(event: Event, facilitator: int) -> str:
    """What a facilitator (by key) has for the event as things are; empty while nobody knows."""
    return _share(event, facilitator) if _share else ""


def foretold(group: Group, people: int) -> Sequence[tuple[str, str]]:
    """Money rows for the page that confirms; empty while nobody knows."""
    return _foretold(group, people) if _foretold else ()
