"""When a register may be marked, completed and corrected, and what of a person it shows."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from cadre.delivery.states import PRESENT, Mark
from cadre.lib.dates import LONDON, weekday_day
from cadre.lib.errors import Refusal

NOTE_LIMIT = 300
NAMED_AT_MOST = 3
KEPT_HOURS = 24
"""How long a phone keeps a mark that it could not send."""


class NotYet(Refusal):
    """The day has not come."""


class NotEveryone(Refusal):
    """Somebody is not marked yet."""


class AlreadyComplete(Refusal):
    """A completed register changes by correction or by reopening, each with a reason."""


def made_at(said: datetime | None, *, first_day: date, now: datetime) -> datetime | None:
    """When a mark was chosen, as a phone's clock said it with what it sent late.

    A clock that is ahead is held back to `now`. None, which is “as it was saved”, where it says more than a day ago
    or before the register's first day, when nobody could be marked: a wrong clock costs the time, never the mark.
    """
    if said is None or now - said > timedelta(hours=KEPT_HOURS) or said.astimezone(LONDON).date() < first_day:
        return None
    return min(said, now)


def unmarked(expected: Iterable[str], marks: Mapping[str, str]) -> list[str]:
    """Those of `expected` without a mark, in their order."""
    return [who for who in expected if not marks.get(who)]


def is_present(mark: str) -> bool:
    return mark in PRESENT


def label_of(mark: str) -> str:
    """`Left early`, and “Not marked” for no mark."""
    return Mark(mark).label if mark else "Not marked"


def refuse_called_off(*, called_off: bool) -> None:
    """Nobody attends what does not take place, so nothing is owed for it either."""
    if called_off:
        raise Refusal("This event was called off, so its register stays closed.")


def refuse_marking(first_day: date, today: date, *, complete: bool) -> None:
    """Marking opens with the event's first day, since people are marked as they arrive.

    Raises NotYet before it, AlreadyComplete once the register is complete.
    """
    if complete:
        raise AlreadyComplete("This register is complete. Correct a mark with a reason, or reopen the register.")
    if today < first_day:
        raise NotYet(f"The register opens on {weekday_day(first_day)}.")


def refuse_completion(last_day: date, today: date, not_marked: list[str]) -> None:
    """Not before the event's last day, and not while somebody is not marked: NotYet, NotEveryone."""
    if today < last_day:
        raise NotYet(f"The register can be completed on {weekday_day(last_day)}, the day of the event.")
    if not_marked:
        raise NotEveryone(f"{_named(not_marked)} not marked yet.")


def _named(names: list[str]) -> str:
    if len(names) == 1:
        return f"{names[0]} is"
    if len(names) <= NAMED_AT_MOST:
        return f"{', '.join(names[:-1])} and {names[-1]} are"
    return f"{len(names)} people are"


def refuse_without_reason(reason: str, what: str) -> None:
    if not reason.strip():
        raise Refusal(f"Say why you {what}.", field="reason")


def shows_phone(first_day: date, last_day: date, today: date) -> bool:
    """A candidate's phone number is there from the day before the event to the day after, and no longer."""
    return first_day - timedelta(days=1) <= today <= last_day + timedelta(days=1)
