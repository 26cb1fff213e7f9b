"""What a change of people changes beyond groups. Rooms above register what they know, such as amounts of money.

@consequences.provide
def amounts(changes, *, user): ...
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from cadre.groups.models import Group
from cadre.people.models import User


@dataclass(frozen=True)
class GroupChange:
    """`before` and `after` count the people with a place."""

    group: Group
    before: int
    after: int


Cell = tuple[str, ...] | None
"""None for no change, else (before, after), perhaps with a tag and its kind."""
Row = tuple[str, list[Cell]]
"""A label, and a cell for each change in the order given."""
Provider = Callable[..., Iterable[Row]]
_providers: list[Provider] = []


def provide(provider: Provider) -> Provider:
    """Register `provider(changes, *, user)`, which gives the rows that `user` may see."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def further_rows(changes: Sequence[GroupChange], *, user: User) -> list[Row]:
    """The rows of every room above, in the order they registered."""
    return [row for provider in _providers for row in provider(changes, user=user)]
