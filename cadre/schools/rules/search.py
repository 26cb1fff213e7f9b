"""How a school is found by what people type."""

import re
import unicodedata

MOST_TYPED = 120
MOST_WORDS = 8
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʻ`´"))
_SPELT = {"saint": "st", "saints": "sts", "rc": "catholic", "and": ""}
_COMMON = frozenset({"the", "of", "school", "academy", "a", "at", "in"})
_POSTCODE_END = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?) (\d[a-z]{2})\b")


def plain_words(text: str) -> list[str]:
    """The words of a name as they are compared: no accents, capitals, apostrophes or other marks; `saint` is `st`.

    `St Werburgh’s (C of E) Primary` -> `["st", "werburghs", "c", "of", "e", "primary"]`.
    """
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    words = re.findall(r"[^\W_]+", bare.casefold().translate(_APOSTROPHES))
    return [word for word in (_SPELT.get(word, word) for word in words) if word]


def search_text(*, name: str, town: str = "", postcode: str = "", urn: str = "") -> str:
    """What is stored to search in: all words once, the postcode in both ways of writing it."""
    words = plain_words(f"{name} {town}") + plain_words(postcode) + plain_words(postcode.replace(" ", "")) + [urn]
    return " ".join(dict.fromkeys(word for word in words if word))[:400]


def search_words(typed: str) -> list[str]:
    """The words to look for: at most MOST_WORDS, without common ones, from the first MOST_TYPED characters.

    Empty when nothing that was typed can be searched for: only spaces, `%` or quotes.
    """
    joined = _POSTCODE_END.sub(r"\1\2", " ".join(plain_words(typed[:MOST_TYPED])))
    words = list(dict.fromkeys(joined.split()))
    telling = [word for word in words if word not in _COMMON]
    return (telling or words)[:MOST_WORDS]


def words_needed(count: int) -> int:
    """How many of the typed words a school must have: all of one or two, else all but one, since people misremember."""
    return count if count <= 2 else count - 1
