"""Two versions of a text, word by word."""

import re
from difflib import SequenceMatcher
from typing import Literal

Part = tuple[Literal["same", "gone", "new"], str]


def differences(before: str, after: str) -> list[Part]:
    """`before` turned into `after`: what stayed, what went and what came. Same and gone make up `before`."""
    old, new = _words(before), _words(after)
    found: list[Part] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(("same", "".join(old[a:b])))
            continue
        if a < b:
            found.append(("gone", "".join(old[a:b])))
        if c < d:
            found.append(("new", "".join(new[c:d])))
    return found


def _words(text: str) -> list[str]:
    """Words, and what stands between them."""
    return re.findall(r"\s+|[^\s]+", text)
