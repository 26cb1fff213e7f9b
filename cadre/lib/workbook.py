"""Rows as a workbook (XLSX) that is sent while it is written: any number of rows in the memory of a few hundred.

Only what a list needs of the format (ECMA-376, part 1): texts, numbers and days, a frozen head, further sheets.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, count, islice
from zipfile import ZIP_DEFLATED, ZipFile

from cadre.lib.tabular import STARTS_FORMULA, in_london

MOST_ROWS = 1_048_576
"""Of one sheet, its head among them. More go on to another."""
MOST_LETTERS = 32_767
AT_A_TIME = 200
DAY_ZERO, FIRST_DAY = date(1899, 12, 30).toordinal(), date(1900, 3, 1)
"""Days are counted from the first; before the second a spreadsheet counts them wrongly, and they are texts."""
HEAD, DAY, MOMENT, QUOTED = (f' s="{style}"' for style in range(1, 5))
NO_LETTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
UNUSUAL = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x")

SHEET_ML = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    f'{XML}<styleSheet xmlns="{SHEET_ML}">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    "<borders><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def xlsx_pieces(
    headers: Sequence[str], rows: Iterable[Sequence[object]], *, most_rows: int = MOST_ROWS
) -> Iterator[bytes]:
    """The file in pieces; it is whole only when all were taken. A text stays a text, also when it is edited.

    `most_rows` of a sheet, its head among them: the rest goes on to sheets that begin with the head again.
    """
    sent, sheets = _Sent(), 0
    with ZipFile(sent, "w", ZIP_DEFLATED) as package:
        for some in _by_sheet(rows, most_rows - 1):
            sheets += 1
            with package.open(f"xl/worksheets/sheet{sheets}.xml", "w") as sheet:
                for piece in _sheet(headers, some):
                    sheet.write(piece.encode())
                    yield sent.taken()
        for name, text in _around(sheets):
            package.writestr(name, text)
    yield sent.taken()


def _by_sheet(rows: Iterable[Sequence[object]], most: int) -> Iterator[Iterator[Sequence[object]]]:
    """At least one sheet, each to be used up before the next is asked for."""
    left = iter(rows)
    yield islice(left, most)
    for first in left:
        yield chain([first], islice(left, most - 1))


class _Sent:
    """What a package is written to, and taken from while it grows."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self.pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> bytes:
        pieces, self.pieces = self.pieces, []
        return b"".join(pieces)


def _sheet(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    letters = [_letter(at) for at in range(len(headers))]
    head = "".join(_text(f'<c r="{letter}1"', str(words), HEAD) for letter, words in zip(letters, headers, strict=True))
    yield (
        f'{XML}<worksheet xmlns="{SHEET_ML}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols><col min="1" max="{max(1, len(letters))}" width="20" customWidth="1"/></cols>'
        f'<sheetData><row r="1">{head}</row>'
    )
    numbers, left = count(2), iter(rows)
    while some := list(islice(left, AT_A_TIME)):
        yield "".join([_row(number, letters, row) for row, number in zip(some, numbers, strict=False)])
    yield "</sheetData></worksheet>"


def _row(number: int, letters: Sequence[str], row: Sequence[object]) -> str:
    cells = [_cell(f'<c r="{letter}{number}"', value) for letter, value in zip(letters, row, strict=True)]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(begins: str, value: object) -> str:
    """One cell, or nothing where there is nothing to say."""
    if isinstance(value, str):
        return _text(begins, value, QUOTED if value.startswith(STARTS_FORMULA) else "")
    if value is None:
        return ""
    if isinstance(value, bool):
        return f'{begins} t="b"><v>{value:d}</v></c>'
    if isinstance(value, int | float | Decimal):
        return f"{begins}><v>{value}</v></c>"
    if isinstance(value, date) and not isinstance(value, datetime) and value >= FIRST_DAY:
        return f"{begins}{DAY}><v>{value.toordinal() - DAY_ZERO}</v></c>"
    if isinstance(value, datetime) and value.date() >= FIRST_DAY:
        at = in_london(value)
        seconds = at.hour * 3600 + at.minute * 60 + at.second
        return f"{begins}{MOMENT}><v>{at.toordinal() - DAY_ZERO + seconds / 86_400}</v></c>"
    return _text(begins, str(value), "")


def _text(begins: str, words: str, style: str) -> str:
    if not words:
        return ""
    if len(words) > MOST_LETTERS:
        words = words[:MOST_LETTERS]
    if UNUSUAL.search(words):
        words = ESCAPE.sub("_x005F_", NO_LETTER.sub("", words))
        words = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'{begins}{style} t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def _letter(at: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    before, last = divmod(at, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)


def _around(sheets: int) -> Iterator[tuple[str, str]]:
    """The parts that say what the others are: (name, text)."""
    numbers = range(1, sheets + 1)
    named = "".join(f'<sheet name="{"List" if n == 1 else f"List {n}"}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    yield "xl/workbook.xml", f'{XML}<workbook xmlns="{SHEET_ML}" xmlns:r="{OFFICE}"><sheets>{named}</sheets></workbook>'
    sheet_links = [(n, "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield "xl/_rels/workbook.xml.rels", _links([*sheet_links, (sheets + 1, "styles", "styles.xml")])
    yield "_rels/.rels", _links([(1, "officeDocument", "xl/workbook.xml")])
    yield "xl/styles.xml", STYLES
    parts = [("workbook", "sheet.main"), ("styles", "styles")]
    parts += [(f"worksheets/sheet{n}", "worksheet") for n in numbers]
    overrides = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{TYPE}.{kind}+xml"/>' for name, kind in parts
    )
    yield (
        "[Content_Types].xml",
        f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
    )


def _links(links: Iterable[tuple[int, str, str]]) -> str:
    found = "".join(f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{part}"/>' for n, kind, part in links)
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'
