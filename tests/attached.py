"""Files as people and attackers attach them, and a form with its files as a browser sends it."""

import csv
import io
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from bench.register_file import COLUMNS

BOUNDARY = "----cadre-attached"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LIST = (("LTLA code", "LTLA", "Grouping (of six)"), ("E07000170", "Ashfield", "6"), ("E06000017", "Rutland", "2"))


@dataclass(frozen=True)
class Attached:
    """One file: the name that is sent with it, unchecked, and its bytes."""

    name: str
    content: bytes


def body_of(fields: Iterable[tuple[str, str]], files: Iterable[tuple[str, Attached | None]]) -> bytes:
    """`multipart/form-data` between BOUNDARY. None: nothing was chosen, which browsers send as a file without a name.

    Written here, since a test client takes paths and NUL out of names before it sends them.
    """
    said = io.BytesIO()
    for name, value in fields:
        _part(said, f'name="{name}"', "", value.encode("utf-8", "surrogatepass"))
    for name, one in files:
        called = one.name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A") if one else ""
        _part(said, f'name="{name}"; filename="{called}"', "application/octet-stream", one.content if one else b"")
    said.write(f"--{BOUNDARY}--\r\n".encode())
    return said.getvalue()


def sent_with(fields: Iterable[tuple[str, str]], files: Iterable[tuple[str, Attached | None]]) -> dict[str, Any]:
    """The arguments of a test client’s `post` for such a form."""
    return {"data": body_of(fields, files), "content_type": f"multipart/form-data; boundary={BOUNDARY}"}


def _part(said: io.BytesIO, what: str, kind: str, content: bytes) -> None:
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; {what}\r\n"
    said.write(head.encode("utf-8", "surrogatepass") + (f"Content-Type: {kind}\r\n" if kind else "").encode() + b"\r\n")
    said.write(content + b"\r\n")


@cache
def attached() -> tuple[Attached, ...]:
    """Good ones and bad ones, some thirty."""
    good, register = a_csv(LIST), a_csv([COLUMNS, ["900001"] + ["1"] * (len(COLUMNS) - 1)])
    links = a_csv([("URN", "LinkURN", "LinkName", "LinkType"), ("900001", "900002", "A school", "Successor")] * 9)
    book, packed = a_workbook(LIST), zipped({"edubasealldata20260615.csv": register})
    return (
        Attached("list.csv", good),
        Attached("list.xlsx", book),
        Attached("edubasealldata20260615.csv", register),
        Attached("edubasealldata20260615.zip", packed),
        Attached("links.csv", links),
        Attached("paper.pdf", b"%PDF-1.7\n1 0 obj << /OpenAction << /S /JavaScript >> >> endobj\n%%EOF"),
        Attached("empty.csv", b""),
        Attached("l" * 400 + ".csv", good),
        Attached("l" * 400 + ".xlsx", book),
        Attached("../../etc/edubasealldata20260615.csv", register),
        Attached("C:\\lists\\..\\list.csv", good),
        Attached("nul\0list.csv", good),
        Attached("list\u202evsc.exe", good),
        Attached("<script>alert(1)</script>.csv", good),
        Attached("ÿ" * 90 + "😀.csv", good),
        Attached("half.xlsx", book[: len(book) // 2]),
        Attached("half.zip", packed[: len(packed) // 2]),
        Attached("damaged.xlsx", damaged(book, "xl/workbook.xml")),
        Attached("damaged.zip", damaged(packed, "edubasealldata20260615.csv")),
        Attached("misnamed.xlsx", misnamed(book)),
        Attached("misnamed.zip", misnamed(packed)),
        Attached("long-within.zip", zipped({"edubase.csv": register, "links" * 80 + ".csv": links})),
        Attached("half-damaged.zip", damaged(zipped({"edubase.csv": register, "links.csv": links}), "links.csv")),
        Attached("bomb.xlsx", zipped({"xl/workbook.xml": b"<workbook/>", "xl/sharedStrings.xml": bytes(80_000_000)})),
        Attached("bomb.zip", zipped({"edubasealldata.csv": bytes(80_000_000)})),
        Attached("macros.xlsx", zipped({"xl/workbook.xml": b"<workbook/>", "xl/vbaProject.bin": OLE})),
        Attached(
            "entities.xlsx", zipped({"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///x">]><x>&e;</x>'})
        ),
        Attached("formulas.xlsx", a_workbook([*LIST, ("=1+1", "Rutland", "=SUM(A1:A2)")])),
        Attached("letter.docx", zipped({"word/document.xml": b"<document/>"})),
        Attached("old.xls", OLE + bytes(600)),
        Attached("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        Attached("photo.jpg", a_photo_with_its_place()),
        Attached("unicode.csv", "LTLA code\tGrouping (of six)\nE07000170\t6\n".encode("utf-16")),
        Attached("windows.csv", "LTLA code,LTLA,Grouping (of six)\nE07000170,Yns Môn £,6\n".encode("cp1252")),
        Attached("quotation.csv", b'LTLA code,Grouping (of six)\n"E07000170,6\n' * 60),
        Attached("wide.csv", b",".join([b"LTLA code"] * 500) + b"\n"),
        Attached("cell.csv", b"LTLA code,Grouping (of six)\n" + b"E" * 2_000_000 + b",6\n"),
        Attached("figures.csv", "LTLA code,Grouping (of six)\nE07000170,²\nE07000171,٣\nE07000172,1e400\n".encode()),
    )


def a_csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def a_workbook(rows: Iterable[Sequence[str]]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(list(row))
    book.save(file)
    return file.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return file.getvalue()


def damaged(packed: bytes, name: str) -> bytes:
    """The same with the packed bytes of one part overwritten: its headings stand, and it cannot be unpacked."""
    with ZipFile(io.BytesIO(packed)) as opened:
        part = opened.getinfo(name)
    begin = part.header_offset + 30 + len(name.encode())
    return packed[:begin] + b"\xff" * part.compress_size + packed[begin + part.compress_size :]


def misnamed(packed: bytes) -> bytes:
    """The same with a part whose name says that it is UTF-8, and is not."""
    with_name = io.BytesIO(packed)
    with ZipFile(with_name, "a") as opened:
        opened.writestr("é.xml", "<x/>")
    return with_name.getvalue().replace("é.xml".encode(), b"\xff\xfe.xml")


def a_photo_with_its_place() -> bytes:
    """The start of a JPEG with EXIF, and a small PNG after it."""
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0"
    rows = zlib.compress(b"\0\xff\0\0")
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(rows)) + b"IDAT" + rows
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + png + b"\xff\xd9"
