"""The register's files while a load needs them: kept in VAR_DIR, read row by row, removed afterwards.

They hold heads' names, so none is kept longer than it takes to read it.
"""

import codecs
import csv
import re
import time
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import IO

from django.conf import settings

from cadre.lib.errors import Refusal
from cadre.lib.packed import DAMAGED

PIECE = 1 << 20
MOST_BYTES = 400_000_000
MOST_LINES = 50
"""The most lines of one row; more are a quotation mark that does not end."""
MOST_NAME = 200
"""Of a file's name, or of one within a zip, what is kept: its end."""
DAY_SECONDS = 86_400
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NOT_CSV = "This is not a CSV file. Take the register’s own file, “edubasealldata”, as it was downloaded."


@dataclass(frozen=True)
class Kept:
    """A file that was kept: `key` names it here, `rows` is about how many it has. `inner` is its name in the zip."""

    key: str
    name: str
    hash: str
    encoding: str
    rows: int
    inner: str = ""


def folder() -> Path:
    made = Path(settings.VAR_DIR) / "register"
    made.mkdir(parents=True, exist_ok=True)
    return made


def keep_both(
    register: tuple[str, Iterable[bytes]], links: tuple[str, Iterable[bytes]] | None
) -> tuple[Kept, Kept | None]:
    """The register and its links, each (name, chunks); the links given count, not those in the register's zip."""
    kept, packed = keep(*register)
    if links is None:
        return kept, packed
    remove(packed.key if packed else "")
    try:
        return kept, keep(*links, field="links")[0]
    except Refusal:
        remove(kept.key)
        raise


def keep(name: str, chunks: Iterable[bytes], *, field: str = "file") -> tuple[Kept, Kept | None]:
    """Store what was given, unpacked; with it the file of links, where a zip holds one. Raises Refusal."""
    sweep()
    given = folder() / f"{token_hex(12)}.given"
    try:
        digest = _written(given, chunks, field)
        if not zipfile.is_zipfile(given):
            return _looked_at(given.rename(given.with_suffix(".csv")), name, digest, field), None
        return _unpacked(given, name, digest, field)
    finally:
        given.unlink(missing_ok=True)


def _written(path: Path, chunks: Iterable[bytes], field: str) -> str:
    digest, size = sha256(), 0
    with path.open("wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > MOST_BYTES:
                raise Refusal("This file is larger than any register. 400 MB is the most.", field=field)
            digest.update(chunk)
            file.write(chunk)
    if not size:
        raise Refusal("This file is empty.", field=field)
    return digest.hexdigest()


def _unpacked(given: Path, name: str, digest: str, field: str) -> tuple[Kept, Kept | None]:
    """The register and, if it is there, the file of links."""
    try:
        with zipfile.ZipFile(given) as packed:
            inside = [one for one in packed.infolist() if one.filename.lower().endswith(".csv")]
            links = [one for one in inside if "links" in one.filename.lower()]
            schools = [one for one in inside if one not in links]
            named = [one for one in schools if "edubasealldata" in one.filename.lower()] or schools
            if field == "links":
                named, links = links or schools, []
            if len(named) != 1:
                what = "several CSV files" if named else "no CSV file"
                raise Refusal(f"The zip holds {what}. Take the register’s file out of it, and give that.", field=field)
            kept = _member(packed, named[0], name, digest, field)
            try:
                return kept, _member(packed, links[0], name, digest, "links") if len(links) == 1 else None
            except BaseException:
                remove(kept.key)
                raise
    except DAMAGED as fault:
        raise Refusal("The zip cannot be opened. Download it again.", field=field) from fault


def _member(packed: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, digest: str, field: str) -> Kept:
    path = folder() / f"{token_hex(12)}.csv"
    try:
        with packed.open(member) as file:
            _written(path, iter(lambda: file.read(PIECE), b""), field)
    except Exception:
        path.unlink(missing_ok=True)
        raise
    return _looked_at(path, name, digest, field, inner=Path(member.filename).name[-MOST_NAME:])


def _looked_at(path: Path, name: str, digest: str, field: str, *, inner: str = "") -> Kept:
    """How it is written, found by reading it once. UTF-8 is told from Windows-1252 by the whole file."""
    decoder: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")()
    plain, lines, first = True, 0, b""
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                first = first or piece
                lines += piece.count(b"\n")
                plain = plain and piece.isascii()
                decoder = _still(decoder, piece)
        if first.startswith(UTF_16):
            raise Refusal("This file is written as “Unicode text”. Take the register’s file as it was.", field=field)
        if b"\0" in first:
            raise Refusal(NOT_CSV, field=field)
    except Refusal:
        path.unlink(missing_ok=True)
        raise
    utf_8 = decoder is not None and (not plain or first.startswith(codecs.BOM_UTF8))
    return Kept(path.name, name[-MOST_NAME:], digest, "utf-8-sig" if utf_8 else "cp1252", max(1, lines - 1), inner)


def _still(decoder: codecs.IncrementalDecoder | None, piece: bytes) -> codecs.IncrementalDecoder | None:
    try:
        if decoder is not None:
            decoder.decode(piece)
    except UnicodeDecodeError:
        return None
    return decoder


def rows(key: str, encoding: str, *, field: str = "file") -> Iterator[tuple[int, list[str]]]:
    """(number as a spreadsheet counts, cells) of each row, the headings first. Raises Refusal for what is no CSV."""
    with _opened(key, encoding, field) as file:
        lines, number, line = csv.reader(file), 0, 0
        try:
            for number, cells in enumerate(lines, 1):
                if lines.line_num - line > MOST_LINES:
                    raise csv.Error
                line = lines.line_num
                if cells:
                    yield number, cells
        except csv.Error as fault:
            raise Refusal(
                f"After row {number - 1:,} the file cannot be read: a quotation mark is missing, or it was cut short.",
                field=field,
            ) from fault


def _opened(key: str, encoding: str, field: str) -> IO[str]:
    try:
        return (folder() / key).open(encoding=encoding, errors="replace", newline="")
    except FileNotFoundError as fault:
        raise Refusal("The file is no longer there. Give it again.", field=field) from fault


def remove(*keys: str) -> None:
    """Files and what was noted beside them; those that are gone are gone."""
    for key in filter(None, keys):
        (folder() / key).unlink(missing_ok=True)
        _progress(key).unlink(missing_ok=True)


def sweep() -> None:
    """Files that nothing can need any more: of a day ago, left by a process that ended in the middle."""
    for path in folder().iterdir():
        with suppress(OSError):
            if path.stat().st_mtime < time.time() - DAY_SECONDS:
                path.unlink()


def note_progress(load: int, done: int) -> None:
    """What the one transaction of an application cannot show: how far it is. Others read it with `progress`."""
    _progress(str(load)).write_text(str(done))


def progress(load: int) -> int:
    try:
        return int(_progress(str(load)).read_text() or 0)
    except (OSError, ValueError):
        return 0


def _progress(key: str) -> Path:
    return folder() / f"{re.sub(r'[^0-9a-z.]', '', key)}.progress"
