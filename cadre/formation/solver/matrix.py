"""Rows of a sparse matrix, gathered as whole arrays."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass
class Matrix:
    """Rows are added in blocks: entries as (row within the block, column, value), and bounds a row."""

    rows: int = 0
    row: list[Ints] = field(default_factory=list)
    column: list[Ints] = field(default_factory=list)
    value: list[Floats] = field(default_factory=list)
    lower: list[Floats] = field(default_factory=list)
    upper: list[Floats] = field(default_factory=list)

    def add(self, row: Ints, column: Ints, value: Floats, lower: Floats, upper: Floats) -> slice:
        """Adds a block of `len(lower)` rows. Returns where they are."""
        self.row.append(row + self.rows)
        self.column.append(column)
        self.value.append(value)
        self.lower.append(lower)
        self.upper.append(upper)
        begin, self.rows = self.rows, self.rows + len(lower)
        return slice(begin, self.rows)

    def columnwise(self, columns: int) -> tuple[Ints, Ints, Floats]:
        """(starts, rows, values), column by column."""
        row, column = np.concatenate(self.row), np.concatenate(self.column)
        value = np.concatenate(self.value)
        order = np.lexsort((row, column))
        starts = np.searchsorted(column[order], np.arange(columns + 1))
        return starts, row[order], value[order]

    @property
    def bounds(self) -> tuple[Floats, Floats]:
        return np.concatenate(self.lower), np.concatenate(self.upper)
