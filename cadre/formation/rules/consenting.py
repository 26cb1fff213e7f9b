"""Which seats nobody is given without having said yes."""

from collections.abc import Iterable


def needs_consent(host: int | None, named: Iterable[int | None], *, now_at: int | None) -> bool:
    """Whether a seat of the partner `host` is one that the person neither chose nor sits at now. Keys of partners."""
    return host is not None and host != now_at and host not in set(named)
