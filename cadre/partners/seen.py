"""Two people who change the same thing: the second is shown what the first saved, and overwrites nothing unseen."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from django.db.models import Model

from cadre.lib.errors import Conflict


def values_of(row: Model, fields: Iterable[str]) -> dict[str, object]:
    """The present values of some fields."""
    return {name: getattr(row, name) for name in fields}


def mark_of(values: Mapping[str, object]) -> str:
    """A short mark of what somebody had before them, for a hidden input. Equal values have equal marks."""
    return sha256(repr(sorted(values.items())).encode()).hexdigest()[:16]


def refuse_unseen(row: Model, fields: Iterable[str], seen: str) -> None:
    """Raises Conflict when `row` is not as it was when the form was drawn. An empty `seen` asks for nothing."""
    present = values_of(row, fields)
    if seen and seen != mark_of(present):
        raise Conflict(
            "Somebody changed this while you had it open. What they saved stands below each answer. Check yours "
            "against it, and save again.",
            theirs=present,
        )
