"""Rows as a workbook (XLSX), in constant memory: texts that stay texts, days, and moments by the clock in London."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from cadre.lib.tabular import STARTS_FORMULA, in_london

MOST_ROWS = 1_048_576
"""Of one sheet, its head among them. More go on to another."""
MOST_LETTERS = 32_767
FIRST_DAY = date(1900, 3, 1)
"""Before it a spreadsheet counts days wrongly; earlier ones are texts."""
NO_LETTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
IN_MEMORY = 2_000_000
WIDTH = 20


def xlsx_file(headers: Sequence[str], rows: Iterable[Sequence[object]], *, most_rows: int = MOST_ROWS) -> IO[bytes]:
    """The file, ready to be read from its start; its reader closes it.

    `most_rows` of a sheet, its head among them: the rest goes on to sheets that begin with the head again.
    """
    from xlsxwriter import Workbook

    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  the caller reads and closes it
    with Workbook(file, {"constant_memory": True}) as book:
        head = book.add_format({"bold": True})
        write = _writer(
            text=book.add_format(),
            quoted=book.add_format({"quote_prefix": True}),
            day=book.add_format({"num_format": "yyyy-mm-dd"}),
            moment=book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        )
        for number, some in enumerate(_by_sheet(rows, most_rows - 1), 1):
            sheet = book.add_worksheet("List" if number == 1 else f"List {number}")
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, max(0, len(headers) - 1), WIDTH)
            for column, words in enumerate(headers):
                sheet.write_string(0, column, words, head)
            for line, row in enumerate(some, 1):
                for column, value in enumerate(row):
                    write(sheet, line, column, value)
    file.seek(0)
    return file


def _by_sheet(rows: Iterable[Sequence[object]], most: int) -> Iterator[Iterator[Sequence[object]]]:
    """At least one sheet, each to be used up before the next is asked for."""
    left = iter(rows)
    yield islice(left, most)
    for first in left:
        yield chain([first], islice(left, most - 1))


def _writer(*, text: Any, quoted: Any, day: Any, moment: Any) -> Any:
    """Writes one value into its cell, in the format of its kind; nothing where there is nothing to say."""

    def write(sheet: Any, line: int, column: int, value: object) -> None:
        if value is None or value == "":
            return
        if isinstance(value, bool):
            sheet.write_boolean(line, column, value)
        elif isinstance(value, int | float | Decimal):
            sheet.write_number(line, column, value)
        elif isinstance(value, datetime) and value.date() >= FIRST_DAY:
            sheet.write_datetime(line, column, in_london(value), moment)
        elif isinstance(value, date) and not isinstance(value, datetime) and value >= FIRST_DAY:
            sheet.write_datetime(line, column, value, day)
        else:
            words = NO_LETTER.sub("", str(value))[:MOST_LETTERS]
            sheet.write_string(line, column, words, quoted if words.startswith(STARTS_FORMULA) else text)

    return write
