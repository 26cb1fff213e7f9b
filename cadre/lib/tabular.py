"""Rows out of the system: what a cell says, and CSV that no spreadsheet runs as a formula. `workbook` writes XLSX."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from cadre.lib.dates import LONDON

BOM = "\ufeff"
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
PIECE = 32_768


def neutral(cell: object) -> object:
    """A text that a spreadsheet would calculate gets an apostrophe in front; numbers and days stay what they are.

    A moment is told as the clock in London showed it, as pages do.
    """
    if isinstance(cell, str) and cell.lstrip("'").startswith(STARTS_FORMULA):
        return "'" + cell
    if isinstance(cell, datetime):
        return in_london(cell)
    return "" if cell is None else cell


def in_london(at: datetime) -> datetime:
    """A moment by the clock in London, in whole seconds and without its zone, which spreadsheets cannot read."""
    return (at.astimezone(LONDON) if at.tzinfo else at).replace(microsecond=0, tzinfo=None)


def restored(cell: str) -> str:
    """What `neutral` was given: a file exported here is read back unchanged."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(STARTS_FORMULA) else cell


def csv_lines(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The file in pieces of whole lines, UTF-8 with a byte order mark, so that Excel reads accents."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(BOM)
    for row in _with_first(headers, rows):
        writer.writerow([neutral(cell) for cell in row])
        if buffer.tell() >= PIECE:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _with_first(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
    yield headers
    yield from rows
