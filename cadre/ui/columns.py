"""Columns of lists, and which of them somebody asked for in the address: `?columns=name,state`.

A form sends each in a parameter of its own (`columns=name&columns=state`), which says the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import QueryDict

if TYPE_CHECKING:
    from cadre.ui.listing import Listing

PARAMETER = "columns"


@dataclass(frozen=True)
class Column:
    """One column: `value` is a path (`school.name`) or a function of the row; `sort` the fields it orders by.

    Without a value it is a head alone: the page draws its cells.
    `in_files`: it stands in files alone; the page says the same under another column. `wide`: it may have more room.
    `whole_line`: on a telephone it shares its line with none. `heading`: its cells name their rows; where no column
    says so, the first does. `always`: nobody may leave it out; nor the first, nor what names the rows.
    """

    name: str
    header: str
    value: str | Callable[[Any], object]
    sort: tuple[str, ...] = ()
    number: bool = False
    in_files: bool = False
    wide: bool = False
    whole_line: bool = False
    heading: bool = False
    always: bool = False

    def of(self, row: Any) -> object:
        if callable(self.value):
            return self.value(row)
        for step in self.value.split("."):
            row = getattr(row, step, None)
        return row() if callable(row) else row


@dataclass(frozen=True)
class Box:
    """A column to tick. `fixed`: it stands in any case."""

    name: str
    words: str
    ticked: bool
    fixed: bool


@dataclass(frozen=True)
class Chooser:
    """The columns that may be left out, under what they stand in, and the rest of the list's address."""

    groups: list[tuple[str, list[Box]]]
    beside: list[tuple[str, str]]
    all_href: str

    @property
    def left_out(self) -> int:
        return sum(not box.ticked for _, boxes in self.groups for box in boxes)


def asked(query: QueryDict) -> list[str]:
    """The names in the address, each once, in the order sent, whether there are such columns or not."""
    return list(dict.fromkeys(name for sent in query.getlist(PARAMETER) for name in sent.split(",") if name))


def chosen(columns: Sequence[Column], query: QueryDict) -> list[Column]:
    """Those that stand, in the list's own order: all of them where the address names none that there is."""
    names = set(asked(query))
    if not any(column.name in names for column in columns):
        return list(columns)
    return [column for column in columns if column.name in names or is_fixed(column, columns)]


def is_fixed(column: Column, columns: Sequence[Column]) -> bool:
    """Whether nobody may leave the column out of these."""
    return column.always or column.heading or column is columns[0]


def chooser_of(listing: "Listing") -> Chooser | None:
    """For whoever reads the list; None where nothing may be left out."""
    groups = [(words, boxes) for words, boxes in _groups(listing) if boxes]
    if not any(not box.fixed for _, boxes in groups for box in boxes):
        return None
    sent = listing.request.GET.lists()
    beside = [(key, value) for key, values in sent if key not in ("page", "format", PARAMETER) for value in values]
    return Chooser(groups, beside, listing.address(page=None, **{PARAMETER: None}))


def _groups(listing: "Listing") -> list[tuple[str, list[Box]]]:
    files = _boxes(listing.file_columns, listing.filed) if listing.exports else []
    if listing.drawn is None:
        return [("In files", files)]
    there = _boxes([column for column in listing.columns if not column.in_files], listing.shown)
    names = {box.name for box in there}
    aside = [box for box in files if box.name not in names]
    return [("On this page and in files" if files else "On this page", there), ("In files", aside)]


def _boxes(columns: Sequence[Column], standing: Sequence[Column]) -> list[Box]:
    return [Box(one.name, one.header, one in standing, is_fixed(one, columns)) for one in columns if one.header]
