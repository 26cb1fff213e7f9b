"""Words that were spelt with one letter wrong: left out, too many, another, or two changed places.

Two words that are one such slip apart share what is left of each without a letter. So a word is kept under itself and
under each of these (`neighbourhood`), and is found by those of the typed one: the “symmetric delete” of W. Garbe's
SymSpell, whose library keeps its own dictionary in memory, where ours stands beside the schools in the database.
"""

from collections.abc import Iterable

LEAST_KEPT, LEAST_TYPED = 4, 3
MOST_NEAR = 5
"""The most near words of one typed word that are looked for."""


def vocabulary(texts: Iterable[str]) -> set[str]:
    """The words of search texts that may be spelt wrong: of LEAST_KEPT letters or more, and no codes."""
    return {word for text in texts for word in text.split() if len(word) >= LEAST_KEPT and word.isalpha()}


def neighbourhood(word: str) -> set[str]:
    """The word, and what is left of it without one of its letters: `derby` -> `derby erby drby deby dery derb`."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def is_one_slip(typed: str, word: str) -> bool:
    """Whether one letter left out, added, changed, or changed with its neighbour makes one word of the other."""
    if typed == word or abs(len(typed) - len(word)) > 1:
        return False
    first = next((at for at, (a, b) in enumerate(zip(typed, word, strict=False)) if a != b), min(len(typed), len(word)))
    a, b = typed[first:], word[first:]
    swapped = len(a) > 1 and len(b) > 1 and a[1] + a[0] + a[2:] == b
    return swapped or a[1:] == b[1:] or a[1:] == b or a == b[1:]


def nearest(typed: str, kept: Iterable[str]) -> list[str]:
    """At most MOST_NEAR of `kept` that are one slip from `typed`, those that begin alike first."""
    near = {word for word in kept if is_one_slip(typed, word)}
    return sorted(near, key=lambda word: (word[:1] != typed[:1], word[:2] != typed[:2], len(word), word))[:MOST_NEAR]


def may_be_misspelt(word: str) -> bool:
    """A number or a postcode is right or it is another one."""
    return word.isalpha() and len(word) >= LEAST_TYPED
