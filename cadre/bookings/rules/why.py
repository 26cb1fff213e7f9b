"""Why an entry of the waiting list was not offered a place, in a sentence that names no other person."""

from collections.abc import Sequence

from cadre.bookings.rules.queue import Outcome, Room, Terms, Verdict, fits
from cadre.bookings.states import PartyRule
from cadre.lib.words import counted


def why(verdict: Verdict, rooms: Sequence[Room], terms: Terms, *, position: int, need_words: str, closed: str) -> str:
    """`Position 3. Peakside is full: all 24 places are taken.` `closed` is said instead when offers have ended.

    `need_words` name the need: `Peakside, or within 25 km`.
    """
    if closed:
        return closed
    return f"Position {position}. {_reason(verdict, rooms, terms, need_words)}{_elsewhere(verdict, rooms)}"


def _reason(verdict: Verdict, rooms: Sequence[Room], terms: Terms, need_words: str) -> str:
    need, fitting = verdict.need, [room for room in rooms if fits(verdict.need, room)]
    names = _names(fitting)
    match verdict.outcome:
        case Outcome.OFFER:
            where = verdict.room.partner_name if verdict.room else ""
            return f"A place at {where} is free, and the offer is on its way."
        case Outcome.NO_GROUP:
            return f"No group is open yet for: {need_words}."
        case Outcome.PARTY_TOO_LARGE:
            goes = " Until more are free they go to the next in line." if terms.party_rule == PartyRule.SKIP else ""
            return f"A party of {need.places} does not fit the {_places(verdict.most_free)} at {names}.{goes}"
        case Outcome.PARTY_BLOCKS:
            return (
                f"A party of {need.places} does not fit the {_places(verdict.most_free)} at {names} yet. "
                "They are kept until more are free."
            )
        case Outcome.KEPT_FOR_A_PARTY:
            return f"The free places at {names} are kept for a party ahead in the list."
        case Outcome.OTHERS_FIRST:
            return f"The free places at {names} go to others ahead in the list."
        case Outcome.OFFERED_TO_OTHERS:
            held = [room for room in fitting if room.offered]
            offers = sum(room.offered for room in held)
            until = max((room.offered_until for room in held), default="")
            are = "place is" if offers == 1 else "places are"
            return f"{offers} {are} offered to others at {_names(held)}, until {until}. The rest are taken."
        case _:
            size = sum(room.size for room in fitting)
            are = "is" if len({room.partner for room in fitting}) == 1 else "are"
            return f"{names} {are} full: all {size} places are taken."


def _elsewhere(verdict: Verdict, rooms: Sequence[Room]) -> str:
    """Free places the need does not include, so that somebody may widen it."""
    if verdict.outcome == Outcome.OFFER:
        return ""
    others = [room for room in rooms if room.free and not fits(verdict.need, room)]
    free = sum(room.free for room in others)
    if not free:
        return ""
    return f" The {_places(free)} elsewhere {'is' if free == 1 else 'are'} at {_names(others)}, outside this wish."


def _places(number: int) -> str:
    return counted(number, "free place")


def _names(rooms: Sequence[Room]) -> str:
    """`Peakside`, `Peakside and Welland`, `Peakside and 3 others`."""
    names = list(dict.fromkeys(room.partner_name for room in rooms))
    if len(names) <= 1:
        return "".join(names)
    return " and ".join(names) if len(names) == 2 else f"{names[0]} and {len(names) - 1} others"
