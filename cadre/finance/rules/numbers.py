"""How papers are numbered, and whether a series has a gap."""

from collections.abc import Sequence


def number_of(prefix: str, position: int) -> str:
    """`OLP-`, 123 -> `OLP-000123`."""
    return f"{prefix}{position:06}"


def position_of(number: str, prefix: str) -> int:
    """`OLP-000123` -> 123. Raises ValueError for a number of another series."""
    rest = number.removeprefix(prefix)
    if rest == number or not rest.isdigit():
        raise ValueError(f"{number} is no number of the series {prefix}.")
    return int(rest)


def missing(positions: Sequence[int], following: int) -> list[int]:
    """The numbers from 1 to before `following` that no paper has."""
    return sorted(set(range(1, following)) - set(positions))
