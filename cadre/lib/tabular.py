"""Rows out of the system: CSV and XLSX that no spreadsheet runs as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from tempfile import SpooledTemporaryFile

BOM = "\ufeff"
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
IN_MEMORY = 2_000_000
PIECE = 32_768


def neutral(cell: object) -> object:
    """A text that a spreadsheet would calculate gets an apostrophe in front; numbers and dates stay what they are."""
    if isinstance(cell, str) and cell.lstrip("'").startswith(STARTS_FORMULA):
        return "'" + cell
    return "" if cell is None else cell


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


def xlsx_file(headers: Sequence[str], rows: Iterable[Sequence[object]], *, sheet: str = "List") -> SpooledTemporaryFile:
    """A workbook of one sheet with a frozen first row, ready to be read from its start. Texts stay texts."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    page = book.create_sheet(sheet)
    page.freeze_panes = "A2"

    def cell(value: object) -> object:
        if isinstance(value, datetime):
            return value.replace(tzinfo=None)
        if not isinstance(value, str):
            return value
        made = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", value)[:32_767])
        made.data_type = "s"
        return made

    for row in _with_first(headers, rows):
        page.append([cell(value) for value in row])
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  the caller reads and closes it
    book.save(file)
    file.seek(0)
    return file


def _with_first(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
    yield headers
    yield from rows
