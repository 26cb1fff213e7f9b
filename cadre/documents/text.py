"""User text made safe for paper: what cannot be seen or drawn is removed, and nothing else changes."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
LONGEST_WORD = 36
_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
_EMOJI_TAGS = range(0xE0020, 0xE0080)
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_WITHIN = re.compile(rf"[@/_.-](?=\w)|[^@/_.\s-]{{{LONGEST_WORD}}}(?=\S)")
_BREAK_HERE = "\N{ZERO WIDTH SPACE}"


def clean(value: Any) -> Any:
    """A copy of `value` (strings, lists, dicts) fit for a template and for a JSON column.

    Strings become NFC without control, bidirectional-override and zero-width characters. Line breaks stay.
    """
    return _each_text(_clean_text, value)


def breakable(value: Any) -> Any:
    """A copy in which a word of more than 36 characters may break, and right-to-left text is isolated."""
    return _each_text(_breakable_text, value)


def without(value: Any, pieces: list[str]) -> Any:
    """A copy with each of `pieces`, which no font can draw, in its plain form, or as U+FFFD."""
    return _each_text(lambda text: _plain_text(text, pieces), value)


def _each_text(change: Callable[[str], str], value: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_each_text(change, item) for item in value]
    if isinstance(value, dict):
        return {key: _each_text(change, item) for key, item in value.items()}
    return value


def _plain_text(text: str, pieces: list[str]) -> str:
    for piece in pieces:
        plain = unicodedata.normalize("NFKC", piece)
        text = text.replace(piece, REPLACEMENT if plain == piece else plain)
    return text


def _breakable_text(text: str) -> str:
    return _isolated(_LONG_WORD.sub(lambda word: _WITHIN.sub(r"\g<0>" + _BREAK_HERE, word[0]), text))


def _clean_text(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "".join(_kept(character) for character in text)


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Cs", "Co", "Cn"}:
        return REPLACEMENT
    if category in {"Cc", "Cf", "Zl", "Zp"}:
        keep = character == "\n" or character in _JOINERS or ord(character) in _EMOJI_TAGS
        return character if keep else ""
    return character


def _isolated(text: str) -> str:
    if text.isascii() or not any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text):
        return text
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"
