"""The words an application is found by. `Siân O’Neill` is found by `sian` and by `oneill`."""

import unicodedata

WORD_LENGTH = 60


def folded(text: str) -> str:
    """Lower case, letters and digits only, without accents and apostrophes."""
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if char.isalnum())


def words_of(typed: str) -> list[str]:
    """What somebody searches for, word by word, each to be found at the beginning of an indexed one."""
    return list(dict.fromkeys(word[:WORD_LENGTH] for word in map(folded, typed.split()) if word))


def index_words(*texts: str) -> list[str]:
    """Every word that `texts` are found by: whole, and the parts of names with hyphens and of e-mail addresses."""
    found: dict[str, None] = {}
    for token in " ".join(texts).split():
        parts = "".join(
            char if char.isalnum() or char in "'’" or unicodedata.combining(char) else " " for char in token
        )
        for word in (folded(token), *map(folded, parts.split())):
            if len(word) > 1:
                found[word[:WORD_LENGTH]] = None
    return list(found)
