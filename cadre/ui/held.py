"""Lists of rows that were worked out, and that no query gives: filtered, sorted, paged and exported like any."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from cadre.ui.listing import Cells, Column, FilterForm, Listing


class HeldListing(Listing):
    """`rows` in the order they are shown unless somebody sorts. `narrow` of the filter form takes and gives a list.

    The `sort` of a column names values of a row as its `value` does: `partner.name`. What is missing comes last.
    """

    def __init__(
        self,
        request: HttpRequest,
        rows: Sequence[Any],
        columns: list[Column],
        *,
        filter_form: type[FilterForm] | None = None,
        name: str = "list",
        per_page: int = 50,
        drawn: Cells | None = None,
        file_columns: list[Column] | None = None,
    ) -> None:
        given: Any = rows
        kept: Any = {"drawn": drawn, "file_columns": file_columns}
        super().__init__(request, given, columns, filter_form=filter_form, name=name, per_page=per_page, **kept)

    @cached_property
    def ordered(self) -> Any:
        rows: Any = self.filtered
        column = next((column for column in self.columns if column.name == self.sort.removeprefix("-")), None)
        if column is None:
            return list(rows)
        for field in reversed(column.sort):
            known, missing = _parted(rows, Column("", "", field))
            known.sort(key=lambda pair: pair[0], reverse=self.sort.startswith("-"))
            rows = [row for _, row in known] + missing
        return rows

    @cached_property
    def total(self) -> int:
        """How many rows there are without filters."""
        rows: Any = self.everything
        return len(rows)

    def cells(self) -> Iterator[list[object]]:
        for row in self.ordered:
            yield [column.of(row) for column in self.filed]


def _parted(rows: Sequence[Any], value: Column) -> tuple[list[tuple[Any, Any]], list[Any]]:
    """(value, row) of those that have one, and the rest."""
    pairs = [(value.of(row), row) for row in rows]
    return [pair for pair in pairs if pair[0] is not None], [row for said, row in pairs if said is None]
