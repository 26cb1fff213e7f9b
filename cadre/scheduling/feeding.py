"""What stands in somebody's calendar feed beside events: rooms above say so here, since this room cannot ask.

@feeding.provide
def sessions_of(user, from_on): ...
"""

from collections.abc import Callable, Iterable
from datetime import date

from cadre.messages.calendars import Entry
from cadre.people.models import User
from cadre.scheduling.calendars import in_a_feed
from cadre.scheduling.queries.feeds import LOOKS_BACK, events_of

Provider = Callable[[User, date], Iterable[Entry]]
_providers: list[Provider] = []


def provide(provider: Provider) -> Provider:
    """Register `provider(user, from_on)`: the user's own entries that end no sooner than that day."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def entries_of(user: User, *, today: date) -> list[Entry]:
    """Everything of the user's in the last year and to come, the soonest first; what was called off is cancelled."""
    found = [in_a_feed(event) for event in events_of(user, today=today)]
    found += [entry for provider in _providers for entry in provider(user, today - LOOKS_BACK)]
    return sorted(found, key=lambda entry: (entry.starts, entry.ref))
