"""Whose a group was before its partner went into another, so that what happened stays readable."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeVar

from cadre.groups.models import Group
from cadre.lib.dates import long_day
from cadre.partners.queries.changes import Mergers, mergers

Groups = TypeVar("Groups", bound=Iterable[Group])


def tell_history(groups: Groups) -> Groups:
    """The same groups, each with its `history` in words. One query."""
    known = mergers()
    for group in groups:
        group.history = history_of(group, known)
    return groups


def historian() -> Callable[[Group], str]:
    """`history_of` for the rows of a file, which are not held in memory. One query, before the first row."""
    known = cache(mergers)
    return lambda group: history_of(group, known())


def tell_before(groups: Iterable[Group]) -> None:
    """Only whose each was before, where its partner is named already. One query."""
    known = mergers()
    for group in groups:
        group.history = "; ".join(_before(group, known))


def history_of(group: Group, known: Mergers) -> str:
    """`formerly Peak Alliance, until 24 November 2026`, of a group that went over while it formed; `now Dales Trust,
    since 24 November 2026` of one that ran and kept its name."""
    said = _before(group, known)
    heir = known.heir_of(group.partner)
    if heir and group.partner.left_on:
        said.append(f"now {heir}, since {long_day(group.partner.left_on)}")
    return "; ".join(said)


def _before(group: Group, known: Mergers) -> list[str]:
    return [f"formerly {one.partner}, until {long_day(one.on_day)}" for one in known.before("groups", group.pk)]
