"""What was decided about messages that are still to be written: held, or left out."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from cadre.journal.actions import Actor
from cadre.messages.models import Message, Wish

LASTS = timedelta(days=14)
"""How long a wish waits for its message."""
Said = tuple[str, str, str, str]
"""(kind, address, what it is about by name, outcome)."""


def wish(said: Iterable[Said], *, reason: str, by: Actor, now: datetime) -> int:
    """Keep what was decided, in the caller's transaction, for the messages that will be posted. How many."""
    rows = [
        Wish(
            kind=kind,
            to=to,
            about_label=about[:200],
            outcome=outcome,
            reason=reason,
            by_name=by.name[:200],
            said_at=now,
        )
        for kind, to, about, outcome in said
    ]
    return len(Wish.objects.bulk_create(rows, batch_size=500))


def meet(messages: Sequence[Message], *, now: datetime) -> list[tuple[Message, Wish]]:
    """Have new messages, not saved yet, be as somebody wished. One query. Each wish is met once, by `settle`."""
    kinds, addresses = {one.kind for one in messages}, {one.to for one in messages}
    open_now = Wish.objects.filter(met_by=None, kind__in=kinds, to__in=addresses, said_at__gt=now - LASTS)
    wishes: dict[tuple[str, str, str], list[Wish]] = {}
    for one in open_now.order_by("-pk"):
        wishes.setdefault((one.kind, one.to, one.about_label), []).append(one)
    met = []
    for message in messages if wishes else ():
        if found := wishes.get((message.kind, message.to, message.about_label)):
            one = found.pop()
            message.state, message.last_error = one.outcome, f"{one.by_name}, before it was written: {one.reason}"
            if one.outcome == "discarded":
                message.secrets = ""
            met.append((message, one))
    return met


def settle(met: Sequence[tuple[Message, Wish]]) -> None:
    """The messages are saved: their wishes are met."""
    for message, one in met:
        one.met_by = message
    if met:
        Wish.objects.bulk_update([one for _, one in met], ["met_by"])
