"""How a school is found by what people type.

A school's search text holds the words of its name, then `|`, then those of its town, postcode and URN. A typed word
matches where a word of the text begins with it. Every word but the commonest is indexed too (`telling`), so that a
search reads few schools; which ones it finds is decided by the text alone.
"""

import re
import unicodedata
from collections.abc import Iterable

MOST_TYPED = 120
MOST_WORDS = 8
TEXT_LENGTH, WORD_LENGTH = 400, 40
NAME_ENDS = "|"
_APOSTROPHES = "'’‘ʼʻ`´"
_DROPPED = dict.fromkeys(map(ord, _APOSTROPHES))
_SPELT = {"saint": "st", "saints": "sts", "ss": "sts", "rc": "catholic", "and": ""}
_SKIPPED = frozenset({"the", "of", "school", "academy", "a", "at", "in"})
# In thousands of names. An index of them would be long and narrow nothing.
_COMMONEST = (
    "the",
    "of",
    "school",
    "academy",
    "primary",
    "st",
    "church",
    "england",
    "ce",
    "cofe",
    "c",
    "e",
    "community",
)
_POSTCODE_END = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?) (\d[a-z]{2})\b")
_POSTCODE = re.compile(r"([a-z]{1,2}\d[a-z\d]?)(\d[a-z]{2})")
_JOINED = re.compile(rf"[^\W_]+(?:[-‐‑–{_APOSTROPHES}][^\W_]+)+")
_ENGLAND = re.compile(r" (?:church england|c of e|c e|ce|cofe|church of england)(?= )")


def plain_words(text: str) -> list[str]:
    """The words of a name as they are compared: no accents, capitals, apostrophes or other marks; `saint` is `st`.

    `St Werburgh’s (C of E) Primary` -> `["st", "werburghs", "c", "of", "e", "primary"]`.
    """
    words = re.findall(r"[^\W_]+", _bare(text).translate(_DROPPED))
    return [word for word in (_SPELT.get(word, word) for word in words) if word]


def search_text(*, name: str, town: str = "", postcode: str = "", urn: str = "") -> str:
    """What is stored to search in: ` words of the name | town, postcode in both ways of writing it, URN`."""
    named = plain_words(name)
    named += [part for token in _JOINED.findall(_bare(name)) for part in _spellings(token)]
    if _ENGLAND.search(f" {' '.join(named)} "):
        named += ["church", "of", "england", "ce", "cofe"]
    named = list(dict.fromkeys(named))
    place = plain_words(town) + plain_words(postcode) + plain_words(postcode.replace(" ", "")) + [urn]
    place = [word for word in dict.fromkeys(place) if word]
    return f" {' '.join(named)} {NAME_ENDS} {' '.join(place)}"[:TEXT_LENGTH]


def search_words(typed: str) -> list[str]:
    """The words to look for: at most MOST_WORDS, without common ones, from the first MOST_TYPED characters.

    Empty when nothing that was typed can be searched for: only spaces, `%` or quotes.
    """
    words = _typed_words(typed)
    kept = [word for word in words if word not in _SKIPPED]
    return (kept or words)[:MOST_WORDS]


def skipped_words(typed: str) -> list[str]:
    """The common words that are not looked for, and only put one find before another: `school`, `academy`."""
    return [word for word in _typed_words(typed) if word in _SKIPPED][:MOST_WORDS]


def telling(words: Iterable[str]) -> list[str]:
    """Of the typed words those that the index answers, the longest first: no common word begins with them."""
    found = [word for word in words if not any(common.startswith(word) for common in _COMMONEST)]
    return sorted(found, key=len, reverse=True)


def index_words(text: str) -> set[str]:
    """The words of a search text that are indexed."""
    return {word[:WORD_LENGTH] for word in text.split() if word not in _COMMONEST and word != NAME_ENDS}


def postcodes_in(words: Iterable[str]) -> list[str]:
    """`["ng56qt"]` -> `["NG5 6QT"]`: the whole postcodes among typed words."""
    found = (_POSTCODE.fullmatch(word) for word in words)
    return [f"{one[1]} {one[2]}".upper() for one in found if one]


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text)
    return "".join(char for char in letters if not unicodedata.combining(char)).casefold()


def _typed_words(typed: str) -> list[str]:
    joined = _POSTCODE_END.sub(r"\1\2", " ".join(plain_words(typed[:MOST_TYPED])))
    return list(dict.fromkeys(re.sub(r"\broman catholic\b", "catholic", joined).split()))


def _spellings(token: str) -> list[str]:
    """`al-hikmah` is also found by `alhikmah`, and `o'neill` by `neill`."""
    parts = re.findall(r"[^\W_]+", token)
    return ["".join(parts), *(part for part in parts[1:] if len(part) > 1)]
