"""Messages that would be posted, collected instead of sent. The caller throws the transaction away."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from cadre.messages.models import Message, MessageAttachment


@dataclass(frozen=True)
class Foreseen:
    """A message as it would be posted, not sent, and the names of its files."""

    message: Message
    files: list[str]


_into: ContextVar[list[Foreseen] | None] = ContextVar("messages_rehearsed", default=None)


@contextmanager
def collected() -> Iterator[list[Foreseen]]:
    """Within, nothing is queued to be sent: what is posted is listed."""
    found: list[Foreseen] = []
    token = _into.set(found)
    try:
        yield found
    finally:
        _into.reset(token)


def collects() -> bool:
    return _into.get() is not None


def collect(messages: Sequence[Message], files: Sequence[MessageAttachment]) -> None:
    into = _into.get()
    assert into is not None
    names: dict[object, list[str]] = {}
    for file in files:
        names.setdefault(file.message_id, []).append(file.filename)
    into.extend(Foreseen(message, names.get(message.pk, [])) for message in messages)
