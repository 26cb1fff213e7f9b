"""What an allocation code looks like, and when one may be issued or ended."""

import re
import unicodedata
from datetime import date

from cadre.lib.dates import long_day
from cadre.lib.refs import normal_code

SHORTEST, LONGEST = 4, 20


def code_prefix(short_name: str) -> str:
    """`Trent Reach` -> `TREN`: up to four letters that stand before a code."""
    bare = unicodedata.normalize("NFKD", short_name).upper()
    return "".join(re.findall(r"[A-Z]", bare))[:4] or "CODE"


def refuse_code(shown: str, *, taken: bool) -> str | None:
    """Why a code of the partner's own choice cannot be had."""
    if not SHORTEST <= len(normal_code(shown)) <= LONGEST:
        return f"Use {SHORTEST} to {LONGEST} letters and figures."
    if not normal_code(shown).isascii():
        return "Use the letters A to Z and figures, which every keyboard has."
    return "This code was given out before. Use another." if taken else None


def refuse_replacement(to_on: date | None, *, today: date) -> str | None:
    """Why a code cannot be replaced: its last day is set, by its replacement or by whoever ended it."""
    if to_on is None:
        return None
    stops = "ended" if to_on <= today else "stops"
    return f"This code {stops} on {long_day(to_on)}. It was replaced already, or taken out of use."


def refuse_end(from_on: date, to_on: date | None, *, ends_on: date, today: date) -> str | None:
    """Why a code cannot end before `ends_on`: it has ended, or the day is past or before it began."""
    if to_on is not None and to_on <= today:
        return f"This code ended on {long_day(to_on)}."
    if ends_on < today:
        return "A code cannot end in the past. Give today or later."
    return "A code cannot end before it begins." if ends_on < from_on else None
