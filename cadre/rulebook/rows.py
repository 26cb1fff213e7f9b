"""A list of rows of which each has fields of its own, with buttons that add, remove and move them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from cadre.lib import text
from cadre.rulebook.says import Says

Row = dict[str, Any]
PRESS = "edit"
"""The name of every button that changes the form without sending it."""
PREVIEW = "preview"
COUNT, KEY = "count", "key"


@dataclass(frozen=True)
class Rows(Says):
    """`parts` makes the fields of a row, `one` is what a row is called, `line` says it in words.

    A row keeps its `key` unseen, so that it stays the same row when it is worded anew. `opened` takes a kept row apart
    into what its fields hold; `kept` makes rows of what was typed; `faults` gives (row, part, words) of what does not
    go together. A list whose parts are not its rows as they are overrides them.
    """

    parts: Callable[[], Mapping[str, forms.Field]] = dict
    one: str = "row"
    line: Callable[[Row], str] = str
    most_rows: int = 30

    def words(self, value: Any, column: Any) -> str:
        return "\n".join(f"{number}. {self.line(row)}" for number, row in enumerate(value, 1)) or "None"

    def typed(self, value: Any) -> list[Row]:
        """What the fields hold at first: of each row, its parts and its key."""
        return [self.opened(row) for row in value or ()]

    def opened(self, row: Row) -> Row:
        return row

    def kept(self, rows: Sequence[Row]) -> list[Row]:
        return list(rows)

    def faults(self, rows: Sequence[Row]) -> Iterator[tuple[int, str, str]]:
        yield from ()

    def fields(self, name: str, number: int) -> dict[str, forms.Field]:
        """The fields of one row, by their names in the form. What each asks names the row, for the summary."""
        made: dict[str, forms.Field] = {
            field_name(name, number, KEY): forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
        }
        for part, field in self.parts().items():
            field.part_label = field.label  # type: ignore[attr-defined]
            field.label = f"{field.label} of {self.one} {number + 1}"
            made[field_name(name, number, part)] = field
        return made


def field_name(name: str, number: int, part: str) -> str:
    return f"{name}-{number}-{part}"


def number_of_rows(data: Mapping[str, Any], name: str, most: int) -> int:
    """How many rows were sent; what is no number is none. One more than `most` is read, so that it can be refused."""
    return min(text.whole_number(str(data.get(f"{name}-{COUNT}", ""))) or 0, most + 1)


def after_press(rows: Sequence[Row], press: str, *, most: int) -> list[Row]:
    """The rows with one more, one fewer, or one moved: `add`, `remove:2`, `up:2`, `down:2`, by their places from 0.

    What makes no sense changes nothing.
    """
    made = list(rows)
    act, _, place = press.partition(":")
    at = text.whole_number(place) if place else None
    if act == "add" and len(made) < most:
        made.append({})
    if at is None or at >= len(made):
        return made
    to = {"up": at - 1, "down": at + 1}.get(act)
    if act == "remove":
        del made[at]
    elif to is not None and 0 <= to < len(made):
        made[at], made[to] = made[to], made[at]
    return made
