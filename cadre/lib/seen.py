"""Two people who change the same thing: the second is shown what the first saved, and overwrites nothing unseen."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from cadre.lib.errors import Conflict

LOOK_AGAIN = (
    "Somebody changed this while you had it open. What they saved stands below each answer. Check yours against it, "
    "and save again."
)


def values_of(row: Any, fields: Iterable[str]) -> dict[str, object]:
    """The present values of some fields."""
    return {name: getattr(row, name) for name in fields}


def mark_of(values: Mapping[str, object]) -> str:
    """A short mark of what somebody had before them, for a hidden input. Equal values have equal marks."""
    return sha256(repr(sorted(values.items())).encode()).hexdigest()[:16]


def refuse_changed(present: Mapping[str, object], seen: str) -> None:
    """Raises Conflict when `present`, by the names of a form's fields, is not what the form was drawn with.

    An empty `seen` asks for nothing: it is an action that no form stands behind.
    """
    if seen and seen != mark_of(present):
        raise Conflict(LOOK_AGAIN, theirs=dict(present))


def refuse_unseen(row: Any, fields: Iterable[str], seen: str) -> None:
    """`refuse_changed` for a row whose fields are the form's."""
    refuse_changed(values_of(row, fields), seen)
