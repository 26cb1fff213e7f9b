"""What a partner's leaving or merger touches in rooms above, and what they do about it. They register what they know.

@consequences.provide("groups")
class …: lines(partner, into, on_day, today) -> list[Line]
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cadre.partners.models import Partner


@dataclass(frozen=True)
class Line:
    """One sort of thing that is touched: how many, and what becomes of them. `url` leads to the list of them."""

    what: str
    number: int
    becomes: str
    url: str = ""


Provider = Callable[[Partner, Partner | None, date], list[Line]]
_providers: dict[str, Provider] = {}


def provide(name: str, provider: Provider) -> None:
    """Register `provider(partner, into, on_day)`. The same name again replaces it."""
    _providers[name] = provider


def lines_of(partner: Partner, into: Partner | None, on_day: date) -> list[Line]:
    """Everything that is touched, in the order of the rooms' names; what is none is left out."""
    return [
        line for _, provider in sorted(_providers.items()) for line in provider(partner, into, on_day) if line.number
    ]
