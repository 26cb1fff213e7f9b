"""Whether a decided application may be opened again, by the dated rule."""

from dataclasses import dataclass
from datetime import date, timedelta

from cadre.applications.states import Ruling
from cadre.lib.dates import long_day


@dataclass(frozen=True)
class Reopening:
    """`ruling` NO is final; PERSON is allowed with a reason that says why in spite of the rule."""

    ruling: Ruling
    sentence: str


def reopening(*, state_allows: bool, state: str, closes_on: date, today: date, days: int, holds: str) -> Reopening:
    """The answer and why. `state` in words; `holds` names a place in a group, if there is one; `days` is the rule's."""
    if not state_allows:
        return Reopening(Ruling.NO, f"It is {state}, so there is nothing to open again.")
    if holds:
        return Reopening(Ruling.NO, f"It holds {holds}. Take it out of there first.")
    last = closes_on + timedelta(days=days)
    if today > last:
        return Reopening(
            Ruling.PERSON,
            f"Registration closed on {long_day(closes_on)}, and applications are opened again until {long_day(last)}.",
        )
    return Reopening(Ruling.YES, f"Applications of this intake are opened again until {long_day(last)}.")
