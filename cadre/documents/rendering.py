"""One function that turns plain data into an accessible PDF.

Text from people reaches Typst as data and never as source, the compiler reads nothing outside this
room's `typst` folder, and the same data always give the same bytes.
"""

import json
import os
import re
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

from cadre.documents.checks import refuse_wrong_shape, refuse_wrong_sums
from cadre.documents.text import breakable, clean, without

TEMPLATES = Path(__file__).resolve().parent / "typst"
FONT_PACKAGES = (
    "fontpkg_source_sans_3",
    "fontpkg_atkinson_hyperlegible",
    "fontpkg_almarai",
    "manimgx_fonts",
    "manimgx_fonts_cjk",
)
ATTEMPTS = 5
_one_at_a_time = Lock()
_undrawable = re.compile(r'the text (?:contains the disallowed codepoint )?`"(.+?)"`')
_escape = re.compile(r"\\u\{([0-9a-f]+)\}")


def render(template: str, data: dict[str, Any]) -> bytes:
    """A PDF/UA-1 document from `template` and its data (see `shapes`).

    Raises `DocumentDataError` when a key is missing or unknown, or when a total is not the sum of its lines.
    """
    data = clean(data)
    refuse_wrong_shape(template, data)
    refuse_wrong_sums(template, data)
    return _draw(f"{template}.typ", data)


def _draw(source: str, data: dict[str, Any], attempts: int = ATTEMPTS) -> bytes:
    """Draw; where no font has a character, put its plain form or U+FFFD in its place and draw again."""
    import typst

    try:
        return _compile(source, data)
    except typst.TypstError as error:
        pieces = _undrawable_pieces(error.diagnostic)
        if not pieces or attempts == 1:
            raise
        return _draw(source, without(data, pieces), attempts - 1)


def _compile(source: str, data: dict[str, Any]) -> bytes:
    process, compiler = _compiler()
    if process != os.getpid():
        raise RuntimeError("This process was forked from one that had drawn documents, and Typst would hang in it.")
    with _one_at_a_time:
        return compiler.compile(
            input={"main.typ": f'#include "/{source}"'.encode(), "data.txt": as_comment(data)},
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=datetime.fromisoformat(data["date"]).replace(tzinfo=UTC),
        )


def as_comment(data: dict[str, Any]) -> bytes:
    """The data as one line, a comment to Typst, which parses every file; `given` in the letterhead reads it as JSON.

    As an input of the system (`sys.inputs`), it would have Typst's library built anew for each document.
    """
    return b"//" + json.dumps(breakable(data), ensure_ascii=False).encode()


def _undrawable_pieces(diagnostic: str) -> list[str]:
    quoted = dict.fromkeys(_undrawable.findall(diagnostic))
    return [_escape.sub(lambda code: chr(int(code[1], 16)), piece) for piece in quoted]


@cache
def _compiler():
    """The process that made it, and the compiler: its threads do not survive a fork."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=font_folders())
    return os.getpid(), typst.Compiler(root=TEMPLATES, font_paths=fonts, ignore_system_fonts=True)


def font_folders() -> list[str]:
    """The folders of the installed font packages. Raises `ModuleNotFoundError` when one is not installed."""
    folders = []
    for package in FONT_PACKAGES:
        spec = find_spec(package)
        if spec is None or not spec.submodule_search_locations:
            raise ModuleNotFoundError(f"The font package {package} is not installed. Run `make run` to install it.")
        folders.extend(spec.submodule_search_locations)
    return folders
