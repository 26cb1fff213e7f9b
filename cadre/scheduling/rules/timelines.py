"""Whether the windows of a timeline can be as somebody wants them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cadre.lib.dates import span
from cadre.programmes.states import MEETINGS


@dataclass(frozen=True)
class Planned:
    """One element with the window it would have. `days`: how many days in a row are picked in it."""

    key: int
    pathway: str
    kind: str
    number: int
    title: str
    days: int
    starts_on: date
    ends_on: date

    def __str__(self) -> str:
        return f"{self.title}: {span(self.starts_on, self.ends_on)}"


def refuse_timeline(elements: Iterable[Planned]) -> dict[int, str]:
    """{element's key: what is wrong with its window}; empty when the timeline can be.

    Windows end after they begin, hold the days that are picked in them, and elements of one kind begin and end in the
    order of their numbers.
    """
    wrong: dict[int, str] = {}
    before: dict[tuple[str, str], Planned] = {}
    for one in sorted(elements, key=lambda each: (each.pathway, each.kind, each.number)):
        earlier = before.get((one.pathway, one.kind))
        before[one.pathway, one.kind] = one
        if one.ends_on < one.starts_on:
            wrong[one.key] = "The last day is before the first."
        elif one.kind in MEETINGS and (one.ends_on - one.starts_on).days + 1 < one.days:
            wrong[one.key] = f"It takes {one.days} days in a row, which do not fit."
        elif earlier and (one.starts_on < earlier.starts_on or one.ends_on < earlier.ends_on):
            wrong[one.key] = f"It comes after {earlier.title}, so it neither begins nor ends before it."
    return wrong
