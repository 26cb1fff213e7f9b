"""Small tables that staff send: the first visible sheet of an .xlsx, or a .csv, as rows of text. Nothing is calculated.

A file is looked at before it is opened: how large it is, how large it unpacks, and what it is.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO
from zipfile import ZipFile

from cadre.lib.errors import Refusal
from cadre.lib.packed import DAMAGED

MOST_BYTES = 5_000_000
MOST_UNPACKED = 60_000_000
MOST_PARTS, MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 400, 5_000, 80, 1_000
ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
HOW = "Save it as an Excel workbook (.xlsx) or as CSV, and send that."


class Unreadable(Refusal):
    """The file cannot be read; the words say what to do."""


@dataclass(frozen=True)
class Sheet:
    rows: list[list[str]]
    notes: list[str]


def read_sheet(file: BinaryIO, *, size: int) -> Sheet:
    """The rows of the first visible sheet. Raises Unreadable."""
    if size > MOST_BYTES:
        raise Unreadable(f"This file has {size / 1_000_000:.1f} MB. A list of districts has less than 5 MB.")
    head = file.read(4)
    file.seek(0)
    if not head:
        raise Unreadable("This file is empty.")
    if head == OLE:
        raise Unreadable(f"This is an old .xls file, or one with a password, and we cannot open it. {HOW}")
    if head == PDF:
        raise Unreadable(f"This is a PDF, not a sheet. {HOW}")
    return _xlsx(file) if head == ZIP else _csv(file.read(MOST_BYTES + 1))


def _xlsx(file: BinaryIO) -> Sheet:
    """By its values as they were saved, beside its formulas: one without a saved value is refused."""
    from openpyxl import load_workbook

    _look_inside(file)
    try:
        values = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        formulas = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        page = next((one for one in values.worksheets if one.sheet_state == "visible"), None)
        if page is None:
            raise Unreadable("This workbook has no sheet that can be seen.")
        rows = list(_rows(page, formulas[page.title]))
        later = [one.title for one in values.worksheets if one is not page]
    except Unreadable:
        raise
    except Exception as wrong:  # openpyxl raises whatever a damaged part leads to
        raise Unreadable(f"This workbook is damaged, and we cannot open it. {HOW}") from wrong
    return Sheet(rows, [f"Only the sheet “{page.title}” was read."] if later else [])


def _look_inside(file: BinaryIO) -> None:
    try:
        with ZipFile(file) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names:
                raise Unreadable(f"This is not an Excel workbook. {HOW}")
            if any("vbaProject" in name for name in names):
                raise Unreadable(f"This workbook holds macros, which we do not open. {HOW}")
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Unreadable("This workbook unpacks to far more than a list of districts has. Copy the list alone.")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with packed.open(part) as opened:
                        if b"<!" in opened.read(4_096).replace(b"<!--", b""):
                            raise Unreadable(f"This workbook was not made by a spreadsheet program. {HOW}")
    except DAMAGED as wrong:
        raise Unreadable(f"This workbook is damaged or has a password, and we cannot open it. {HOW}") from wrong
    file.seek(0)


def _rows(values: Any, formulas: Any) -> Iterator[list[str]]:
    for sheet in (values, formulas):
        sheet.reset_dimensions()
    limits = {"max_row": MOST_ROWS + 1, "max_col": MOST_COLUMNS}
    pairs = zip(
        values.iter_rows(**limits, values_only=True), formulas.iter_rows(**limits, values_only=True), strict=False
    )
    for number, (seen, written) in enumerate(pairs, 1):
        if number > MOST_ROWS:
            raise Unreadable(f"This sheet has more than {MOST_ROWS:,} rows. A list of districts has about 330.")
        for value, formula in zip(seen, written, strict=False):
            if value is None and str(formula or "").startswith("="):
                raise Unreadable(
                    f"Row {number} holds a formula without a result. Copy the sheet, paste it as values, and save it."
                )
        yield [_text(value) for value in seen]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    if len(text) > LONGEST_CELL:
        raise Unreadable(f"One cell holds {len(text):,} characters. A list of districts has short ones.")
    return " ".join(text.split())


def _csv(data: bytes) -> Sheet:
    """UTF-8 or UTF-16 as its first bytes say, else as Windows writes it; commas, semicolons or tabs."""
    text, notes = _decoded(data)
    if "\0" in text:
        raise Unreadable(f"This is no file of text. {HOW}")
    lines = text[:20_000].splitlines()
    delimiter = max(",;\t", key=lambda mark: sum(line.count(mark) for line in lines[:20]))
    rows = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            if number > MOST_ROWS or len(cells) > MOST_COLUMNS:
                raise Unreadable(f"This file has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns.")
            rows.append([_text(cell) for cell in cells])
    except csv.Error as wrong:
        raise Unreadable(f"This file is not a proper CSV: {wrong}. {HOW}") from wrong
    if any(cell.startswith("=") for row in rows for cell in row):
        raise Unreadable("One cell begins with “=”, which is a formula. Save the sheet as values.")
    return Sheet(rows, notes)


def _decoded(data: bytes) -> tuple[str, list[str]]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace"), []
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        odd = sorted({word for word in text.split() if not word.isascii()})[:3]
        return text, [f"Read as Windows writes letters. Check: {', '.join(odd)}."]
