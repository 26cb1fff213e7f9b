"""Where a school belonged from day to day, when the register of a day says otherwise than what we hold.

A register knows the present alone. What changed, changed on some day since the register before it; the day of the load
is the first on which we know it, so the old placement ends there. A district that was abolished is the exception: its
own last day is known, and the placement ends with it, not with the load.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from cadre.schools.rules.categories import Place


@dataclass(frozen=True)
class Spell:
    """Where a school belonged from a day until before another; codes, each empty where there is none or none known."""

    district: str = ""
    trust: str = ""
    diocese: str = ""
    from_on: date | None = None
    to_on: date | None = None

    @property
    def belongs(self) -> tuple[str, str, str]:
        return self.district, self.trust, self.diocese


@dataclass(frozen=True)
class Move:
    """`ends_on` is when the present spell ends; None when it is put right in place, by `begins[0]`."""

    ends_on: date | None
    begins: tuple[Spell, ...]


def moved(present: Spell, now: Spell, *, dated: date, places: Mapping[str, Place]) -> Move | None:
    """What becomes of the `present` spell when the register of `dated` says `now`. None: it stays.

    Where the district was abolished before, the spells follow one another without a gap: the old district until its
    end, then no known district until the new one began (or, for one that did not follow it, until `dated`).
    """
    if present.belongs == now.belongs:
        return None
    if present.from_on is not None and present.from_on >= dated:
        return Move(None, (replace(now, from_on=present.from_on, to_on=None),))
    gone_on = _abolished_on(present, now, dated, places)
    if gone_on is None:
        return Move(dated, (replace(now, from_on=dated, to_on=None),))
    there_on = dated
    if _followed_by(present.district, now.district, places):
        there_on = min(dated, max(gone_on, places[now.district].from_on or gone_on))
    kept = replace(present, to_on=None)
    spells = [
        replace(kept, district="", from_on=gone_on),
        replace(kept, district=now.district, from_on=there_on),
        replace(now, from_on=dated, to_on=None),
    ]
    return Move(gone_on, tuple(_joined(spells)))


def _abolished_on(present: Spell, now: Spell, dated: date, places: Mapping[str, Place]) -> date | None:
    """When the district of the present spell ended, if it ended before the load and after the spell began."""
    place = places.get(present.district)
    if place is None or place.to_on is None or place.to_on > dated or now.district == present.district:
        return None
    return place.to_on if present.from_on is None or present.from_on < place.to_on else None


def _followed_by(old: str, new: str, places: Mapping[str, Place]) -> bool:
    """Whether `new` came of `old`, at once or after others."""
    seen = set()
    while old in places and old not in seen:
        seen.add(old)
        old = places[old].successor_code
        if old and old == new:
            return new in places
    return False


def _joined(spells: list[Spell]) -> list[Spell]:
    """One after another, each until the next; without empty ones and without two alike in a row."""
    kept: list[Spell] = []
    for at, spell in enumerate(spells):
        following = spells[at + 1].from_on if at + 1 < len(spells) else None
        if following is not None and spell.from_on is not None and following <= spell.from_on:
            continue
        if kept and kept[-1].belongs == spell.belongs:
            continue
        if kept:
            kept[-1] = replace(kept[-1], to_on=spell.from_on)
        kept.append(spell)
    return kept
