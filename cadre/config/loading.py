"""What a process loads at its start stays for good, so the collector of garbage need not look at it.

It rests meanwhile, which spares a tenth of the start, and never looks at what was loaded again; and it looks less often
at what requests leave behind. A mark on a register costs a sixth less for it (`python -m bench`).
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

OBJECTS_BETWEEN_LOOKS = 50_000


@contextmanager
def for_good() -> Iterator[None]:
    """Within this block everything is loaded that the process needs."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(OBJECTS_BETWEEN_LOOKS, 20, 20)
        gc.enable()
