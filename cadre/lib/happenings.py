"""The names of what can happen, each with the sentence the journal shows for it.

A room declares its happenings in `states.py`; `journal.record()` writes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Happening:
    """`sentence` is a format string over the entry's data plus `by` and `subject`. `reading`: nothing changed; that
    somebody read something is on record."""

    key: str
    sentence: str
    major: bool = False
    reading: bool = False


_known: dict[str, Happening] = {}


def happening(key: str, sentence: str, *, major: bool = False, reading: bool = False) -> Happening:
    """Declare a happening. The key is `<room>.<what>`; declaring one twice is an error."""
    if key in _known:
        raise ValueError(f"Happening {key} is declared twice.")
    _known[key] = Happening(key, sentence, major, reading)
    return _known[key]


def sentence_for(key: str, values: Mapping[str, object]) -> str:
    """The human sentence of an entry. A key no longer declared, or a value not kept, still reads."""
    known = _known.get(key)
    if known is None:
        return key.replace(".", ": ").replace("_", " ")
    return known.sentence.format_map(_Kept(values))


def is_major(key: str) -> bool:
    return key in _known and _known[key].major


def readings() -> list[str]:
    """The keys of all that is on record and changed nothing."""
    return [one.key for one in _known.values() if one.reading]


class _Kept(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"
