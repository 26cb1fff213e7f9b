"""Long work says how far it is where others can read it, and stops when nobody waits for it any more."""

import time
from collections.abc import Callable

SECONDS = 0.5


class Stopped(Exception):
    """The row that is worked on was cancelled, asked for anew, or ended by another."""


def teller(write: Callable[[int, int], int | None]) -> Callable[[int, int], None]:
    """`tell(done, steps)`, which calls `write` with them twice a second at most, however often it is told.

    `write` answers how many rows it changed, or None where it cannot tell anybody; with no row, Stopped is raised.
    """
    last = 0.0

    def tell(done: int, steps: int) -> None:
        nonlocal last
        if time.monotonic() - last < SECONDS:
            return
        last = time.monotonic()
        if write(done, steps) == 0:
            raise Stopped

    return tell
