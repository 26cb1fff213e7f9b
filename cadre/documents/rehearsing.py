"""Documents that would be kept, without drawing them. The caller throws the transaction away."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_undrawn: ContextVar[bool] = ContextVar("documents_undrawn", default=False)


@contextmanager
def undrawn() -> Iterator[None]:
    """Within, what is stored has no pages."""
    token = _undrawn.set(True)
    try:
        yield
    finally:
        _undrawn.reset(token)


def is_undrawn() -> bool:
    return _undrawn.get()
